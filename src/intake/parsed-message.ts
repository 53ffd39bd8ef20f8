import type { HeaderField } from './header-field.js';
import type { MailboxAddress } from './mailbox-address.js';

/** One entity of the MIME tree. Bodies are views on the raw bytes, decoded only when somebody asks (`decodePart`). */
export type MimePart = {
  /** IMAP part number (RFC 3501 §6.4.5): `1` for a single body, `1.2` in a multipart, `2.1` inside the message forwarded as part 2. */
  number: string;
  headers: HeaderField[];
  /** Type in lower case, e.g. `text/plain`; `text/plain` when nothing is said. */
  type: string;
  /** Parameters of Content-Type, names in lower case. */
  parameters: Map<string, string>;
  disposition: 'attachment' | 'inline' | null;
  /** Last path segment, control characters removed; null when none was given. */
  fileName: string | null;
  /** Content-ID without its brackets. */
  contentId: string | null;
  encoding: string | null;
  body: Uint8Array;
  /** Children of a multipart. */
  parts: MimePart[];
  /** The message a message/rfc822 part carries. */
  message: ParsedMessage | null;
};

/** What was wrong with the message itself. */
export type MessageDefect = 'header-flood' | 'nested-too-deep' | 'too-many-parts' | 'no-header';

/** A message taken apart, nothing judged yet. */
export type ParsedMessage = {
  headers: HeaderField[];
  /** Every address of every From field. */
  from: MailboxAddress[];
  /** Every address of every Reply-To field. */
  replyTo: MailboxAddress[];
  /** Decoded, on one line, without control characters. */
  subject: string;
  /** `<…>` as sent, or null. */
  messageId: string | null;
  /** References then In-Reply-To, oldest first, without repetition. */
  references: string[];
  root: MimePart;
  defects: MessageDefect[];
};
