/** What a Message-ID is made of: all of it is in the reply's row, so a resend after a crash bears the same one. */
export type MessageIdParts = { reference: string; kind: string; replyId: string; domain: string };

const OURS = /<([A-Za-z0-9-]+)\.([a-z-]+)\.([A-Za-z0-9-]+)@([^\s<>@]+)>/;

/** `<LC-2026-00042.corrections.0193…@laclasse.com>`: the same row always gives the same one. */
export function messageIdOf({ reference, kind, replyId, domain }: MessageIdParts): string {
  const messageId = `<${reference}.${kind}.${replyId}@${domain}>`;
  const parts = OURS.exec(messageId);
  if (parts === null || parts[0] !== messageId || messageId.length > 250)
    throw new Error('Not fit for a Message-ID');
  return messageId;
}

/** Reads a Message-ID of ours back, e.g. from In-Reply-To; null for anybody else's. */
export function readMessageId(messageId: string, domain: string): MessageIdParts | null {
  const [whole, reference, kind, replyId, host] = OURS.exec(messageId) ?? [];
  if (whole !== messageId || host?.toLowerCase() !== domain.toLowerCase()) return null;
  return { reference: reference!, kind: kind!, replyId: replyId!, domain: host };
}
