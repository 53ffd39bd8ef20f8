import { createHmac, timingSafeEqual } from 'node:crypto';

/** Who holds the word of one letter may refuse news for its recipient, and nothing else: it opens no account. */
export type NewsRefusals = {
  /** The address to put in a letter, and in its List-Unsubscribe (RFC 2369, RFC 8058). */
  linkOf(replyId: string): string;
  /** The letter that a word names; null for any other word. */
  replyOf(word: string): string | null;
};

const WORD = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

/** `secret`: the service's own. `webUrl`: where its pages are reached. */
export function openNewsRefusals(secret: string, webUrl: URL): NewsRefusals {
  const signatureOf = (replyId: string) =>
    createHmac('sha256', secret).update(`news-refusal:${replyId}`).digest('base64url');
  return {
    linkOf: (replyId) => new URL(`/nouveautes/refuser/${replyId}.${signatureOf(replyId)}`, webUrl).href,
    replyOf(word) {
      const [, replyId, signature] = WORD.exec(word) ?? [];
      if (replyId === undefined) return null;
      const isOurs = timingSafeEqual(Buffer.from(signature!), Buffer.from(signatureOf(replyId)));
      return isOurs ? replyId : null;
    },
  };
}
