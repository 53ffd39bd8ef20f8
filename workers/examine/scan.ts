import { ScannerUnavailable, type VirusScanner } from '../../src/intake/clamd.js';

/** Why a message is not opened: what was found, or that the scanner cannot look at it. */
export type Closed = { reason: 'infected' | 'not-scanned'; signature: string | null };

/** `later`: the scanner is away, nothing is known of the message. `unsure`: it is there, and fails on this message. */
export type Scan = { kind: 'clean' } | ({ kind: 'closed' } & Closed) | { kind: 'later' } | { kind: 'unsure' };

/** What the scanner says before a message is opened. Without a scanner every message is clean. */
export async function scanMessage(scanner: VirusScanner | null, raw: Uint8Array): Promise<Scan> {
  if (scanner === null) return { kind: 'clean' };
  try {
    const verdict = await scanner.scan(raw);
    if (verdict.kind === 'clean') return verdict;
    if (verdict.kind === 'too_large') return { kind: 'closed', reason: 'not-scanned', signature: null };
    return { kind: 'closed', reason: 'infected', signature: verdict.signature };
  } catch (error) {
    if (!(error instanceof ScannerUnavailable)) throw error;
    return { kind: (await answers(scanner)) ? 'unsure' : 'later' };
  }
}

async function answers(scanner: VirusScanner): Promise<boolean> {
  return scanner.ping().then(
    () => true,
    () => false,
  );
}
