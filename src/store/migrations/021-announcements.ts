import { type Kysely, sql } from 'kysely';

/**
 * Each letter that an order done leads to is settled once: owed, or found to be owed to nobody. `announced_at` of the
 * order is set when all of its letters are.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table announcement (
  order_id uuid not null references access_order,
  letter text not null,
  reply_id uuid references reply on delete set null,
  settled_at timestamptz not null default now(),
  primary key (order_id, letter)
);
create index announcement_reply on announcement (reply_id) where reply_id is not null;
update access_order set announced_at = done_at where status = 'done' and announced_at is null;
create index access_order_unannounced on access_order (request_id) where status = 'done' and announced_at is null;
`)
    .execute(db);
}
