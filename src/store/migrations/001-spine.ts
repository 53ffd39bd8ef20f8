import { type Kysely, sql } from 'kysely';

/** The spine: mailbox ledger, messages, readings, requests, decisions, replies, registry, access orders. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table service_secret (name text primary key, value text not null);

create table mailbox_lease (
  name text primary key,
  holder text,
  token bigint not null,
  expires_at timestamptz not null
);

create table mailbox_view (
  mailbox text not null,
  uid_validity bigint not null,
  last_pass_at timestamptz not null,
  last_full_pass_at timestamptz,
  listed integer not null,
  primary key (mailbox, uid_validity)
);

create table message (
  id uuid primary key,
  sha256 bytea not null unique,
  raw bytea not null,
  size_bytes bigint not null,
  left_on_server text,
  received_at timestamptz not null,
  kept_at timestamptz not null default now(),
  status text not null,
  hinted_at timestamptz not null default now(),
  failures integer not null default 0,
  kind text,
  may_answer boolean,
  reasons text[] not null default '{}',
  authenticity text,
  from_address text,
  reply_to text,
  subject text,
  rfc_message_id text,
  reference_ids text[] not null default '{}',
  request_reference text,
  documents jsonb not null default '[]',
  bounced text[] not null default '{}',
  folder text,
  request_id uuid
);
alter table message alter column raw set storage external;
create index message_due on message (hinted_at) where status in ('kept', 'read');
create index message_rfc_id on message (rfc_message_id);
create index message_request on message (request_id);
create index message_from on message (from_address, received_at);

create table mailbox_entry (
  mailbox text not null,
  uid_validity bigint not null,
  uid bigint not null,
  message_id uuid not null references message,
  seen_at timestamptz not null default now(),
  folder text,
  move_outcome text,
  primary key (mailbox, uid_validity, uid)
);
create index mailbox_entry_message on mailbox_entry (message_id);
create index mailbox_entry_owed on mailbox_entry (mailbox, uid_validity, uid)
  where folder is not null and move_outcome is null;

create table reading (
  id uuid primary key,
  message_id uuid not null references message,
  path text not null,
  document_name text not null,
  document_type text not null,
  document_sha256 text not null,
  content_key text,
  commune_insee text,
  rules text not null,
  kind text not null,
  reading jsonb not null,
  made_at timestamptz not null default now(),
  unique (message_id, path, rules)
);
create index reading_document on reading (document_sha256);
create index reading_content on reading (commune_insee, content_key);

create table request_counter (year integer primary key, last integer not null);

create table request (
  id uuid primary key,
  reference text not null unique,
  status text not null,
  commune_insee text,
  sender text not null,
  opened_at timestamptz not null,
  due_on date not null,
  target_on date not null,
  waiting_since timestamptz,
  version integer not null default 1
);
create index request_open on request (status, due_on);
create index request_commune on request (commune_insee, opened_at);
create index request_sender on request (sender, opened_at);

create table decision (
  id uuid primary key,
  message_id uuid not null references message unique,
  request_id uuid references request,
  outcome text not null,
  reasons text[] not null,
  decided_at timestamptz not null
);
create index decision_request on decision (request_id);

create table work_item (
  id uuid primary key,
  reason text not null,
  subject_id uuid not null,
  request_id uuid references request,
  message_id uuid references message,
  opened_at timestamptz not null default now(),
  closed_at timestamptz,
  unique (reason, subject_id)
);
create index work_item_open on work_item (opened_at) where closed_at is null;

create table reply (
  id uuid primary key,
  request_id uuid references request,
  message_id uuid not null references message,
  kind text not null,
  recipient text not null,
  rfc_message_id text not null unique,
  in_reply_to text,
  reference_ids text[] not null default '{}',
  subject text not null,
  text_body text not null,
  html_body text not null,
  attachments jsonb not null default '[]',
  status text not null,
  attempts integer not null default 0,
  owed_at timestamptz not null,
  due_at timestamptz not null,
  hinted_at timestamptz not null default now(),
  claimed_at timestamptz,
  sent_at timestamptz,
  last_response text,
  unique (message_id, kind, recipient)
);
create index reply_due on reply (due_at) where status in ('queued', 'sending');
create index reply_recipient on reply (recipient, owed_at);
create index reply_request on reply (request_id);

create table reply_attempt (
  id bigint generated always as identity primary key,
  reply_id uuid not null references reply,
  attempted_at timestamptz not null default now(),
  outcome text not null,
  response text not null
);
create index reply_attempt_reply on reply_attempt (reply_id);

create table convention (
  commune_insee text primary key,
  notified_on date not null,
  denounced_on date,
  ends_on date
);

create table trusted_sender (
  commune_insee text not null,
  kind text not null check (kind in ('address', 'domain')),
  value text not null,
  confirmed_by text not null,
  confirmed_at timestamptz not null default now(),
  primary key (commune_insee, kind, value)
);
create index trusted_sender_value on trusted_sender (value);

create table directory_school (
  uai text primary key,
  name text not null,
  level text not null,
  commune_insee text not null,
  state text not null,
  nature text,
  extra jsonb not null default '{}',
  imported_in uuid
);
create index directory_school_commune on directory_school (commune_insee);

create table commune_contact (
  commune_insee text not null,
  role text not null check (role in ('followUp', 'technical')),
  person jsonb not null,
  since timestamptz not null,
  request_id uuid references request,
  primary key (commune_insee, role)
);

create table listed_school (
  commune_insee text not null,
  school_year integer not null,
  uai text not null,
  name text not null,
  administrator jsonb not null,
  since timestamptz not null,
  request_id uuid references request,
  primary key (commune_insee, school_year, uai)
);

create table change (
  id uuid primary key,
  request_id uuid not null references request,
  position integer not null,
  kind text not null,
  uai text,
  facts jsonb not null,
  applied_at timestamptz not null,
  unique (request_id, position, kind, applied_at)
);
create index change_request on change (request_id);

create table access_order (
  id uuid primary key,
  request_id uuid not null references request,
  kind text not null,
  commune_insee text not null,
  uai text not null,
  school_name text not null,
  administrator jsonb not null,
  asked_on date not null,
  due_on date not null,
  target_on date not null,
  not_before date,
  status text not null,
  due_at timestamptz not null,
  hinted_at timestamptz not null default now(),
  attempts integer not null default 0,
  done_at timestamptz,
  proof jsonb,
  unique (request_id, kind, uai)
);
create index access_order_due on access_order (due_at) where status = 'planned';
create index access_order_target on access_order (status, target_on);
`)
    .execute(db);
}
