import { type Kysely, sql } from 'kysely';

/**
 * Orders have a planned time, agents act on them and say why, whoever is concerned is told once they are done, and the
 * team gets one digest a day. Neither announcements nor the digest
 * answer a message.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table access_order
  add column planned_at timestamptz,
  add column advanced_at timestamptz,
  add column hold_reason text,
  add column announced_at timestamptz;
create index access_order_open on access_order (due_on) where status in ('planned', 'held');
create index access_order_unplanned on access_order (id) where status = 'planned' and planned_at is null;
create index access_order_done_at on access_order (done_at) where status = 'done';
update access_order set due_at = '9999-12-31T00:00:00Z' where status = 'planned';
update access_order set announced_at = done_at where status = 'done';

create table order_plan (
  name text primary key,
  made_at timestamptz not null,
  valid_until timestamptz not null,
  took_ms integer not null
);

create table access_order_event (
  id bigint generated always as identity primary key,
  order_id uuid not null references access_order,
  at timestamptz not null,
  actor text not null,
  verb text not null,
  reason text not null,
  facts jsonb not null default '{}'
);
create index access_order_event_order on access_order_event (order_id, id);

alter table reply alter column message_id drop not null;

create table team_digest (
  day date not null,
  recipient text not null,
  reply_id uuid not null references reply,
  primary key (day, recipient)
);
`)
    .execute(db);
}
