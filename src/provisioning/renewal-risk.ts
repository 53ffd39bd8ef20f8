import { Temporal } from 'temporal-polyfill';
import { DAYS_TO_OPEN } from './deadlines.js';
import type { CampaignDays } from './renewal-calendar.js';

/** What a campaign still owes: requests nobody has decided, orders not carried out. */
export type RenewalWaiting = { requests: number; orders: number };

export type RenewalRisk = 'none' | 'at-risk' | 'late';

/**
 * Pure: whether what waits threatens « avant le 20 août » (convention, annexe 1). At risk from two weeks before the last day,
 * which is what the convention gives for one access; late from the day after it. `today` is the day in Paris.
 */
export function renewalRisk(
  today: Temporal.PlainDate,
  { applyBy }: Pick<CampaignDays, 'applyBy'>,
  waiting: number,
): RenewalRisk {
  if (waiting === 0) return 'none';
  if (Temporal.PlainDate.compare(today, applyBy) > 0) return 'late';
  const from = applyBy.subtract({ days: DAYS_TO_OPEN });
  return Temporal.PlainDate.compare(today, from) < 0 ? 'none' : 'at-risk';
}
