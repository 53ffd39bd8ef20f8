import { sql } from 'kysely';
import type { Queries } from '../database.js';

/** One thing due on a day: accesses to open for a request, or a decision to make. */
export type Due = {
  what: 'orders' | 'decision';
  day: string;
  targetOn: string;
  reference: string;
  communeInsee: string | null;
  status: string;
  count: number;
};

/** What is not done, soonest first: access orders by request, and requests that wait for a decision. */
export async function listDue(db: Queries, limit: number): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select * from (
      select 'orders' as what, access_order.due_on as day, min(access_order.target_on) as "targetOn", request.reference,
        access_order.commune_insee as "communeInsee", access_order.status, count(*)::int as count
      from access_order join request on request.id = access_order.request_id
      where access_order.status in ('planned', 'held')
      group by access_order.due_on, request.reference, access_order.commune_insee, access_order.status
      union all
      select 'decision', due_on, target_on, reference, commune_insee, status, 1 from request where tab is not null) as due
    order by day, reference limit ${limit}`.execute(db);
  return rows;
}
