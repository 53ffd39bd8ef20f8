import { Temporal } from 'temporal-polyfill';
import { type CampaignState, isUnderWay } from '../registry/renewal-campaign.js';
import type { SchoolYear } from '../registry/school-year.js';
import { DAYS_TO_OPEN } from './deadlines.js';
import type { CampaignDays } from './renewal-calendar.js';

/** What a campaign still owes: requests nobody has decided, orders not carried out, communes whose silence renews nothing. */
export type RenewalWaiting = { requests: number; orders: number; blocked: number };

export type RenewalRisk = 'none' | 'at-risk' | 'late';

/** A campaign the team is warned of; `blocked` when only a commune without an answer calls for somebody. */
export type RenewalThreat = {
  year: SchoolYear;
  applyBy: Temporal.PlainDate;
  waiting: RenewalWaiting;
  level: 'blocked' | 'at-risk' | 'late';
};

type Watched = { year: SchoolYear; state: CampaignState; days: Pick<CampaignDays, 'applyBy'> };

/**
 * Pure: what threatens a campaign on `today`, the day in Paris. Null when nothing does, before its letters leave and once
 * everything is applied.
 */
export function renewalThreat(
  today: Temporal.PlainDate,
  { year, state, days: { applyBy } }: Watched,
  waiting: RenewalWaiting,
): RenewalThreat | null {
  if (!isUnderWay(state)) return null;
  const risk = renewalRisk(today, { applyBy }, waiting.requests + waiting.orders + waiting.blocked);
  if (risk !== 'none') return { year, applyBy, waiting, level: risk };
  return waiting.blocked > 0 ? { year, applyBy, waiting, level: 'blocked' } : null;
}

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
