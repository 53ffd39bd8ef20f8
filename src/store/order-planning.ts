import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { OrderKind } from '../provisioning/order-kinds.js';
import type { PlannableOrder } from '../provisioning/plan-orders.js';
import type { Person } from '../registry/person.js';
import type { Database, Tx } from './database.js';

/** An order as asked: nothing is carried out before it is planned. Days are `YYYY-MM-DD`. */
export type NewOrder = {
  id: string;
  kind: OrderKind;
  communeInsee: string;
  uai: string;
  schoolName: string;
  administrator: Person;
  former: Person | null;
  askedOn: string;
  dueOn: string;
  targetOn: string;
  notBefore: string | null;
};

/** When an order that has no planned time is tried: not before the plan gives it one. */
export const NOT_PLANNED = new Date('9999-12-31T00:00:00Z');

/** Every order of a request is made here, whoever decides it. The same one asked twice by a request is one order. */
export async function insertOrders(
  tx: Tx,
  orders: readonly (NewOrder & { requestId: string })[],
): Promise<void> {
  if (orders.length === 0) return;
  const rows = orders.map((order) => ({
    id: order.id,
    request_id: order.requestId,
    kind: order.kind,
    commune_insee: order.communeInsee,
    uai: order.uai,
    school_name: order.schoolName,
    administrator: JSON.stringify(order.administrator),
    former: order.former === null ? null : JSON.stringify(order.former),
    asked_on: order.askedOn,
    due_on: order.dueOn,
    target_on: order.targetOn,
    not_before: order.notBefore,
    status: 'planned' as const,
    due_at: NOT_PLANNED,
    done_at: null,
    proof: null,
  }));
  await tx
    .insertInto('access_order')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Any number, the same in every process: one of them plans at a time. */
const PLANNING_LOCK = 690_043;
const THE_PLAN = 'orders';

/** Waits for the planning under way, if any; released when the transaction ends. */
export async function lockPlanning(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${PLANNING_LOCK})`.execute(tx);
}

export type PlanState = { validUntil: Date; ageMs: number; tookMs: number; unplanned: boolean };

/** Null when nothing was ever planned. `unplanned`: an order has no time yet. */
export async function loadPlanState(tx: Tx): Promise<PlanState | null> {
  const found = await sql<PlanState>`
    select valid_until as "validUntil", took_ms as "tookMs",
      (extract(epoch from now() - made_at) * 1000)::float8 as "ageMs",
      exists (select 1 from access_order where status = 'planned' and planned_at is null) as unplanned
    from order_plan where name = ${THE_PLAN}`.execute(tx);
  return found.rows[0] ?? null;
}

export type WaitingOrder = PlannableOrder & { dueAt: Date; retryAt: Date | null };

/** Every order that waits to be carried out. */
export async function loadWaitingOrders(tx: Tx): Promise<WaitingOrder[]> {
  const rows = await tx
    .selectFrom('access_order')
    .select(['id', 'asked_on', 'due_on', 'target_on', 'not_before', 'planned_at', 'advanced_at', 'due_at'])
    .select('waits_for')
    .select(sql<boolean>`coalesce(claimed_until > now(), false)`.as('is_claimed'))
    .where('status', '=', 'planned')
    .execute();
  const day = memoisedDay();
  return rows.map((row) => ({
    id: row.id,
    askedOn: day(row.asked_on),
    dueOn: day(row.due_on),
    targetOn: day(row.target_on),
    notBefore: row.not_before === null ? null : day(row.not_before),
    plannedAt: row.planned_at,
    isPinned: row.is_claimed || (row.advanced_at !== null && row.planned_at !== null),
    dueAt: row.due_at,
    retryAt: row.waits_for !== null && !isSameTime(row.due_at, row.planned_at) ? row.due_at : null,
  }));
}

function isSameTime(one: Date, other: Date | null): boolean {
  return one.getTime() === other?.getTime();
}

/** Thousands of orders share a few days. */
function memoisedDay(): (text: string) => Temporal.PlainDate {
  const known = new Map<string, Temporal.PlainDate>();
  return (text) => {
    const day = known.get(text) ?? Temporal.PlainDate.from(text);
    known.set(text, day);
    return day;
  };
}

/** When the orders carried out by the service since `from` were done, and among them those whose promise was missed. */
export async function loadDoneSince(tx: Tx, from: Date): Promise<{ doneAt: Date[]; lateDoneAt: Date[] }> {
  const rows = await tx
    .selectFrom('access_order')
    .select('done_at')
    .select(sql<boolean>`(done_at at time zone 'Europe/Paris')::date > due_on`.as('is_late'))
    .where('status', '=', 'done')
    .where('done_at', '>=', from)
    .where('planned_at', 'is not', null)
    .execute();
  return {
    doneAt: rows.map((row) => row.done_at!),
    lateDoneAt: rows.filter((row) => row.is_late).map((row) => row.done_at!),
  };
}

export type PlannedTime = { id: string; plannedAt: Date | null; dueAt: Date };

/** An order that somebody carries out meanwhile is left to them. */
export async function savePlannedTimes(tx: Tx, times: readonly PlannedTime[]): Promise<void> {
  if (times.length === 0) return;
  const rows = times.map(({ id, plannedAt, dueAt }) => ({ id, planned_at: plannedAt, due_at: dueAt }));
  await sql`
    update access_order set planned_at = planned.planned_at, due_at = planned.due_at, hinted_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as planned (id uuid, planned_at timestamptz, due_at timestamptz)
    where access_order.id = planned.id and status = 'planned'
      and (claimed_until is null or claimed_until <= now())`.execute(tx);
}

export async function savePlanState(
  tx: Tx,
  { validUntil, tookMs }: { validUntil: Date; tookMs: number },
): Promise<void> {
  await sql`
    insert into order_plan (name, made_at, valid_until, took_ms)
    values (${THE_PLAN}, now(), ${validUntil}, ${Math.round(tookMs)})
    on conflict (name) do update
      set made_at = excluded.made_at, valid_until = excluded.valid_until, took_ms = excluded.took_ms`.execute(
    tx,
  );
}

/** One order that makes planning necessary: it has no time, or the plan is over while it waits. For the sweep. */
export async function orderToPlan(db: Database, olderThanMs: number): Promise<string[]> {
  const found = await sql<{ id: string }>`
    update access_order set hinted_at = now() where id = (
      select id from access_order
      where status = 'planned' and hinted_at <= now() - ${olderThanMs} * interval '1 millisecond'
        and (planned_at is null
          or not exists (select 1 from order_plan where name = ${THE_PLAN} and valid_until > now()))
      order by planned_at is not null, id limit 1 for update skip locked)
    returning id`.execute(db);
  return found.rows.map((row) => row.id);
}
