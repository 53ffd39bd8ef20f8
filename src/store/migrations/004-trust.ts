import { type Kysely, sql } from 'kysely';

/** What protects: brakes on our replies, quarantine, addresses that bounce, the two clocks, corrections, directory imports. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of [brakes, quarantine, clocks, corrections, directoryImports]) {
    await sql.raw(part).execute(db);
  }
}

const brakes = `
create table brake (
  id uuid primary key,
  scope text not null check (scope in ('address', 'request', 'service')),
  subject text not null,
  most integer not null,
  window_ms bigint not null,
  put_on_at timestamptz not null,
  lifted_at timestamptz,
  lifted_by text,
  replies_sent integer,
  replies_cancelled integer
);
create unique index brake_on on brake (scope, subject) where lifted_at is null;
create index brake_lifted on brake (scope, subject, lifted_at);

alter table reply add column brake_id uuid references brake;
create index reply_brake on reply (brake_id) where brake_id is not null;
create index reply_owed on reply (owed_at);

create table bounced_address (
  address text primary key,
  bounces integer not null default 1,
  last_bounced_at timestamptz not null default now()
);
`;

const quarantine = `
create table quarantine (
  message_id uuid primary key references message,
  signature text not null,
  found_at timestamptz not null default now()
);
`;

/**
 * The active clock stops while we wait for the commune. Whoever moves a request, the time it waited is counted here,
 * in one place.
 */
const clocks = `
alter table request add column waited_ms bigint not null default 0;
create function count_time_waited() returns trigger language plpgsql as $$
begin
  if old.status = 'awaiting-commune' and new.status <> 'awaiting-commune' then
    new.waited_ms := old.waited_ms
      + greatest(0, extract(epoch from now() - coalesce(old.waiting_since, now())) * 1000)::bigint;
    new.waiting_since := null;
  elsif new.status = 'awaiting-commune' and old.status <> 'awaiting-commune' then
    new.waiting_since := now();
  end if;
  if new.opened_at <> old.opened_at then
    new.waited_ms := 0;
    new.waiting_since := case when new.status = 'awaiting-commune' then new.opened_at end;
  end if;
  return new;
end $$;
create trigger request_clock before update on request for each row execute function count_time_waited();
`;

const corrections = `
create table correction (
  message_id uuid primary key references message,
  request_id uuid not null references request,
  former_reading_id uuid not null references reading,
  reading_id uuid not null references reading,
  changes jsonb not null,
  made_at timestamptz not null
);
create index correction_request on correction (request_id, made_at);
alter table reading add column superseded_by uuid references reading;
`;

const directoryImports = `
create table directory_import (
  id uuid primary key,
  asked_by text not null check (asked_by in ('schedule', 'command')),
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text,
  detail text,
  report jsonb
);
create index directory_import_started on directory_import (asked_by, started_at);
`;
