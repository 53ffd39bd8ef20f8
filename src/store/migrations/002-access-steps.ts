import { type Kysely, sql } from 'kysely';

/**
 * Orders are claimed for a while instead of being locked while they are carried out, and each of their steps is noted by
 * itself (docs/decisions/the-step-ledger.md).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table access_order
  add column former jsonb,
  add column claim uuid,
  add column claimed_until timestamptz,
  add column waits_for text;

create table access_step (
  order_id uuid not null references access_order,
  step text not null,
  is_done boolean not null default false,
  external_id text,
  facts jsonb not null default '{}',
  begun_at timestamptz not null default now(),
  done_at timestamptz,
  primary key (order_id, step)
);
`)
    .execute(db);
}
