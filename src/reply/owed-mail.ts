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
  /** Envelope sender, as made by `returnPathOf`. */
  returnPath: string;
};

/** One bare address: nothing that could make a list, a comment, a display name or a second header. */
const ADDRESS = /^[^\s\p{Cc}@<>()[\],;:\\"]{1,64}@[^\s\p{Cc}@<>()[\],;:\\"]{1,255}$/u;
const MESSAGE_ID = /^<[\x21-\x3b\x3d\x3f-\x7e]{1,250}>$/;

/** The first one names the thread, the last ones the place in it; a header is not a chronicle. */
const MOST_REFERENCES = 20;

function threaded(ids: readonly string[]): string[] {
  const sound = ids.filter((id) => MESSAGE_ID.test(id));
  return sound.length <= MOST_REFERENCES ? sound : [sound[0]!, ...sound.slice(1 - MOST_REFERENCES)];
}

/** What a header may hold: no control sign, one line. */
function headerWords(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/** At least this many bytes on the wire: enough for the server to refuse at once what it would refuse at the end. */
function leastSize({ text, html, attachments }: OwedMail): number {
  return attachments.reduce(
    (total, { bytes }) => total + Math.ceil((bytes.length * 4) / 3),
    text.length + html.length,
  );
}

/**
 * The mail as nodemailer takes it, or null when an address is not one bare address. Everything a stranger may have
 * chosen (address, Message-ID, subject, file name) is checked or reduced to plain words here.
 */
export function mailFor(owed: OwedMail, from: { name: string; address: string }) {
  const recipients = owed.cc ? [owed.to, owed.cc] : [owed.to];
  if (![...recipients, owed.returnPath].every((address) => ADDRESS.test(address))) return null;
  if (!MESSAGE_ID.test(owed.messageId)) return null;

  const inReplyTo = owed.inReplyTo !== null && MESSAGE_ID.test(owed.inReplyTo) ? owed.inReplyTo : null;
  const references = threaded(owed.references);
  return {
    from,
    to: { name: '', address: owed.to },
    ...(owed.cc ? { cc: { name: '', address: owed.cc } } : {}),
    messageId: owed.messageId,
    subject: headerWords(owed.subject),
    text: owed.text,
    html: owed.html,
    ...(inReplyTo === null ? {} : { inReplyTo }),
    ...(references.length === 0 ? {} : { references }),
    /** RFC 3834: we never start a conversation between machines; X-Auto-Response-Suppress says so to Exchange. */
    headers: {
      'Auto-Submitted': inReplyTo === null ? 'auto-generated' : 'auto-replied',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': 'fr',
    },
    attachments: owed.attachments.map(({ name, type, bytes }) => ({
      filename: headerWords(name),
      contentType: type,
      content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    })),
    envelope: { from: owed.returnPath, to: recipients, size: leastSize(owed) },
    /** A resend has the very same boundaries. */
    baseBoundary: owed.replyId,
  };
}
