import { sql } from 'kysely';
import type { ContactRole, PlannedChange } from '../../registry/change.js';
import type { Person } from '../../registry/person.js';
import { loadConventions, type StoredConvention } from '../conventions.js';
import type { Queries } from '../database.js';
import type { RequestStatus } from '../statuses.js';
import { listTrustedSenders, type TrustedSender } from './trusted-senders.js';

/** One line of the list of communes. */
export type CommuneLine = {
  insee: string;
  /** Of the latest of its conventions that runs longest. */
  conventionFrom: string | null;
  conventionUntil: string | null;
  /** Of its latest list. */
  schoolYear: number | null;
  schoolCount: number;
  trustedCount: number;
  openRequests: number;
};

/** In the order of the codes. */
export async function listCommunes(db: Queries, insees: readonly string[]): Promise<CommuneLine[]> {
  const { rows } = await sql<CommuneLine>`
    with open as (select commune_insee, count(*)::int as requests from request where tab is not null group by 1)
    select insee, notified_on as "conventionFrom", ends_on as "conventionUntil", school_year as "schoolYear",
      coalesce(schools, 0) as "schoolCount", coalesce(requests, 0) as "openRequests",
      (select count(*)::int from trusted_sender where commune_insee = insee) as "trustedCount"
    from unnest(${[...insees]}::text[]) with ordinality as asked (insee, rank)
      left join lateral (select notified_on, ends_on from convention where commune_insee = insee
        order by notified_on is null, ends_on desc nulls first, notified_on desc limit 1) as convention on true
      left join open on open.commune_insee = insee
      left join lateral (select school_year, count(*)::int as schools from listed_school
        where commune_insee = insee group by 1 order by 1 desc limit 1) as latest on true
    order by rank`.execute(db);
  return rows;
}

/** A change as the registry's history tells it; what was undone is told too. */
export type PastChange = {
  id: string;
  at: Date;
  reference: string;
  /** Null: the service itself. */
  agentName: string | null;
  /** The agent's words, when it was by hand. */
  reason: string | null;
  undoneAt: Date | null;
  change: PlannedChange;
};

export type ListedLine = {
  uai: string;
  name: string;
  administrator: Person;
  since: Date;
  reference: string | null;
};

export type CommunePage = {
  insee: string;
  /** The earliest first. */
  conventions: StoredConvention[];
  contacts: Partial<Record<ContactRole, { person: Person; since: Date; reference: string | null }>>;
  /** The list in force for the year asked: its own, or the latest before it. */
  list: { schoolYear: number; schools: ListedLine[] } | null;
  schoolYears: number[];
  directory: { uai: string; name: string; level: string; state: string }[];
  trusted: (TrustedSender & { confirmedBy: string; confirmedAt: Date })[];
  /** Latest first, at most 50. */
  requests: {
    id: string;
    reference: string;
    status: RequestStatus;
    resolution: string | null;
    sender: string;
    openedAt: Date;
  }[];
  /** Latest first, at most 100. */
  history: PastChange[];
};

export async function loadCommunePage(db: Queries, insee: string, schoolYear: number): Promise<CommunePage> {
  const [conventions, contacts, years, directory, trusted, requests, history] = await Promise.all([
    loadConventions(db, [insee]),
    loadContacts(db, insee),
    loadSchoolYears(db, insee),
    db
      .selectFrom('directory_school')
      .select(['uai', 'name', 'level', 'state'])
      .where('commune_insee', '=', insee)
      .orderBy('name')
      .execute(),
    listTrustedSenders(db, insee),
    loadPastRequests(db, insee),
    loadHistory(
      db,
      sql`change.request_id = any(array(select id from request where commune_insee = ${insee}))`,
    ),
  ]);
  const inForce = years.find((year) => year <= schoolYear);
  return {
    ...{ insee, conventions, contacts, directory, trusted, requests, history, schoolYears: years },
    list: inForce === undefined ? null : { schoolYear: inForce, schools: await loadList(db, insee, inForce) },
  };
}

async function loadContacts(db: Queries, insee: string): Promise<CommunePage['contacts']> {
  const { rows } = await sql<{ role: ContactRole; person: Person; since: Date; reference: string | null }>`
    select role, person, since, reference from commune_contact left join request on request.id = request_id
    where commune_contact.commune_insee = ${insee}`.execute(db);
  return Object.fromEntries(rows.map(({ role, ...contact }) => [role, contact]));
}

/** Latest first. */
async function loadSchoolYears(db: Queries, insee: string): Promise<number[]> {
  const rows = await db
    .selectFrom('listed_school')
    .select('school_year')
    .distinct()
    .where('commune_insee', '=', insee)
    .orderBy('school_year', 'desc')
    .execute();
  return rows.map((row) => row.school_year);
}

async function loadList(db: Queries, insee: string, schoolYear: number): Promise<ListedLine[]> {
  const { rows } = await sql<ListedLine>`
    select uai, name, administrator, since, reference
    from listed_school left join request on request.id = request_id
    where listed_school.commune_insee = ${insee} and school_year = ${schoolYear} order by name, uai`.execute(
    db,
  );
  return rows;
}

async function loadPastRequests(db: Queries, insee: string): Promise<CommunePage['requests']> {
  const { rows } = await sql<CommunePage['requests'][number]>`
    select id, reference, status, resolution, sender, opened_at as "openedAt" from request
    where commune_insee = ${insee} order by opened_at desc limit 50`.execute(db);
  return rows;
}

/** Latest first, at most 100. `condition` speaks of `change` and `request`. */
export async function loadHistory(db: Queries, condition: ReturnType<typeof sql>): Promise<PastChange[]> {
  const { rows } = await sql<Omit<PastChange, 'change'> & { kind: string; facts: object }>`
    select change.id, applied_at as at, reference, agent.name as "agentName", action.facts->>'reason' as reason,
      change.undone_at as "undoneAt", change.kind, change.facts
    from change join request on request.id = change.request_id
      left join agent_action as action on action.id = change.action_id
      left join agent on agent.id = action.agent_id
    where ${condition} order by applied_at desc, position limit 100`.execute(db);
  return rows.map(({ kind, facts, ...row }) => ({ ...row, change: { kind, ...facts } as PlannedChange }));
}
