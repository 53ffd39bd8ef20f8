import { type Kysely, sql } from 'kysely';

/** What a page shows of a stranger's message, prepared once by a child: opened again only when its shape changes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table shown_part (
  message_id uuid not null references message on delete cascade,
  part text not null,
  shape integer not null,
  shown jsonb not null,
  primary key (message_id, part)
);
`)
    .execute(db);
}
