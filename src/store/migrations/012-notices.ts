import { type Kysely, sql } from 'kysely';

/** A notice is told apart by what it tells of (`version`): two of a kind may answer one message. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
drop index reply_once;
create unique index reply_once on reply (message_id, kind, recipient) where action_id is null and version is null;
`)
    .execute(db);
}
