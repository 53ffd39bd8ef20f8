import { type Kysely, sql } from 'kysely';

/**
 * Replies: who gets a copy, what they are made of, why one was kept back, who let a held one go; and reminders.
 * `version` tells apart the replies of one kind that a request owes after its first answer (an order, a reminder).
 * `refusal` is the reason of a refusal, as `refusalOf` words it: one per address, reason and day.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table reply
  add column cc text,
  add column version text,
  add column refusal text,
  add column facts jsonb,
  add column settled_by text,
  add column settled_at timestamptz;
create unique index reply_once_per_version on reply (request_id, kind, recipient, version)
  where version is not null;
create index reply_refusal on reply (recipient, owed_at) where refusal is not null;
create index reply_kept_back on reply (owed_at) where status in ('held', 'suppressed', 'failed');

create table corrections_reminder (
  request_id uuid not null references request,
  asked_on date not null,
  reply_id uuid references reply,
  reminded_at timestamptz not null,
  agent_on date not null,
  given_to_agent_at timestamptz,
  primary key (request_id, asked_on)
);
create index corrections_reminder_due on corrections_reminder (agent_on) where given_to_agent_at is null;
create index request_waiting on request (waiting_since) where status = 'awaiting-commune';
`)
    .execute(db);
}
