import { type Kysely, sql } from 'kysely';

/** What agents do: accounts, sessions, corrections over a reading, actions that may be undone, and the audit log. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(accounts).execute(db);
  await sql.raw(queue).execute(db);
  await sql.raw(work).execute(db);
  await sql.raw(audit).execute(db);
  await sql.raw(search).execute(db);
}

const accounts = `
create table agent (
  id uuid primary key,
  login text not null unique,
  name text not null,
  role text not null check (role in ('reader', 'agent', 'supervisor')),
  password_hash text,
  oidc_subject text unique,
  is_disabled boolean not null default false,
  created_at timestamptz not null default now()
);

create table agent_session (
  id_hash text primary key,
  agent_id uuid not null references agent,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index agent_session_agent on agent_session (agent_id);
create index agent_session_expiry on agent_session (expires_at);

create table login_throttle (
  subject text primary key,
  failures integer not null,
  last_failure_at timestamptz not null
);
`;

/**
 * Why a request is where it is, and the tab of the queue that follows from it. Each version it leaves is kept, so that
 * whoever acts on an old one is told what changed.
 */
const queue = `
alter table request
  add column reasons text[] not null default '{}',
  add column resolution text,
  add column merged_into uuid references request,
  add column is_search_stale boolean not null default true;
alter table request add column tab text generated always as (case
  when status = 'awaiting-agent' and 'reply_bounced' = any(reasons) then 'undelivered'
  when status in ('awaiting-agent', 'awaiting-commune')
    and reasons && array['document_unopenable', 'processing_failed', 'too_large', 'not_given_by_server'] then 'unreadable'
  when status = 'awaiting-agent' and reasons && array['sender_unproven', 'sender_not_confirmed'] then 'sender'
  when status = 'awaiting-agent' then 'to-decide'
  when status = 'awaiting-commune' then 'awaiting-commune'
end) stored;
create index request_tab on request (tab, due_on, opened_at, id);
create index request_due on request (due_on, opened_at, id);
create index request_opened on request (opened_at);
create index request_merged on request (merged_into) where merged_into is not null;
create index request_search_stale on request (id) where is_search_stale;
update request set reasons = latest.reasons
  from (select distinct on (request_id) request_id, reasons from decision where request_id is not null
    order by request_id, decided_at desc) as latest
  where latest.request_id = request.id;

create table request_past (
  request_id uuid not null references request,
  version integer not null,
  status text not null,
  commune_insee text,
  left_at timestamptz not null default now(),
  primary key (request_id, version)
);
create function keep_past_of_request() returns trigger language plpgsql as $$
begin
  insert into request_past (request_id, version, status, commune_insee)
  values (old.id, old.version, old.status, old.commune_insee) on conflict do nothing;
  new.is_search_stale := true;
  return new;
end $$;
create trigger request_past before update on request for each row
  when (new.version <> old.version) execute function keep_past_of_request();

create index work_item_open_request on work_item (request_id) where closed_at is null;
create index work_item_open_reason on work_item (reason, request_id) where closed_at is null;
create index work_item_request on work_item (request_id);
create index decision_decided on decision (decided_at);
create index reply_message on reply (message_id);
create index reply_sent on reply (sent_at) where sent_at is not null;
create index access_order_done on access_order (done_at) where done_at is not null;
create index access_order_commune on access_order (commune_insee, asked_on);
create index listed_school_year on listed_school (school_year);
create index listed_school_uai on listed_school (uai, school_year);
create index listed_school_email on listed_school ((administrator->>'email'));
create index change_uai on change (uai, applied_at);
`;

const work = `
create table assignment (
  request_id uuid primary key references request,
  agent_id uuid not null references agent,
  taken_at timestamptz not null,
  expires_at timestamptz not null
);
create index assignment_agent on assignment (agent_id);

create table agent_action (
  id uuid primary key,
  request_id uuid references request,
  agent_id uuid not null references agent,
  verb text not null,
  facts jsonb not null,
  before jsonb not null,
  version_after integer,
  done_at timestamptz not null,
  undo_until timestamptz not null,
  undone_at timestamptz,
  undone_by uuid references agent
);
create index agent_action_request on agent_action (request_id, done_at);
create index agent_action_done on agent_action (done_at);

create table reading_edit (
  sequence bigint generated always as identity primary key,
  reading_id uuid not null references reading,
  field text not null,
  value text,
  is_withdrawn boolean not null default false,
  agent_id uuid not null references agent,
  edited_at timestamptz not null
);
create index reading_edit_reading on reading_edit (reading_id, sequence);

create table reread (
  message_id uuid primary key references message,
  agent_id uuid not null references agent,
  asked_at timestamptz not null,
  hinted_at timestamptz not null default now(),
  failures integer not null default 0,
  done_at timestamptz
);
create index reread_due on reread (hinted_at) where done_at is null;

alter table reply add column action_id uuid references agent_action;
alter table reply drop constraint reply_message_id_kind_recipient_key;
create unique index reply_once on reply (message_id, kind, recipient) where action_id is null;
create unique index reply_once_per_action on reply (action_id, kind, recipient) where action_id is not null;

alter table change add column action_id uuid references agent_action;
alter table change add column undone_at timestamptz;

alter table access_order
  add column action_id uuid references agent_action,
  add column undoable_until timestamptz;
create index access_order_action on access_order (action_id) where action_id is not null;
create index reply_action on reply (action_id) where action_id is not null;
create index change_action on change (action_id) where action_id is not null;
alter table access_order drop constraint access_order_request_id_kind_uai_key;
create index access_order_request on access_order (request_id);
create unique index access_order_once on access_order (request_id, kind, uai) where status in ('planned', 'held');
`;

/** Append-only: even the owner of the table is refused, unless they disarm the trigger, which the chain then tells. */
const audit = `
create table audit_entry (
  sequence bigint primary key,
  at timestamptz not null,
  agent_id uuid references agent,
  verb text not null,
  request_id uuid references request,
  facts jsonb not null,
  previous_hash text not null,
  hash text not null
);
create index audit_entry_at on audit_entry (at);
create index audit_entry_request on audit_entry (request_id, sequence);
create index audit_entry_agent on audit_entry (agent_id, sequence);
create function refuse_to_rewrite() returns trigger language plpgsql as $$
begin
  raise exception 'The audit log is append-only.';
end $$;
create trigger audit_entry_append_only before update or delete or truncate on audit_entry
  for each statement execute function refuse_to_rewrite();
`;

const search = `
create extension if not exists pg_trgm;
create table request_search (
  request_id uuid primary key references request,
  words text not null
);
create index request_search_words on request_search using gin (words gin_trgm_ops);
`;
