import type { MailboxPatience } from './settings.js';

type Suspect = { failures: number; firstFailedAtMs: number; tryAgainAtMs: number; trueSizeBytes?: number };
type SuspectPatience = Pick<
  MailboxPatience,
  'notGivenAfterAttempts' | 'notGivenAfterMs' | 'suspectRetryMs' | 'maxMessageBytes'
>;

/**
 * Messages that were being fetched when something broke. The next time they travel alone and last; one that keeps
 * failing is tried ever more rarely, so that it blocks no other, and in the end becomes an item for agents.
 * Kept in memory: forgetting it costs a few attempts.
 */
export class Suspects {
  readonly #suspects = new Map<number, Suspect>();

  constructor(
    private readonly patience: SuspectPatience,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** These were under way when the server refused, or the connection broke. */
  failed(uids: readonly number[]): void {
    for (const uid of uids) {
      const known = this.#suspects.get(uid);
      const failures = (known?.failures ?? 0) + 1;
      const pauseMs = failures === 1 ? 0 : this.patience.suspectRetryMs * 2 ** Math.min(failures - 2, 12);
      this.#suspects.set(uid, {
        ...known,
        failures,
        firstFailedAtMs: known?.firstFailedAtMs ?? this.nowMs(),
        tryAgainAtMs: this.nowMs() + pauseMs,
      });
    }
  }

  /** The server announced less than it sent. */
  provedTooLarge(uid: number, trueSizeBytes: number): void {
    this.failed([uid]);
    this.#suspects.get(uid)!.trueSizeBytes = trueSizeBytes;
  }

  cleared(uid: number): void {
    this.#suspects.delete(uid);
  }

  forgetAll(): void {
    this.#suspects.clear();
  }

  /** How often it was under way when something broke; 0 for a message above suspicion. */
  failuresOf(uid: number): number {
    return this.#suspects.get(uid)?.failures ?? 0;
  }

  /** Larger than announced and over the limit: it is not fetched again. */
  trueSize(uid: number): number | undefined {
    return this.#suspects.get(uid)?.trueSizeBytes;
  }

  mayBeTried(uid: number): boolean {
    if (this.trueSize(uid) !== undefined) return true; // nothing left to try: it is only to be noted
    return (this.#suspects.get(uid)?.tryAgainAtMs ?? 0) <= this.nowMs();
  }

  isGivenUp(uid: number): boolean {
    const suspect = this.#suspects.get(uid);
    if (suspect === undefined || suspect.failures < this.patience.notGivenAfterAttempts) return false;
    return this.nowMs() - suspect.firstFailedAtMs >= this.patience.notGivenAfterMs;
  }
}
