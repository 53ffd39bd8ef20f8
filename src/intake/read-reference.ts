import { createHmac, timingSafeEqual } from 'node:crypto';

/** No 0/O, no 1/I: a check can be read out on the phone. Thirty-two letters, so each carries five bits. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CHECK_LENGTH = 4;

const written = /(?<![A-Z0-9])LC[- ](\d{4})[- ](\d{5,7})(?:-([2-9A-HJ-NP-Z]{4})(?![A-Z0-9]))?(?!\d)/gi;

/** A reference as written in a text: with the check that followed it, or null when there was none. */
export type WrittenReference = { reference: string; check: string | null };

/** `LC-2026-00042` → `LC-2026-00042-7F3K`. The check is 20 bits of HMAC-SHA-256: it stops guesses, it does not prove a sender. */
export function signReference(reference: string, secret: string): string {
  return `${reference}-${checkOf(reference, secret)}`;
}

/** The first reference in `text` whose check is ours, without its check (`LC-2026-00042`); null when there is none. */
export function findReference(text: string, secret: string): string | null {
  const proven = findWrittenReferences(text).find(
    ({ reference, check }) => check !== null && isOurs(reference, check, secret),
  );
  return proven?.reference ?? null;
}

/** Every reference in `text`, believed or not. */
export function findWrittenReferences(text: string): WrittenReference[] {
  return [...text.slice(0, 10_000).matchAll(written)].map(([, year, number, check]) => ({
    reference: `LC-${year}-${number}`,
    check: check === undefined ? null : check.toUpperCase(),
  }));
}

function isOurs(reference: string, check: string, secret: string): boolean {
  return timingSafeEqual(Buffer.from(checkOf(reference, secret)), Buffer.from(check));
}

function checkOf(reference: string, secret: string): string {
  const digest = createHmac('sha256', secret).update(`request-reference:${reference}`).digest();
  return Array.from({ length: CHECK_LENGTH }, (_, index) => LETTERS[digest[index]! % LETTERS.length]!).join(
    '',
  );
}
