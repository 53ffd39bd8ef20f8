/** What is known of a step: the identifier it has at laclasse.com, and what is needed to go on or to undo it. */
export type StepRecord = {
  isDone: boolean;
  externalId: string | null;
  facts: Readonly<Record<string, unknown>>;
};

/** Something that closing a school took away, and that may be put back. */
export type Removal = { orderId: string; step: string; facts: Readonly<Record<string, unknown>> };

/**
 * The steps of one order, each committed by itself: after a crash between any two, the next try resumes. Every write
 * throws `ClaimLost` when another worker has taken the order over meanwhile.
 */
export interface StepLedger {
  load(step: string): Promise<StepRecord | undefined>;
  /** Notes, before it is done, what is about to be done: what a removal takes away is known whatever happens next. */
  intend(step: string, facts: Readonly<Record<string, unknown>>): Promise<void>;
  /** Notes that it is done, and proved. */
  finish(
    step: string,
    done: { externalId: string | null; facts?: Readonly<Record<string, unknown>> },
  ): Promise<void>;
  /** Profiles and accounts that closing this school took away and that were not put back, latest first. */
  removalsOf(uai: string): Promise<readonly Removal[]>;
  /** The account that had this address (lower case) before closing a school locked it. */
  lockedAccount(address: string): Promise<Removal | undefined>;
  noteRestored(removal: Removal): Promise<void>;
}

/** This try took so long that its claim on the order ended: what it was doing is left to the next. */
export class ClaimLost extends Error {
  override name = 'ClaimLost';
}
