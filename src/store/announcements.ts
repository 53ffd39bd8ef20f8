import { sql } from 'kysely';
import type { AnnouncedOrder } from '../provisioning/plan-announcements.js';
import type { Database, Tx } from './database.js';

/** An order of a request, what its steps learned of the account, and who carried it out. */
export type AnnouncedRow = AnnouncedOrder & {
  login: string | null;
  /** Made by our orders; null when no step of ours knows the account. */
  isAccountMade: boolean | null;
  /** `laclasse`, `record-only`, or how an agent did it. */
  carriedOutBy: string | null;
  isAnnounced: boolean;
};

/** Its orders that are not cancelled, the request locked: whoever announces next sees what this one settled. */
export async function lockOrdersToAnnounce(tx: Tx, requestId: string): Promise<AnnouncedRow[]> {
  await sql`select 1 from request where id = ${requestId} for update`.execute(tx);
  const found = await sql<Omit<AnnouncedRow, 'settled'> & { settled: string[] }>`
    select access_order.id, kind, uai, school_name as "schoolName", administrator, former, status,
      due_at as "dueAt", access_order.done_at as "doneAt", proof->>'adapter' as "carriedOutBy",
      announced_at is not null as "isAnnounced",
      account.facts->>'login' as login,
      case when account.order_id is not null then coalesce((account.facts->>'made')::boolean, false) end
        as "isAccountMade",
      array(select letter from announcement where order_id = access_order.id) as settled
    from access_order
      left join access_step as account on account.order_id = access_order.id and account.step = 'user'
    where request_id = ${requestId} and status in ('planned', 'held', 'done')
    order by uai, access_order.id`.execute(tx);
  return found.rows.map(({ settled, ...row }) => ({ ...row, settled: new Set(settled) }));
}

export async function saveAnnouncement(
  tx: Tx,
  { orderIds, letter, replyId }: { orderIds: readonly string[]; letter: string; replyId: string | null },
): Promise<void> {
  const rows = orderIds.map((order_id) => ({ order_id, letter, reply_id: replyId }));
  await tx.insertInto('announcement').values(rows).execute();
}

export async function markAnnounced(tx: Tx, orderIds: readonly string[], at: Date): Promise<void> {
  if (orderIds.length === 0) return;
  await tx.updateTable('access_order').set({ announced_at: at }).where('id', 'in', orderIds).execute();
}

/** Requests with an order done of which somebody is still to be told. */
export async function requestsToAnnounce(db: Database, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('access_order')
    .select('request_id')
    .distinct()
    .where('status', '=', 'done')
    .where('announced_at', 'is', null)
    .limit(limit)
    .execute();
  return rows.map(({ request_id }) => request_id);
}
