import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { AccessTask } from '../provisioning/access-adapter.js';
import type { AgentCode, DelayCode } from '../provisioning/access-codes.js';
import type { Database, Tx } from './database.js';

/** The right to carry one order out, ours alone until it ends; writing to its step ledger renews it. */
export type OrderClaim = { orderId: string; claim: string; forMs: number };

export type ClaimedOrder = { claim: OrderClaim; requestId: string; attempts: number; task: AccessTask };

/** A school is opened first: what else is asked of it meanwhile waits. */
const isNotAheadOfItsOpening = sql<boolean>`(kind = 'open-school' or not exists (
  select 1 from access_order as opening where opening.uai = access_order.uai
    and opening.kind = 'open-school' and opening.status in ('planned', 'held')))`;

/** A day to wait for is waited for, whatever the plan says: access outlives a promise rather than end before it. */
const isNotBeforeItsDay = sql<boolean>`(not_before is null or not_before <= (now() at time zone 'Europe/Paris')::date)`;

/** Takes one order that is due: null when it is done, held, not due yet, or another worker's. */
export async function claimDueOrder(db: Database, id: string, forMs: number): Promise<ClaimedOrder | null> {
  const claim = randomUUID();
  const row = await db
    .updateTable('access_order')
    .set((is) => ({
      claim,
      claimed_until: sql<Date>`now() + ${forMs} * interval '1 millisecond'`,
      attempts: is('attempts', '+', 1),
    }))
    .where('id', '=', id)
    .where('status', '=', 'planned')
    .where('due_at', '<=', sql<Date>`now()`)
    .where((is) => is.or([is('undoable_until', 'is', null), is('undoable_until', '<', sql<Date>`now()`)]))
    .where((is) => is.or([is('claimed_until', 'is', null), is('claimed_until', '<', sql<Date>`now()`)]))
    .where(isNotAheadOfItsOpening)
    .where(isNotBeforeItsDay)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    claim: { orderId: row.id, claim, forMs },
    requestId: row.request_id,
    attempts: row.attempts,
    task: {
      orderId: row.id,
      kind: row.kind,
      communeInsee: row.commune_insee,
      uai: row.uai,
      schoolName: row.school_name,
      administrator: row.administrator,
      former: row.former,
    },
  };
}

/**
 * The order is done, its request opened when it was the last, and what follows (`alongside`, given the transaction) is
 * saved together, or not at all: whoever is told is told once. False when the order was no longer ours.
 */
export async function finishOrder(
  db: Database,
  { claim, requestId }: Pick<ClaimedOrder, 'claim' | 'requestId'>,
  proof: Readonly<Record<string, string>>,
  alongside: (tx: Tx) => Promise<void>,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const finished = await tx
      .updateTable('access_order')
      .set({
        status: 'done',
        done_at: sql<Date>`now()`,
        proof: JSON.stringify(proof),
        claimed_until: null,
        waits_for: null,
      })
      .where('id', '=', claim.orderId)
      .where('claim', '=', claim.claim)
      .where('status', '=', 'planned')
      .executeTakeFirst();
    if (finished.numUpdatedRows !== 1n) return false;
    await openRequest(tx, requestId);
    await alongside(tx);
    return true;
  });
}

/** A request is opened when none of its orders is left to carry out. */
export async function openRequest(tx: Tx, requestId: string): Promise<void> {
  await sql`select 1 from request where id = ${requestId} for update`.execute(tx);
  await sql`
    update request set status = 'opened', version = version + 1
    where id = ${requestId} and status = 'accepted' and not exists (
      select 1 from access_order where request_id = ${requestId} and status in ('planned', 'held'))`.execute(
    tx,
  );
}

/** An order that could not be carried out is given back, and tried again later. */
export async function postponeOrder(
  db: Database,
  { orderId, claim }: OrderClaim,
  { retryAfterMs, code }: { retryAfterMs: number; code: DelayCode },
): Promise<void> {
  await sql`
    update access_order set due_at = now() + ${retryAfterMs} * interval '1 millisecond',
      claimed_until = null, waits_for = ${code}
    where id = ${orderId} and claim = ${claim} and status = 'planned'`.execute(db);
}

/** Only a person can tell: the order is held, and becomes an item an agent sees, once per reason. */
export async function holdOrderForAgent(
  db: Database,
  { claim, requestId }: Pick<ClaimedOrder, 'claim' | 'requestId'>,
  code: AgentCode,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const held = await sql`
      update access_order set status = 'held', claimed_until = null, waits_for = ${code}
      where id = ${claim.orderId} and claim = ${claim.claim} and status = 'planned'`.execute(tx);
    if (held.numAffectedRows !== 1n) return;
    await sql`
      insert into work_item (id, reason, subject_id, request_id)
      values (gen_random_uuid(), ${code}, ${claim.orderId}, ${requestId})
      on conflict (reason, subject_id) do update set closed_at = null, opened_at = now()`.execute(tx);
  });
}

export async function renewOrderHints(db: Database, olderThanMs: number, limit: number): Promise<string[]> {
  const due = await sql<{ id: string }>`
    update access_order set hinted_at = now()
    where id in (select id from access_order where status = 'planned' and due_at <= now()
        and (claimed_until is null or claimed_until < now()) and ${isNotAheadOfItsOpening} and ${isNotBeforeItsDay}
        and (undoable_until is null or undoable_until < now())
        and (hinted_at <= now() - ${olderThanMs} * interval '1 millisecond' or hinted_at < due_at)
      order by due_at limit ${limit} for update skip locked)
    returning id`.execute(db);
  return due.rows.map((row) => row.id);
}
