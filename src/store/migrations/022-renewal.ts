import { type Kysely, sql } from 'kysely';

/**
 * The yearly renewal: a campaign per school year with the days it was prepared with, the communes it asks, its letters
 * (one row each, so that each is owed once), the year each request speaks of, and what a mail says in its own words.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table renewal_campaign (
  school_year integer primary key,
  status text not null check (status in ('prepared', 'open', 'paused', 'closed', 'applied')),
  opens_on date not null,
  reminds_on text[] not null,
  last_day date not null,
  apply_by date not null,
  removals_from date not null,
  letters_per_hour integer not null check (letters_per_hour > 0),
  silence_after_days integer not null check (silence_after_days >= 0),
  prepared_at timestamptz not null,
  opened_at timestamptz,
  closed_at timestamptz,
  applied_at timestamptz,
  version integer not null default 1
);

create table renewal_participant (
  id uuid primary key,
  school_year integer not null references renewal_campaign,
  commune_insee text not null,
  settled_as text check (settled_as in ('renewed', 'renewed-by-agent', 'left-by-agent')),
  settled_at timestamptz,
  settled_by uuid references agent,
  evidence jsonb,
  unique (school_year, commune_insee),
  check ((settled_as is null) = (settled_at is null))
);
create index renewal_participant_unsettled on renewal_participant (school_year) where settled_as is null;

create table renewal_letter (
  participant_id uuid not null references renewal_participant,
  letter text not null,
  attempt integer not null default 1,
  reply_id uuid not null unique references reply,
  made_at timestamptz not null,
  given_up_at timestamptz,
  primary key (participant_id, letter, attempt)
);
create index renewal_letter_made on renewal_letter (made_at);

create table request_year (
  request_id uuid primary key references request,
  school_year integer not null,
  reason text not null,
  is_unclear boolean not null,
  candidates integer[] not null,
  campaign integer references renewal_campaign,
  answer text check (answer in ('list', 'no-change')),
  is_late boolean not null default false,
  chosen_by uuid references agent,
  chosen_at timestamptz
);
create index request_year_campaign on request_year (campaign) where campaign is not null;

alter table message add column says text[] not null default '{}';
`)
    .execute(db);
}
