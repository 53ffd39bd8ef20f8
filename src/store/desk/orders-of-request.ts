import { sql } from 'kysely';
import type { AccessTask } from '../../provisioning/access-adapter.js';
import type { HandTask } from '../../provisioning/hand-tasks-csv.js';
import type { Queries } from '../database.js';
import type { AccessOrderStatus } from '../statuses.js';
import type { OrderVerb } from '../tables/order-planning.js';

/** An order as agents see it, with what was done to it by hand. Days are `YYYY-MM-DD`. */
export type ShownOrder = AccessTask & {
  status: AccessOrderStatus;
  askedOn: string;
  dueOn: string;
  targetOn: string;
  notBefore: string | null;
  plannedAt: Date | null;
  advancedAt: Date | null;
  doneAt: Date | null;
  waitsFor: string | null;
  holdReason: string | null;
  attempts: number;
  events: { at: string; actor: string; verb: OrderVerb; reason: string }[];
};

/** Every order of one request, the soonest due first. */
export async function loadOrdersOfRequest(db: Queries, reference: string): Promise<ShownOrder[]> {
  const { rows } = await sql<ShownOrder>`
    select access_order.id as "orderId", kind, access_order.commune_insee as "communeInsee", uai,
      school_name as "schoolName", administrator, former, access_order.status, asked_on as "askedOn",
      access_order.due_on as "dueOn", access_order.target_on as "targetOn", not_before as "notBefore",
      planned_at as "plannedAt", advanced_at as "advancedAt", done_at as "doneAt", waits_for as "waitsFor",
      hold_reason as "holdReason", attempts,
      coalesce((select jsonb_agg(jsonb_build_object('at', at, 'actor', actor, 'verb', verb, 'reason', reason) order by id)
        from access_order_event where order_id = access_order.id), '[]') as events
    from access_order join request on request.id = request_id
    where reference = ${reference} order by access_order.due_on, school_name, access_order.id`.execute(db);
  return rows;
}

/** What agents must do in laclasse.com by hand, the soonest first. */
export async function listHandTasks(db: Queries, limit: number): Promise<HandTask[]> {
  const { rows } = await sql<HandTask>`
    select id as "orderId", kind, commune_insee as "communeInsee", uai, school_name as "schoolName", administrator,
      former, target_on as "targetOn", due_on as "dueOn"
    from access_order where status = 'held' and waits_for = 'to_do_by_hand'
    order by target_on, school_name, id limit ${limit}`.execute(db);
  return rows;
}

export async function countHandTasks(db: Queries): Promise<number> {
  const row = await db
    .selectFrom('access_order')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('status', '=', 'held')
    .where('waits_for', '=', 'to_do_by_hand')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
