import type { Temporal } from 'temporal-polyfill';

/** A school year by the year it begins in: 2026 is September 2026 to August 2027. */
export type SchoolYear = number;

export function schoolYearOf(day: Temporal.PlainDate): SchoolYear {
  return day.month >= 9 ? day.year : day.year - 1;
}

/**
 * The school year that a form received on this day speaks of: from June on, lists are made for the coming one.
 * The model form says « pour l’année scolaire prochaine » whatever the month, so the date decides.
 */
export function schoolYearAskedOn(day: Temporal.PlainDate): SchoolYear {
  return day.month >= 6 ? day.year : day.year - 1;
}

/** As the law and the clerks write it, e.g. `2026-2027`. */
export function schoolYearLabel(year: SchoolYear): string {
  return `${year}-${year + 1}`;
}
