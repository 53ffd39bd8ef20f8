import { type Kysely, sql } from 'kysely';

/**
 * A circular: one text to many contacts, written by an agent. Its recipients are those shown when it was sent, each owed
 * one reply; whoever wants no more news is kept, and is asked for nothing else.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table circular (
  id uuid primary key,
  kind text not null check (kind in ('interruption', 'news')),
  subject text not null,
  body text not null,
  audience jsonb not null,
  per_hour integer not null check (per_hour > 0),
  sent_by uuid not null references agent,
  sent_at timestamptz not null,
  stopped_by uuid references agent,
  stopped_at timestamptz,
  stopped_reason text
);
create index circular_sent on circular (sent_at);

create table circular_recipient (
  circular_id uuid not null references circular,
  address text not null,
  reply_id uuid not null unique references reply,
  told_as text[] not null,
  primary key (circular_id, address)
);

create table news_refusal (
  address text primary key,
  circular_id uuid references circular,
  refused_at timestamptz not null,
  how text not null check (how in ('link', 'answer', 'agent'))
);
`)
    .execute(db);
}
