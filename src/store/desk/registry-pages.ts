import { sql } from 'kysely';
import type { Person } from '../../registry/person.js';
import type { Queries } from '../database.js';
import type { RequestStatus } from '../statuses.js';

/** What a page of communes shows of one; a commune that is not here has nothing yet. */
export type CommuneFigures = {
  insee: string;
  convention: string | null;
  schools: number;
  open: number;
  senders: number;
};

export async function loadCommuneFigures(db: Queries): Promise<Map<string, CommuneFigures>> {
  const { rows } = await sql<CommuneFigures>`
    with known as (
      select commune_insee as insee from convention union select commune_insee from trusted_sender
      union select commune_insee from listed_school union select commune_insee from request where tab is not null)
    select insee, (select case when ends_on is null or ends_on >= current_date then 'in-force' else 'ended' end
        from convention where commune_insee = insee) as convention,
      (select count(*)::int from listed_school where commune_insee = insee and school_year =
        (select max(school_year) from listed_school where commune_insee = insee)) as schools,
      (select count(*)::int from request where commune_insee = insee and tab is not null) as open,
      (select count(*)::int from trusted_sender where commune_insee = insee) as senders
    from known where insee is not null`.execute(db);
  return new Map(rows.map((row) => [row.insee, row]));
}

export type CommunePage = {
  convention: { notifiedOn: string; denouncedOn: string | null; endsOn: string | null } | null;
  senders: { kind: 'address' | 'domain'; value: string; by: string; at: Date }[];
  contacts: { role: string; person: Person; since: Date }[];
  /** Latest year first. */
  schools: { year: number; uai: string; name: string; administrator: Person; reference: string | null }[];
  changes: {
    kind: string;
    facts: Record<string, unknown>;
    at: Date;
    reference: string | null;
    isUndone: boolean;
  }[];
  requests: { reference: string; status: RequestStatus; openedAt: Date; sender: string }[];
};

const MOST = 200;

export async function loadCommunePage(db: Queries, insee: string): Promise<CommunePage> {
  const [convention, senders, contacts, schools, changes, requests] = await Promise.all([
    sql<NonNullable<CommunePage['convention']>>`
      select notified_on as "notifiedOn", denounced_on as "denouncedOn", ends_on as "endsOn"
      from convention where commune_insee = ${insee}`.execute(db),
    sql<CommunePage['senders'][number]>`
      select kind, value, coalesce((select name from agent where id::text = confirmed_by), confirmed_by) as by,
        confirmed_at as at
      from trusted_sender where commune_insee = ${insee} order by confirmed_at`.execute(db),
    sql<CommunePage['contacts'][number]>`
      select role, person, since from commune_contact where commune_insee = ${insee} order by role`.execute(
      db,
    ),
    sql<CommunePage['schools'][number]>`
      select school_year as year, uai, name, administrator, request.reference
      from listed_school left join request on request.id = request_id
      where listed_school.commune_insee = ${insee} order by school_year desc, name limit ${MOST}`.execute(db),
    sql<CommunePage['changes'][number]>`
      select change.kind, facts, applied_at as at, request.reference, undone_at is not null as "isUndone"
      from change join request on request.id = change.request_id
      where request.commune_insee = ${insee} order by applied_at desc limit ${MOST}`.execute(db),
    sql<CommunePage['requests'][number]>`
      select reference, status, opened_at as "openedAt", sender from request
      where commune_insee = ${insee} order by opened_at desc limit ${MOST}`.execute(db),
  ]);
  return {
    convention: convention.rows[0] ?? null,
    senders: senders.rows,
    contacts: contacts.rows,
    schools: schools.rows,
    changes: changes.rows,
    requests: requests.rows,
  };
}

export type SchoolRow = {
  uai: string;
  name: string;
  communeInsee: string;
  state: string;
  year: number | null;
  administrator: Person | null;
};

/** Schools of the directory with their latest administrator; `words` in the name, or a UAI. */
export async function listSchools(
  db: Queries,
  words: string,
  page: number,
  size: number,
): Promise<SchoolRow[]> {
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<SchoolRow>`
    select directory.uai, directory.name, directory.commune_insee as "communeInsee", state, latest.year,
      latest.administrator
    from directory_school as directory left join lateral (
      select school_year as year, administrator from listed_school where uai = directory.uai
      order by school_year desc limit 1) as latest on true
    where ${words === '' ? sql`true` : sql`(directory.name ilike ${like} or directory.uai ilike ${like})`}
    order by directory.commune_insee, directory.name limit ${size} offset ${(page - 1) * size}`.execute(db);
  return rows;
}

export type PersonRow = {
  person: Person;
  role: string;
  school: string | null;
  communeInsee: string;
  since: Date;
};

/** Contacts and administrators of the latest lists; `words` in the name or the address. */
export async function listPeople(
  db: Queries,
  words: string,
  page: number,
  size: number,
): Promise<PersonRow[]> {
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<PersonRow>`
    select * from (
      select person, role, null as school, commune_insee as "communeInsee", since from commune_contact
      union all
      select administrator, 'administrator', name, commune_insee, since from listed_school as listed
      where school_year = (select max(school_year) from listed_school where uai = listed.uai)) as people
    where ${words === '' ? sql`true` : sql`concat_ws(' ', person->>'firstName', person->>'lastName', person->>'email') ilike ${like}`}
    order by person->>'lastName', person->>'firstName' limit ${size} offset ${(page - 1) * size}`.execute(db);
  return rows;
}
