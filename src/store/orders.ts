import { sql } from 'kysely';
import type { Person } from '../registry/person.js';
import type { Database } from './database.js';

/** An access order to carry out at laclasse.com. Days are `YYYY-MM-DD`. */
export type DueOrder = {
  id: string;
  requestId: string;
  kind: string;
  communeInsee: string;
  uai: string;
  schoolName: string;
  administrator: Person;
  dueOn: string;
  targetOn: string;
};

/** Carries out one order while its row is locked: another worker finds it locked, or done. */
export async function withDueOrder(
  db: Database,
  id: string,
  carryOut: (order: DueOrder) => Promise<{ proof: unknown }>,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('access_order')
      .selectAll()
      .where('id', '=', id)
      .where('status', '=', 'planned')
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (row === undefined) return false;

    const { proof } = await carryOut({
      id: row.id,
      requestId: row.request_id,
      kind: row.kind,
      communeInsee: row.commune_insee,
      uai: row.uai,
      schoolName: row.school_name,
      administrator: row.administrator,
      dueOn: row.due_on,
      targetOn: row.target_on,
    });
    await tx
      .updateTable('access_order')
      .set({ status: 'done', done_at: sql<Date>`now()`, proof: JSON.stringify(proof) })
      .where('id', '=', id)
      .execute();
    await sql`
      update request set status = 'opened', version = version + 1
      where id = ${row.request_id} and status = 'accepted' and not exists (
        select 1 from access_order where request_id = ${row.request_id} and status in ('planned', 'held'))`.execute(
      tx,
    );
    return true;
  });
}

/** An order that could not be carried out is tried again later. */
export async function postponeOrder(db: Database, id: string, retryAfterMs: number): Promise<void> {
  await sql`
    update access_order set attempts = attempts + 1, due_at = now() + ${retryAfterMs} * interval '1 millisecond'
    where id = ${id} and status = 'planned'`.execute(db);
}

export async function renewOrderHints(db: Database, olderThanMs: number, limit: number): Promise<string[]> {
  const due = await sql<{ id: string }>`
    update access_order set hinted_at = now()
    where id in (select id from access_order where status = 'planned' and due_at <= now()
        and (hinted_at <= now() - ${olderThanMs} * interval '1 millisecond' or hinted_at < due_at)
      order by due_at limit ${limit} for update skip locked)
    returning id`.execute(db);
  return due.rows.map((row) => row.id);
}
