import { sql } from 'kysely';
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
  return isSettled && (await countWaiting(db, year)) === 0;
}

/** Requests of the campaign that wait for somebody, and orders not carried out. */
async function countWaiting(db: Queries, year: SchoolYear): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from request_year
      join request on request.id = request_year.request_id
      left join access_order on access_order.request_id = request.id and access_order.status in ('planned', 'held')
    where campaign = ${year}
      and (request.status in ('awaiting-commune', 'awaiting-agent') or access_order.id is not null)`.execute(
    db,
  );
  return rows[0]!.waiting;
}
