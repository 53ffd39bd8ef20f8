import { Temporal } from 'temporal-polyfill';

/** How near a promise is, the most pressing first. A digest comes on working days only: each is a span of days. */
export const warningCodes = ['late', 'past-target', 'today', 'two-days', 'five-days'] as const;
export type WarningCode = (typeof warningCodes)[number];

/** Pure: the warning a promise not kept yet deserves today, by calendar days left before its target. */
export function warningOf(
  { dueOn, targetOn }: { dueOn: Temporal.PlainDate; targetOn: Temporal.PlainDate },
  today: Temporal.PlainDate,
): WarningCode | null {
  if (Temporal.PlainDate.compare(today, dueOn) > 0) return 'late';
  const left = today.until(targetOn).days;
  if (left < 0) return 'past-target';
  if (left === 0) return 'today';
  if (left <= 2) return 'two-days';
  return left <= 5 ? 'five-days' : null;
}
