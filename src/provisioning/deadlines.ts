import { Temporal } from 'temporal-polyfill';
import { type Closures, isWorkingDay } from './working-days.js';

/** « Dans les deux semaines suivant la réception »: calendar days, the day of reception not counted, the last one included. */
export const DAYS_TO_OPEN = 14;

const ZONE = 'Europe/Paris';

/** The day, in Paris, of an instant: a mail of 19 June at 22:30 UTC is received on 20 June. */
export function receptionDay(instant: Date): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(ZONE).toPlainDate();
}

/** The last day, until 24:00 in Paris, to open the access. It never moves, not even on a holiday. */
export function legalDueOn(receivedOn: Temporal.PlainDate): Temporal.PlainDate {
  return receivedOn.add({ days: DAYS_TO_OPEN });
}

/** The instant at which that day is over: late from then on. */
export function endOfDay(day: Temporal.PlainDate): Date {
  const nextMidnight = day.add({ days: 1 }).toZonedDateTime({ timeZone: ZONE });
  return new Date(nextMidnight.epochMilliseconds);
}

/**
 * The day we aim at: the last working day within the days promised (fewer than the two weeks when the settings say so),
 * or their last one when we are closed all along.
 */
export function targetOn(
  dueOn: Temporal.PlainDate,
  closures?: Closures,
  promiseDays: number = DAYS_TO_OPEN,
): Temporal.PlainDate {
  const promisedOn = dueOn.subtract({ days: DAYS_TO_OPEN - promiseDays });
  for (let earlier = 0; earlier < promiseDays; earlier++) {
    const day = promisedOn.subtract({ days: earlier });
    if (isWorkingDay(day, closures)) return day;
  }
  return promisedOn;
}

/** A time when we wait for the commune: from the day we asked to the day it answered, or still waiting (null). */
export type Wait = { since: Temporal.PlainDate; until: Temporal.PlainDate | null };

/** The last day of the active clock: the legal one pushed back by the days spent waiting for the commune. */
export function activeDueOn(
  receivedOn: Temporal.PlainDate,
  waits: readonly Wait[],
  today: Temporal.PlainDate,
): Temporal.PlainDate {
  return legalDueOn(receivedOn).add({ days: daysWaited(waits, today) });
}

/** Days waited, each counted once even when two waits overlap. */
function daysWaited(waits: readonly Wait[], today: Temporal.PlainDate): number {
  const compare = Temporal.PlainDate.compare;
  let days = 0;
  let counted: Temporal.PlainDate | undefined;
  for (const { since, until } of [...waits].sort((a, b) => compare(a.since, b.since))) {
    const from = counted !== undefined && compare(counted, since) > 0 ? counted : since;
    const to = until ?? today;
    if (compare(to, from) <= 0) continue;
    days += from.until(to).days;
    counted = to;
  }
  return days;
}
