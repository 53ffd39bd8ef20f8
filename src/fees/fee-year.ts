import type { SchoolYear } from '../registry/school-year.js';
import { schoolYearLabel } from '../registry/school-year.js';

/** The year a fee is owed for (docs/decisions/fees-follow-the-school-year.md). */
export type FeeYearKind = 'school' | 'civil';

/** A civil day, `YYYY-MM-DD`: compared as text. */
export type Day = string;

/** A year of fees: its first and last day, both included. */
export type FeeYear = { year: number; kind: FeeYearKind; from: Day; until: Day; label: string };

/** 2026 is September 2026 to August 2027 for a school year, January to December 2026 for a civil one. */
export function feeYear(year: SchoolYear, kind: FeeYearKind): FeeYear {
  return kind === 'school'
    ? { year, kind, from: `${year}-09-01`, until: `${year + 1}-08-31`, label: schoolYearLabel(year) }
    : { year, kind, from: `${year}-01-01`, until: `${year}-12-31`, label: String(year) };
}

/** The year of fees a day stands in. */
export function feeYearOn(day: Day, kindIn: (year: number) => FeeYearKind): FeeYear {
  const civil = Number(day.slice(0, 4));
  const candidates = [civil, civil - 1].map((year) => feeYear(year, kindIn(year)));
  return candidates.find(({ from, until }) => from <= day && day <= until) ?? candidates[0]!;
}
