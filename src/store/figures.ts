import { sql } from 'kysely';
import type { Queries } from './database.js';

/** How many rows stand where: what `/metrics` shows. */
export type Figure = { what: string; code: string; count: number };

export async function loadFigures(db: Queries): Promise<Figure[]> {
  const rows = await sql<Figure>`
    select 'messages' as what, status as code, count(*)::int as count from message group by status
    union all select 'decisions', outcome, count(*)::int from decision group by outcome
    union all select 'replies', status, count(*)::int from reply group by status
    union all select 'access_orders', status, count(*)::int from access_order group by status
    union all select 'requests', status, count(*)::int from request group by status
    union all select 'brakes_on', scope, count(*)::int from brake where lifted_at is null group by scope
    union all select 'replies_braked', status, count(*)::int from reply where brake_id is not null group by status
    union all select 'set_apart', reasons[1], count(*)::int from decision
      where reasons && array['infected', 'not_scanned', 'marked_spam'] group by reasons[1]
    union all select 'directory_imports', coalesce(outcome, 'under_way'), count(*)::int from directory_import
      group by outcome
    union all select 'drift', code, count(*)::int from drift where gone_at is null group by code
    union all select 'work_items', reason, count(*)::int from work_item where closed_at is null group by reason`.execute(
    db,
  );
  return rows.rows;
}

/** When the last pass over this mailbox ended, whichever watcher made it. */
export async function lastCompletedPass(db: Queries, mailbox: string): Promise<Date | null> {
  const row = await db
    .selectFrom('mailbox_view')
    .select('last_pass_at')
    .where('mailbox', '=', mailbox)
    .orderBy('last_pass_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.last_pass_at ?? null;
}

/** What waits between the mailbox and the answers. */
export type MailboxFigures = {
  unsorted: number;
  oldestUnsortedAt: Date | null;
  unsent: number;
  oldestUnsentAt: Date | null;
  kept: number;
};

export async function loadMailboxFigures(db: Queries): Promise<MailboxFigures> {
  const { rows } = await sql<MailboxFigures>`
    select unsorted.*, unsent.*, kept.* from
      (select count(*)::int as unsorted, min(kept_at) as "oldestUnsortedAt" from message
        where status in ('kept', 'read')) as unsorted,
      (select count(*)::int as unsent, min(due_at) as "oldestUnsentAt" from reply
        where status in ('queued', 'sending')) as unsent,
      (select count(*)::int as kept from reply where status in ('held', 'suppressed', 'failed')) as kept`.execute(
    db,
  );
  return rows[0]!;
}
