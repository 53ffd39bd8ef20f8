import type { Temporal } from 'temporal-polyfill';
import { type Closures, firstWorkingDayFrom, lastWorkingDayUpTo } from './working-days.js';

/** When the access of a commune that leaves is removed. */
export type ClosingDates = {
  notBefore: Temporal.PlainDate;
  dueOn: Temporal.PlainDate;
  targetOn: Temporal.PlainDate;
};

/** Pure. The last day of a convention is whole: access is removed from the day after, on the first one worked. */
export function closingDates(endsOn: Temporal.PlainDate, closures?: Closures): ClosingDates {
  const notBefore = endsOn.add({ days: 1 });
  const worked = firstWorkingDayFrom(notBefore, closures);
  return { notBefore, dueOn: worked, targetOn: worked };
}

/** The last working day at least so many days before the end: nobody is told later than promised. */
export function reminderDay(
  endsOn: Temporal.PlainDate,
  daysBefore: number,
  closures?: Closures,
): Temporal.PlainDate {
  return lastWorkingDayUpTo(endsOn.subtract({ days: daysBefore }), closures);
}
