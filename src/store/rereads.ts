import { sql } from 'kysely';
import type { Database, Queries, Tx } from './database.js';
import { type Examined, type KeptMessage, readingRows } from './messages.js';

/** The messages of a request are to be read again, once, however often it is asked. Answers which. */
export async function askForRereads(
  tx: Tx,
  requestId: string,
  { agentId, at }: { agentId: string; at: Date },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into reread (message_id, agent_id, asked_at)
    select id, ${agentId}, ${at} from message
      where request_id = ${requestId} and status = 'decided' and jsonb_array_length(documents) > 0
    on conflict (message_id) do update
      set agent_id = excluded.agent_id, asked_at = excluded.asked_at, hinted_at = now(), failures = 0, done_at = null
    returning message_id as id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** A message decided on, for whoever wants to see what today's rules read in it. */
export function loadToReadAgain(db: Queries, id: string): Promise<KeptMessage | undefined> {
  return db
    .selectFrom('message')
    .select(['id', 'raw', 'received_at as receivedAt', 'left_on_server as leftOnServer', 'failures'])
    .where('id', '=', id)
    .where('status', '=', 'decided')
    .executeTakeFirst();
}

/** Those of these messages that are still to be read again. */
export async function loadRereads(db: Queries, ids: readonly string[]): Promise<KeptMessage[]> {
  const rows = await db
    .selectFrom('reread')
    .innerJoin('message', 'message.id', 'reread.message_id')
    .select(['message.id', 'message.raw', 'message.received_at', 'message.left_on_server', 'reread.failures'])
    .where('reread.message_id', 'in', ids)
    .where('reread.done_at', 'is', null)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    raw: row.raw,
    receivedAt: row.received_at,
    leftOnServer: row.left_on_server,
    failures: row.failures,
  }));
}

/** New readings beside the old ones; the same rules again make none. Whoever looks at the request is told by its version. */
export async function saveReread(db: Database, examined: Examined): Promise<{ made: number }> {
  return db.transaction().execute(async (tx) => {
    const done = await tx
      .updateTable('reread')
      .set({ done_at: sql<Date>`now()` })
      .where('message_id', '=', examined.messageId)
      .where('done_at', 'is', null)
      .executeTakeFirst();
    const rows = readingRows(examined);
    if (done.numUpdatedRows === 0n || rows.length === 0) return { made: 0 };
    const made = await tx
      .insertInto('reading')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    await sql`
      update request set version = version + 1
      where id = (select request_id from message where id = ${examined.messageId})`.execute(tx);
    return { made: Number(made.numInsertedOrUpdatedRows ?? 0) };
  });
}

/** One more failure; given up after `most`: the readings there were stay. */
export async function noteRereadFailure(db: Queries, messageId: string, most: number): Promise<void> {
  await sql`
    update reread set failures = failures + 1, hinted_at = now(),
      done_at = case when failures + 1 >= ${most} then now() end
    where message_id = ${messageId} and done_at is null`.execute(db);
}

export async function renewRereadHints(db: Database, olderThanMs: number, limit: number): Promise<string[]> {
  const due = await sql<{ id: string }>`
    update reread set hinted_at = now()
    where message_id in (select message_id from reread
      where done_at is null and hinted_at <= now() - ${olderThanMs} * interval '1 millisecond'
      order by hinted_at limit ${limit} for update skip locked)
    returning message_id as id`.execute(db);
  return due.rows.map(({ id }) => id);
}
