import { sql } from 'kysely';
import type { Database, Queries } from './database.js';

/** An account of laclasse.com that closing a school locked, and that nothing was done about since. */
export type LockedAccount = { orderId: string; userId: string };

/** Those locked before an instant, the oldest first. One put back, or dealt with already, is not among them. */
export async function listLockedAccounts(db: Queries, before: Date, limit: number): Promise<LockedAccount[]> {
  const { rows } = await sql<LockedAccount>`
    select locked.order_id as "orderId", substr(locked.step, length('locked-account:') + 1) as "userId"
    from access_step as locked join access_order on access_order.id = locked.order_id
    where locked.step like 'locked-account:%' and locked.undone_at is null and locked.is_done
      and locked.done_at < ${before} and access_order.kind = 'close-school' and access_order.status = 'done'
      and not exists (select 1 from access_step as ended where ended.order_id = locked.order_id
        and ended.step = 'ended-account:' || substr(locked.step, length('locked-account:') + 1))
    order by locked.done_at limit ${limit}`.execute(db);
  return rows;
}

/** What became of it at the end of its grace; noted once. */
export async function noteAccountEnded(
  db: Database,
  { orderId, userId }: LockedAccount,
  { how, at }: { how: 'deleted' | 'kept' | 'gone'; at: Date },
): Promise<void> {
  await sql`
    insert into access_step (order_id, step, is_done, external_id, facts, begun_at, done_at)
    values (${orderId}, ${`ended-account:${userId}`}, true, ${userId}, ${JSON.stringify({ how })}, ${at}, ${at})
    on conflict (order_id, step) do nothing`.execute(db);
}
