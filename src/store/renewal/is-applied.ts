import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { RenewalWaiting } from '../../provisioning/renewal-risk.js';
import { renewalStanding } from '../../registry/renewal-standing.js';
import type { SchoolYear } from '../../registry/school-year.js';
import type { Queries } from '../database.js';
import { loadParticipants } from './participants.js';

/** Every commune is settled, every request that answers is decided, and none of its orders waits. */
export async function isApplied(
  db: Queries,
  year: SchoolYear,
  ownAddresses: readonly string[],
): Promise<boolean> {
  const participants = await loadParticipants(db, year, ownAddresses);
  const isSettled = participants.every(({ facts }) => {
    const { standing } = renewalStanding(facts);
    if (standing === 'answered' || standing === 'late') return facts.answer?.isAccepted === true;
    return ['unchanged', 'renewed', 'decided', 'leaving'].includes(standing);
  });
  if (!isSettled) return false;
  const { requests, orders } = await countWaiting(db, year);
  return requests + orders === 0;
}

type Counted = Omit<RenewalWaiting, 'blocked'>;

/** Of a campaign: requests that wait for somebody, and orders not carried out; those due up to a day, when it is given. */
export async function countWaiting(
  db: Queries,
  year: SchoolYear,
  dueUpTo: Temporal.PlainDate | null = null,
): Promise<Counted> {
  const isDue = (column: string) =>
    dueUpTo === null ? sql`true` : sql`${sql.ref(column)} <= ${dueUpTo.toString()}::date`;
  const { rows } = await sql<Counted>`
    select count(distinct request.id) filter (where request.status in ('awaiting-commune', 'awaiting-agent')
        and ${isDue('request.due_on')})::int as requests,
      count(distinct access_order.id) filter (where ${isDue('access_order.due_on')})::int as orders
    from request_year
      join request on request.id = request_year.request_id
      left join access_order on access_order.request_id = request.id and access_order.status in ('planned', 'held')
    where campaign = ${year}`.execute(db);
  return rows[0]!;
}
