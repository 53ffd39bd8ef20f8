/** A reply as its row holds it, ready to leave. */
export type OwedMail = {
  replyId: string;
  /** As made by `messageIdOf`. */
  messageId: string;
  /** One address: the From of the message answered. */
  to: string;
  /** The commune's follow-up person when someone else writes. */
  cc?: string | null;
  subject: string;
  text: string;
  html: string;
  /** Message-ID answered, or null when we write first. */
  inReplyTo: string | null;
  /** Oldest first. */
  references: readonly string[];
  attachments: readonly { name: string; type: string; bytes: Uint8Array }[];
  /** Where its recipient refuses more of its kind with one request (RFC 8058); absent: it is owed to them. */
  refusalLink?: string | null;
  /** Envelope sender, as made by `returnPathOf`. */
  returnPath: string;
};
