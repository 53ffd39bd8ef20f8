import type { AuthenticityReason } from './authenticity-reasons.js';
import { type DnsResolver, isNoSuchRecord, TransientDnsFailure } from './dns.js';
import { readDkimSignature } from './read-dkim-signature.js';

const LF = 0x0a;

export type SignatureOutcome = { passes: boolean; reasons: AuthenticityReason[] };

/**
 * Verifies the DKIM signatures that `isWanted` keeps, on the raw bytes (mailauth). The others are taken out first: they cost nothing,
 * and cannot be taken for a proof. Throws `TransientDnsFailure` when nothing passes and the DNS did not answer for one of them.
 */
export async function verifySignatures(
  raw: Uint8Array,
  isWanted: (value: string) => boolean,
  ask: DnsResolver,
  now: Date,
): Promise<SignatureOutcome> {
  /* Loaded late: most mail of town halls is not signed, and the library is heavy. */
  const { dkimVerify } = await import('mailauth/lib/dkim/verify.js');
  let isDnsSilent = false;
  const resolver = async (name: string): Promise<string[][]> => {
    try {
      return await ask(name, 'TXT');
    } catch (error) {
      if (!isNoSuchRecord(error)) isDnsSilent = true;
      throw error;
    }
  };
  const { results } = await dkimVerify(keepSignatures(raw, isWanted), {
    resolver: resolver as never,
    curTime: now,
  } as never);
  if (results.some(({ status }) => status.result === 'pass')) return { passes: true, reasons: ['dkim-pass'] };
  if (isDnsSilent) throw new TransientDnsFailure('The DNS did not answer for a DKIM key');
  return { passes: false, reasons: [...new Set(results.map(reasonOf))] };
}

function reasonOf({ status }: { status: { result?: string; comment?: string | false } }): AuthenticityReason {
  const comment = status.comment || '';
  if (comment.includes('body hash')) return 'dkim-body-changed';
  if (comment === 'no key' || comment.includes('public key') || comment.includes('key')) return 'dkim-no-key';
  if (status.result === 'policy') return 'dkim-weak-key';
  return comment === 'expired' ? 'dkim-expired' : 'dkim-fail';
}

/** The message without the DKIM-Signature fields that are not wanted, and without ARC's. */
function keepSignatures(raw: Uint8Array, isWanted: (value: string) => boolean): Buffer {
  const view = Buffer.from(raw.buffer, raw.byteOffset, raw.length);
  const kept: Buffer[] = [];
  let at = 0;
  while (at < view.length) {
    const end = fieldEnd(view, at);
    const field = view.subarray(at, end);
    if (/^\r?\n$/.test(field.subarray(0, 3).toString('latin1')) || field[0] === LF) break;
    const name = field.subarray(0, 40).toString('latin1').split(':')[0]!.trim().toLowerCase();
    const isSignature = name === 'dkim-signature';
    if (!(isSignature && !isWanted(unfold(field))) && !name.startsWith('arc-')) kept.push(field);
    at = end;
  }
  return Buffer.concat([...kept, view.subarray(at)]);
}

/** A field ends where a line begins that is not folded. */
function fieldEnd(view: Buffer, start: number): number {
  let at = start;
  for (;;) {
    const lineEnd = view.indexOf(LF, at);
    if (lineEnd < 0) return view.length;
    at = lineEnd + 1;
    const isBlank = at - start <= 2;
    if (isBlank || (view[at] !== 0x20 && view[at] !== 0x09)) return at;
  }
}

function unfold(field: Buffer): string {
  const text = field.toString('latin1');
  return text
    .slice(text.indexOf(':') + 1)
    .replace(/\r?\n[ \t]+/g, ' ')
    .trim();
}

/** Why a signature proves nothing for `isAlignedDomain`, or null when it is worth verifying. `now` in milliseconds since 1970. */
export function whyNotWorthVerifying(
  value: string,
  isAlignedDomain: (domain: string) => boolean,
  now: number,
): AuthenticityReason | null {
  const signature = readDkimSignature(value);
  if (!isAlignedDomain(signature.domain)) return 'dkim-other-domain';
  if (signature.isBodyPartial) return 'dkim-partial-body';
  if (!signature.signedFields.includes('from')) return 'dkim-from-not-signed';
  if (!/^(rsa|ed25519)-sha256$/.test(signature.algorithm)) return 'dkim-weak-algorithm';
  if (signature.expiresAt !== null && signature.expiresAt * 1000 < now) return 'dkim-expired';
  const isFromTheFuture = signature.signedAt !== null && signature.signedAt * 1000 > now + CLOCK_SKEW_MS;
  return isFromTheFuture ? 'dkim-from-the-future' : null;
}

const CLOCK_SKEW_MS = 15 * 60_000;
