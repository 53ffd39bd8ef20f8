import { type Kysely, sql } from 'kysely';

/**
 * A form sent again is looked for by its content whatever its commune. Replies are numbered as they are owed, so that
 * two looks into indexes tell how many an hour cannot have had more of (`store/brakes.ts`).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index reading_content`.execute(db);
  await sql`create index reading_content_key on reading (content_key) where content_key is not null`.execute(
    db,
  );
  await sql`alter table reply add column number bigint generated always as identity`.execute(db);
  await sql`create unique index reply_number on reply (number)`.execute(db);
}
