import { sql } from 'kysely';
import type { Tx } from '../database.js';
import { NOT_PLANNED } from '../order-planning.js';
import { openRequest } from '../orders.js';
import type { AccessOrderStatus } from '../statuses.js';
import type { OrderVerb } from '../tables/order-planning.js';

/** An order as an agent acts on it, its row locked. */
export type LockedOrder = {
  id: string;
  requestId: string;
  status: AccessOrderStatus;
  /** `YYYY-MM-DD`. */
  notBefore: string | null;
  waitsFor: string | null;
  /** A worker is carrying it out, or it may still be undone: nobody touches it. */
  isBusy: boolean;
};

export async function lockOrder(tx: Tx, orderId: string, now: Date): Promise<LockedOrder | null> {
  const row = await tx
    .selectFrom('access_order')
    .select(['id', 'request_id', 'status', 'not_before', 'waits_for'])
    .select(
      sql<boolean>`coalesce(claimed_until > now(), false) or coalesce(undoable_until > ${now}, false)`.as(
        'busy',
      ),
    )
    .where('id', '=', orderId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    requestId: row.request_id,
    status: row.status,
    notBefore: row.not_before,
    waitsFor: row.waits_for,
    isBusy: row.busy,
  };
}

/** Due at once; it keeps that time whatever is planned again. */
export async function advanceOrder(tx: Tx, orderId: string, now: Date): Promise<void> {
  await tx
    .updateTable('access_order')
    .set({ planned_at: now, advanced_at: now, due_at: now, waits_for: null })
    .where('id', '=', orderId)
    .where('status', '=', 'planned')
    .execute();
}

export async function holdOrder(tx: Tx, orderId: string, reason: string): Promise<void> {
  await tx
    .updateTable('access_order')
    .set({ status: 'held', hold_reason: reason })
    .where('id', '=', orderId)
    .where('status', '=', 'planned')
    .execute();
}

/** Planned again with the others, from nothing; what it waited for is settled. */
export async function releaseOrder(tx: Tx, orderId: string, now: Date): Promise<void> {
  await tx
    .updateTable('access_order')
    .set({
      status: 'planned',
      planned_at: null,
      advanced_at: null,
      due_at: NOT_PLANNED,
      hold_reason: null,
      waits_for: null,
    })
    .where('id', '=', orderId)
    .where('status', '=', 'held')
    .execute();
  await closeItemsOf(tx, orderId, now);
}

/** An agent did it in laclasse.com: done, and the request opened when it was the last. */
export async function recordOrderByHand(tx: Tx, { id, requestId }: LockedOrder, now: Date): Promise<void> {
  await tx
    .updateTable('access_order')
    .set({
      status: 'done',
      done_at: now,
      proof: JSON.stringify({ adapter: 'by-hand' }),
      waits_for: null,
      hold_reason: null,
      claimed_until: null,
    })
    .where('id', '=', id)
    .where('status', 'in', ['planned', 'held'])
    .execute();
  await closeItemsOf(tx, id, now);
  await openRequest(tx, requestId);
}

async function closeItemsOf(tx: Tx, orderId: string, now: Date): Promise<void> {
  await tx
    .updateTable('work_item')
    .set({ closed_at: now })
    .where('subject_id', '=', orderId)
    .where('closed_at', 'is', null)
    .execute();
}

export async function insertOrderEvent(
  tx: Tx,
  event: { orderId: string; at: Date; actor: string; verb: OrderVerb; reason: string },
): Promise<void> {
  const { orderId, ...rest } = event;
  await tx
    .insertInto('access_order_event')
    .values({ order_id: orderId, ...rest })
    .execute();
}
