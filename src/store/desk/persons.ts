import { sql } from 'kysely';
import type { Person } from '../../registry/person.js';
import type { Queries } from '../database.js';
import { loadHistory, type PastChange } from './commune-page.js';

/** Somebody the registry names, and as what: of a school (its UAI), or of the commune. */
export type NamedPerson = {
  person: Person;
  as: 'administrator' | 'followUp' | 'technical';
  communeInsee: string;
  /** Null for a contact of the commune. */
  school: { uai: string; name: string; schoolYear: number } | null;
};

export type PersonPage = { email: string; named: NamedPerson[]; history: PastChange[] };

/** All that one address was ever named as; null when it never was. Lower case. */
export async function loadPersonPage(db: Queries, email: string): Promise<PersonPage | null> {
  const named = await select(db, sql`administrator->>'email' = ${email}`, sql`person->>'email' = ${email}`);
  const uais = named.flatMap(({ school }) => school?.uai ?? []);
  const communes = [...new Set(named.map(({ communeInsee }) => communeInsee))];
  const about = await loadHistory(
    db,
    sql`(change.uai = any(${uais}) or (change.uai is null and request.commune_insee = any(${communes})))`,
  );
  const history = about.filter(({ change }) => JSON.stringify(change).includes(JSON.stringify(email)));
  return named.length === 0 ? null : { email, named, history };
}

async function select(
  db: Queries,
  listed: ReturnType<typeof sql>,
  contacts: ReturnType<typeof sql>,
): Promise<NamedPerson[]> {
  const { rows } = await sql<NamedPerson>`
    select administrator as person, 'administrator' as "as", commune_insee as "communeInsee",
      jsonb_build_object('uai', uai, 'name', name, 'schoolYear', school_year) as school
    from listed_school where ${listed}
    union all
    select person, role, commune_insee, null from commune_contact where ${contacts}`.execute(db);
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
  { number, size }: { number: number; size: number },
): Promise<PersonRow[]> {
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<PersonRow>`
    select * from (
      select person, role, null as school, commune_insee as "communeInsee", since from commune_contact
      union all
      select administrator, 'administrator', name, commune_insee, since from listed_school as listed
      where school_year = (select max(school_year) from listed_school where uai = listed.uai)) as people
    where ${words === '' ? sql`true` : sql`concat_ws(' ', person->>'firstName', person->>'lastName', person->>'email') ilike ${like}`}
    order by person->>'lastName', person->>'firstName' limit ${size} offset ${(number - 1) * size}`.execute(
    db,
  );
  return rows;
}
