import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits nobody can guess. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The word that every form of a session carries back. It follows from the cookie, which no other site can read. */
export function formTokenOf(secret: string): string {
  return createHash('sha256').update(`form:${secret}`).digest('base64url');
}

/** In a time that tells nothing of where they differ. */
export function isSameSecret(given: string, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
