import type { ReasonCode } from '../decision/outcome.js';
import type { FeeSettings } from '../fees/fee-settings.js';
import type { VirusScanner } from '../intake/clamd.js';
import type { Clock } from '../kernel/clock.js';
import type { RenewalCalendar } from '../provisioning/renewal-calendar.js';
import type { Yearly } from '../registry/yearly.js';
import type { NewsRefusals } from '../reply/news-refusal.js';
import type { ServiceIdentity } from '../reply/service-identity.js';
import type { Database } from '../store/database.js';
import type { Conflict } from '../store/desk/conflict.js';

/** What a campaign is prepared with. */
export type RenewalSettings = {
  calendar: RenewalCalendar;
  lettersPerHour: number;
  silenceAfterDays: number;
  /** Ours, lower case: never written to. */
  ownAddresses: readonly string[];
};

/** What the agents' verbs stand on. `loadTemplates` must have run. */
export type Desk = {
  db: Database;
  clock: Clock;
  service: ServiceIdentity;
  closures: ReadonlySet<string>;
  /** How long an agent may take back what they did: nothing leaves before. */
  undoMs: number;
  /** How long a request stays the agent's who took it. */
  takenForMs: number;
  /** What article 6 and annex 2 set, by year. */
  fees: FeeSettings;
  /** Scans of letters: the largest, in bytes, and what looks for viruses in them (null: nothing does). */
  scans: { maxBytes: number; scanner: VirusScanner | null };
  /** Minutes a form takes by hand, by year; circulars that leave in an hour. */
  committee: { minutesPerForm: Yearly<number>; circularsPerHour: number };
  renewal: RenewalSettings;
  /** Makes and reads the links by which one refuses more news. */
  newsRefusals: NewsRefusals;
  /** The reference as printed in a reply, with its check. */
  printReference(reference: string): string;
};

/** What every verb on a request is given. */
export type OnRequest = {
  requestId: string;
  /** The version that the agent saw. */
  version: number;
  /** A UUID made with the form: the same one again is the same click, and changes nothing more. */
  actionId?: string;
};

/** Everyday reasons why a verb was not done; `codes` when there are reasons of the decision behind it. */
export const refusalCodes = [
  'not-found',
  'not-open',
  'not-finished',
  'no-form',
  'no-answerable-message',
  'blocked',
  'not-acknowledged',
  'nothing-chosen',
  'plan-changed',
  'unknown-field',
  'wrong-value',
  'shared-domain',
  'same-request',
  'other-commune',
  'too-late',
  'already-undone',
  'list-changed',
  'missing-reason',
  'order-moved',
  'not-yet',
  'nothing-to-issue',
  'same-statement',
  'already-counted',
  'nobody-chosen',
  'future-date',
  'convention-not-in-force',
  'already-denounced',
  'not-denounced',
  'already-ended',
  'already-signed',
  'scan-missing',
  'scan-type',
  'scan-too-large',
  'scan-infected',
  'scanner-away',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export type NotDone =
  /** The agent's role does not allow it. */
  | { kind: 'forbidden' }
  | { kind: 'refused'; code: RefusalCode; codes: readonly ReasonCode[] }
  /** Somebody, or the service, was quicker. */
  | { kind: 'conflict'; conflict: Conflict };

/** `undoUntil`: until then `undo` takes it back. `again`: it had been done already, by the same click. */
export type Done = { kind: 'done'; actionId: string; version: number; undoUntil: Date; again: boolean };

export type Outcome = Done | NotDone;

export function refused(code: RefusalCode, codes: readonly ReasonCode[] = []): NotDone {
  return { kind: 'refused', code, codes };
}
