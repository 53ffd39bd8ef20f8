import { type Kysely, sql } from 'kysely';

/**
 * Conventions follow each other: a commune may sign anew after an end, or hold those of the communes it replaced. Each has
 * its history, the scans of its letters, and the request that carries its closing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(conventions).execute(db);
  await sql.raw(events).execute(db);
  await sql.raw(documents).execute(db);
}

const conventions = `
alter table convention drop constraint convention_pkey;
alter table convention
  add column id uuid not null default gen_random_uuid() primary key,
  add column signed_on date,
  add column signatory text,
  add column notice_request_id uuid references request,
  add column version integer not null default 1,
  alter column notified_on drop not null,
  add constraint convention_begins check (signed_on is not null or notified_on is not null);
create index convention_commune on convention (commune_insee);
create index convention_ending on convention (ends_on) where ends_on is not null;
`;

/** A renewal, an end, a reminder happen once for each convention and day. */
const events = `
create table convention_event (
  id bigint generated always as identity primary key,
  convention_id uuid not null references convention,
  kind text not null,
  on_day date not null,
  recorded_at timestamptz not null,
  agent_id uuid references agent,
  reason text,
  facts jsonb not null default '{}',
  action_id uuid references agent_action,
  undone_at timestamptz
);
create index convention_event_convention on convention_event (convention_id, id);
create index convention_event_action on convention_event (action_id) where action_id is not null;
create unique index convention_event_once on convention_event (convention_id, kind, on_day)
  where undone_at is null and kind in ('renewed', 'reminded', 'ended');
insert into convention_event (convention_id, kind, on_day, recorded_at)
  select id, 'notified', notified_on, now() from convention;
insert into convention_event (convention_id, kind, on_day, recorded_at)
  select id, 'denounced', coalesce(denounced_on, notified_on), now() from convention where ends_on is not null;
`;

/** A scan without an event was sent to be shown first, and never confirmed: it is deleted after a day. */
const documents = `
create table convention_document (
  id uuid primary key,
  convention_id uuid not null references convention,
  event_id bigint references convention_event,
  name text not null,
  type text not null check (type in ('pdf', 'png', 'jpeg')),
  size_bytes integer not null,
  sha256 bytea not null,
  bytes bytea not null,
  is_scanned boolean not null,
  agent_id uuid not null references agent,
  uploaded_at timestamptz not null
);
create index convention_document_convention on convention_document (convention_id);
create index convention_document_waiting on convention_document (uploaded_at) where event_id is null;
`;
