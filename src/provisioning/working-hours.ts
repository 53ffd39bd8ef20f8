import { Temporal } from 'temporal-polyfill';
import { type Closures, isWorkingDay } from './working-days.js';

export const SERVICE_ZONE = 'Europe/Paris';

/** When orders may be carried out: between two times of working days (Paris), or at any time of any day. */
export type WorkingHours =
  | { kind: 'working-days'; from: Temporal.PlainTime; to: Temporal.PlainTime }
  | { kind: 'always' };

/** Reads `09:00-17:00` or `always`; null when it is neither, or ends before it begins. */
export function readWorkingHours(text: string): WorkingHours | null {
  if (text === 'always') return { kind: 'always' };
  const [, first, last] = /^(\d{2}:\d{2})-(\d{2}:\d{2})$/.exec(text) ?? [];
  if (first === undefined || last === undefined) return null;
  try {
    const [from, to] = [Temporal.PlainTime.from(first), Temporal.PlainTime.from(last)];
    return Temporal.PlainTime.compare(from, to) < 0 ? { kind: 'working-days', from, to } : null;
  } catch {
    return null;
  }
}

/** A stretch of one hour at most in which orders may be carried out. Instants are milliseconds since 1970. */
export type Opening = { day: Temporal.PlainDate; startsAt: number; endsAt: number };

const NO_OPENING: readonly Opening[] = [];

/** The hours of one day, the 23 or 25 of a day when clocks change included; none when the service is closed. */
export function openingsOf(
  day: Temporal.PlainDate,
  hours: WorkingHours,
  closures?: Closures,
): readonly Opening[] {
  if (hours.kind === 'working-days' && !isWorkingDay(day, closures)) return NO_OPENING;
  const midnight = instantOf(day.add({ days: 1 }), new Temporal.PlainTime());
  const [first, end] =
    hours.kind === 'always'
      ? [instantOf(day, new Temporal.PlainTime()), midnight]
      : [instantOf(day, hours.from), instantOf(day, hours.to)];
  const openings: Opening[] = [];
  for (let startsAt = first; startsAt < end; ) {
    const endsAt = Math.min(startsAt + HOUR_MS, end);
    openings.push({ day, startsAt, endsAt });
    startsAt = endsAt;
  }
  return openings;
}

const HOUR_MS = 3_600_000;

function instantOf(day: Temporal.PlainDate, time: Temporal.PlainTime): number {
  return day.toZonedDateTime({ timeZone: SERVICE_ZONE, plainTime: time }).epochMilliseconds;
}
