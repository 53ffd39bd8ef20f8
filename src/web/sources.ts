import type { Reading } from '../form/reading.js';
import type { ShownDocument, ShownMail } from '../store/desk/shown-parts.js';
import type { OwedAttachment } from '../store/tables.js';

/** What the pages ask of the rest of the house, and cannot do themselves: nothing of a stranger's is opened here. */
export type DeskSources = {
  /** Null when the message cannot be taken apart. */
  showMail(messageId: string): Promise<ShownMail | null>;
  /** Null when the document cannot be opened. */
  showDocument(messageId: string, path: string): Promise<ShownDocument | null>;
  /** The bytes of one document of a message. */
  documentBytes(messageId: string, path: string): Promise<Uint8Array | null>;
  /** What today's rules read in the documents of a message, nothing kept; null when it cannot be taken apart. */
  readAgain(messageId: string): Promise<readonly { path: string; name: string; reading: Reading }[] | null>;
  /** A file as a reply would carry it; null when it cannot be made. */
  makeAttachment(attachment: OwedAttachment): Promise<{ name: string; bytes: Uint8Array } | null>;
};
