import type { FeeYear } from '../fees/fee-year.js';
import type { MonthOfUse } from '../fees/use-over-time.js';
import type { OpeningDelay } from './opening-delays.js';

/** What the committee reads of a year (article 7). Counted from what the base keeps, nothing estimated but the time saved. */
export type Activity = {
  year: FeeYear;
  /** The day it was counted: a year that runs is counted up to it. */
  countedOn: string;
  use: readonly MonthOfUse[];
  /** By month, `YYYY-MM`. */
  changes: readonly { month: string; added: number; removed: number }[];
  /** Of each school whose access was asked for in the year. */
  delays: readonly OpeningDelay[];
  forms: FormsOfYear;
  /** Codes of problems found in forms, most frequent first. */
  mistakes: readonly { code: string; count: number }[];
  storage: readonly StorageOfSchool[];
};

/** Forms the service decided on, by what became of them at once. */
export type FormsOfYear = { accepted: number; corrected: number; agent: number; repeated: number };

/** Bytes; null where laclasse.com has not said. */
export type StorageOfSchool = { uai: string; name: string; communeName: string; bytes: number | null };

export function formsHandled({ accepted, corrected, agent, repeated }: FormsOfYear): number {
  return accepted + corrected + agent + repeated;
}

/** Forms that asked nothing of anybody: accepted, sent back to be mended, or known already. */
export function formsWithoutAPerson({ accepted, corrected, repeated }: FormsOfYear): number {
  return accepted + corrected + repeated;
}

/** Minutes: the forms nobody had to handle, each by the minutes one takes by hand (a setting). */
export function minutesSaved(forms: FormsOfYear, minutesPerForm: number): number {
  return formsWithoutAPerson(forms) * minutesPerForm;
}

/** Whole per cents, 0 of nothing. */
export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((100 * part) / whole);
}
