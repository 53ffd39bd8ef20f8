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
  undone_at timestamptz,
  primary key (order_id, step)
);
create index access_step_locked on access_step (step) where step like 'locked-account:%' and undone_at is null;
create index access_order_school on access_order (uai, status);

create table drift_check (
  id uuid primary key,
  began_at timestamptz not null default now(),
  ended_at timestamptz,
  failure text
);

create table drift (
  code text not null,
  uai text not null,
  subject text not null,
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  gone_at timestamptz,
  primary key (code, uai, subject)
);

create table school_storage (
  uai text primary key,
  size_bytes bigint not null,
  measured_at timestamptz not null default now()
);
`)
    .execute(db);
}
