import { type Kysely, sql } from 'kysely';

/** A corrected form is compared with the one before (`correction`), and no reading hides another. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table reading drop column superseded_by`.execute(db);
}
