/** What a message is. */
export type MessageKind = 'form' | 'answer' | 'automatic' | 'other';

/** A document found in a message (attachment, nested message, winmail.dat, one level of zip, or the body itself). */
export type FoundDocument = {
  /** File name as sent, last path segment only, control characters removed. */
  name: string;
  /** Told by the bytes, never by the name: `xlsx`, `ods`, `xls`, `pdf`, `docx`, `body`, … */
  type: string;
  /** Where it was found: MIME part numbers, then names inside containers, e.g. `1.2/winmail.dat/1`. */
  path: string;
  bytes: Uint8Array;
};

export type Authenticity = 'authentic' | 'unproven' | 'forged';

/** What the sorting of one message found. `reasons` are codes, e.g. `auto-submitted`. */
export type SortedMessage = {
  kind: MessageKind;
  /** Keeping, threading and answering are three decisions: this is the third. */
  mayAnswer: boolean;
  reasons: string[];
  /** Lower-case address of From: the identity. Null when there is none or several. */
  from: string | null;
  /** A different Reply-To, shown to the agent and never followed. */
  replyTo: string | null;
  subject: string;
  /** `<…>` as sent, or null. */
  messageId: string | null;
  /** References then In-Reply-To, oldest first, without repetition. */
  references: string[];
  /** A request reference found in the subject or in our own Message-IDs, its check verified, e.g. `LC-2026-00042`. */
  requestReference: string | null;
  documents: FoundDocument[];
};
