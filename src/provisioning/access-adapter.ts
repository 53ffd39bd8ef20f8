import type { Person } from '../registry/person.js';
import type { AgentCode, DelayCode } from './access-codes.js';
import type { OrderKind } from './order-kinds.js';
import type { StepLedger } from './step-ledger.js';

/** What must be done at laclasse.com for one school. */
export type AccessTask = {
  orderId: string;
  kind: OrderKind;
  communeInsee: string;
  uai: string;
  schoolName: string;
  /** Who has access once it is done; for `close-school` and `reopen-school`, who had it last. */
  administrator: Person;
  /**
   * `replace-administrator`: whose access is removed, always given. `update-contact`: the same person as known before,
   * so that the account is found under its old name or address; null when only the new is known. Else null.
   */
  former: Person | null;
};

/** What came of one try. Nothing of a person in it: proofs hold identifiers of laclasse.com, and days. */
export type AccessOutcome =
  | { kind: 'done'; proof: Readonly<Record<string, string>> }
  /** It could not be done now: tried again after this long, ms. */
  | { kind: 'not-now'; code: DelayCode; retryAfterMs: number }
  /** Only a person can tell what to do: the order is held, with this code. */
  | { kind: 'needs-agent'; code: AgentCode };

/**
 * The little we ask of whoever carries orders out. Carrying the same order out twice changes nothing more: each step is
 * looked up before it is done, proved after, and noted in the ledger.
 */
export interface AccessAdapter {
  /** @throws for what must not happen; the order is tried again. */
  carryOut(task: AccessTask, ledger: StepLedger): Promise<AccessOutcome>;
}
