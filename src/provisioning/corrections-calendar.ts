import { Temporal } from 'temporal-polyfill';
import { addWorkingDays, type Closures, isWorkingDay } from './working-days.js';

/** Working days: from the day corrections were asked for to the reminder, then to the day an agent takes over. */
export type CorrectionsPatience = { remindAfterDays: number; agentAfterDays: number };

/**
 * The last day such that corrections asked for on it, or before, are due a reminder `today`; null on a day nobody works.
 * The day of asking is not counted.
 */
export function lastAskedDayToRemind(
  today: Temporal.PlainDate,
  { remindAfterDays }: CorrectionsPatience,
  closures?: Closures,
): Temporal.PlainDate | null {
  if (!isWorkingDay(today, closures)) return null;
  let asked = today.subtract({ days: remindAfterDays });
  while (Temporal.PlainDate.compare(addWorkingDays(asked, remindAfterDays, closures), today) > 0) {
    asked = asked.subtract({ days: 1 });
  }
  return asked;
}

/** The day an agent takes over a request reminded `today`. */
export function agentTakesOverOn(
  today: Temporal.PlainDate,
  { agentAfterDays }: CorrectionsPatience,
  closures?: Closures,
): Temporal.PlainDate {
  return addWorkingDays(today, agentAfterDays, closures);
}
