import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits nobody can guess. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The word that every form of a session carries back. It follows from the cookie, which no other site can read. */
export function formTokenOf(secret: string): string {
  return createHash('sha256').update(`form:${secret}`).digest('base64url');
}

/**
 * The word as one page writes it: another writing each time. Pages are sent compressed, beside words that a visitor may
 * choose; a word always written the same could then be guessed from lengths (BREACH, CVE-2013-3587).
 */
export function maskedToken(token: string): string {
  const word = Buffer.from(token, 'base64url');
  const mask = randomBytes(word.length);
  return Buffer.concat([mask, word.map((byte, index) => byte ^ mask[index]!)]).toString('base64url');
}

/** The word under its mask; what is no masked word answers something that is no word. */
export function unmaskedToken(masked: string): string {
  const bytes = Buffer.from(masked, 'base64url');
  const half = bytes.length / 2;
  if (half !== 32) return '';
  return Buffer.from(bytes.subarray(half).map((byte, index) => byte ^ bytes[index]!)).toString('base64url');
}

/** In a time that tells nothing of where they differ. */
export function isSameSecret(given: string, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
