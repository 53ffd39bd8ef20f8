import getJoursFeries from '@socialgouv/jours-feries';
import { Temporal } from 'temporal-polyfill';

/** Days the service is closed besides weekends and holidays, from the settings: ISO days such as `2026-12-24`. */
export type Closures = ReadonlySet<string>;

const NO_CLOSURE: Closures = new Set();
const HALF_A_DAY_MS = 12 * 3_600_000;
const holidaysByYear = new Map<number, ReadonlySet<string>>();

/** A « jour ouvré »: Monday to Friday, neither a public holiday of metropolitan France nor a closure of the service. */
export function isWorkingDay(day: Temporal.PlainDate, closures: Closures = NO_CLOSURE): boolean {
  return day.dayOfWeek <= 5 && !isHoliday(day) && !closures.has(day.toString());
}

/** One of the eleven public holidays of metropolitan France (Alsace and Moselle have two more, left out). */
export function isHoliday(day: Temporal.PlainDate): boolean {
  return holidaysOf(day.year).has(day.toString());
}

/** The day itself when it is worked, else the last one worked before it. */
export function lastWorkingDayUpTo(
  day: Temporal.PlainDate,
  closures: Closures = NO_CLOSURE,
): Temporal.PlainDate {
  return isWorkingDay(day, closures) ? day : lastWorkingDayUpTo(day.subtract({ days: 1 }), closures);
}

/** The day itself when it is worked, else the next one: where a term of procedure that ends on a holiday is moved to. */
export function firstWorkingDayFrom(
  day: Temporal.PlainDate,
  closures: Closures = NO_CLOSURE,
): Temporal.PlainDate {
  return isWorkingDay(day, closures) ? day : firstWorkingDayFrom(day.add({ days: 1 }), closures);
}

/** The n-th working day after a day that is not counted itself, as the CRPA counts its « jours ouvrés ». */
export function addWorkingDays(
  day: Temporal.PlainDate,
  count: number,
  closures: Closures = NO_CLOSURE,
): Temporal.PlainDate {
  let last = day;
  for (let left = count; left > 0; left--) last = firstWorkingDayFrom(last.add({ days: 1 }), closures);
  return last;
}

/** The n-th working day before a day that is not counted itself. */
export function subtractWorkingDays(
  day: Temporal.PlainDate,
  count: number,
  closures: Closures = NO_CLOSURE,
): Temporal.PlainDate {
  let first = day;
  for (let left = count; left > 0; left--) first = lastWorkingDayUpTo(first.subtract({ days: 1 }), closures);
  return first;
}

function holidaysOf(year: number): ReadonlySet<string> {
  const known = holidaysByYear.get(year);
  if (known !== undefined) return known;

  const holidays = new Set(Object.values(getJoursFeries(year)).map(localDay));
  holidaysByYear.set(year, holidays);
  return holidays;
}

/**
 * The package gives midnights of the machine's own zone, some of them moved by one hour when clocks changed since Easter:
 * noon is asked instead, whose day is right in every zone.
 */
function localDay(midnight: Date): string {
  const noon = new Date(midnight.getTime() + HALF_A_DAY_MS);
  return new Temporal.PlainDate(noon.getFullYear(), noon.getMonth() + 1, noon.getDate()).toString();
}
