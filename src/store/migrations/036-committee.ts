import { type Kysely, sql } from 'kysely';

/** The yearly meeting of the committee (article 7): one per year, each change one more in its sequence (RFC 5545). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table committee_meeting (
  year integer primary key,
  id uuid not null unique,
  sequence integer not null default 0,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  place text not null,
  agenda text not null default '',
  is_cancelled boolean not null default false,
  updated_at timestamptz not null,
  updated_by uuid not null references agent
);
`)
    .execute(db);
}
