import { type Kysely, sql } from 'kysely';

/** Openings and closings are read for a whole year by the fees and by the report to the committee. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index access_order_openings on access_order (uai, asked_on)
    where kind in ('open-school', 'reopen-school', 'close-school') and status <> 'cancelled'`.execute(db);
}
