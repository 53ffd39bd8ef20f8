import { sql } from 'kysely';
import type { SchoolOnList } from '../registry/change.js';
import { joinLists, type ListsByYear } from '../registry/join-lists.js';
import type { SchoolYear } from '../registry/school-year.js';
import type { Queries, Tx } from './database.js';

/** The lists of one commune, all its years. */
export async function loadLists(db: Queries, communeInsee: string): Promise<ListsByYear> {
  const rows = await db
    .selectFrom('listed_school')
    .select(['school_year', 'uai', 'name', 'administrator'])
    .where('commune_insee', '=', communeInsee)
    .orderBy('uai')
    .execute();
  const lists = new Map<SchoolYear, SchoolOnList[]>();
  for (const { school_year, uai, name, administrator } of rows) {
    lists.set(school_year, [...(lists.get(school_year) ?? []), { uai, name, administrator } as SchoolOnList]);
  }
  return lists;
}

/** When each school was first listed by one of these communes. */
async function listedSince(db: Queries, communes: readonly string[]): Promise<Map<string, Date>> {
  const { rows } = await sql<{ uai: string; since: Date }>`
    select uai, min(since) as since from listed_school where commune_insee = any(${[...communes]}::text[])
    group by uai`.execute(db);
  return new Map(rows.map((row) => [row.uai, row.since]));
}

export type Merge = { into: string; formers: readonly string[]; from: SchoolYear; at: Date };

/**
 * The new commune has the lists of the former ones from this year on, their contacts when it has none, and what is under
 * way. Their past years stay theirs; the senders they had confirmed are confirmed for nobody else. Answers how many
 * schools came.
 */
export async function moveCommunes(tx: Tx, { into, formers, from, at }: Merge): Promise<number> {
  const all = await Promise.all([into, ...formers].map((insee) => loadLists(tx, insee)));
  const known = all[0]!;
  const joined = joinLists(all, from);
  const since = await listedSince(tx, [into, ...formers]);
  await tx
    .deleteFrom('listed_school')
    .where('commune_insee', 'in', formers)
    .where('school_year', '>=', from)
    .execute();
  const rows = [...joined].flatMap(([school_year, schools]) =>
    schools.map(({ uai, name, administrator }) => ({
      ...{ commune_insee: into, school_year, uai, name, since: since.get(uai) ?? at, request_id: null },
      administrator: JSON.stringify(administrator),
    })),
  );
  if (rows.length > 0) {
    await tx
      .insertInto('listed_school')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await sql`
    update commune_contact set commune_insee = ${into}
    where ctid = any(array(
      select distinct on (role) ctid from commune_contact as former
      where commune_insee = any(${[...formers]}::text[]) and not exists (
        select 1 from commune_contact as own where own.commune_insee = ${into} and own.role = former.role)
      order by role, array_position(${[...formers]}::text[], commune_insee)))`.execute(tx);
  await sql`
    update access_order set commune_insee = ${into}
    where commune_insee = any(${[...formers]}::text[]) and status in ('planned', 'held')`.execute(tx);
  await sql`
    update request set commune_insee = ${into}, version = version + 1
    where commune_insee = any(${[...formers]}::text[]) and status in ('awaiting-agent', 'awaiting-commune', 'accepted')`.execute(
    tx,
  );
  const before = new Set([...known.values()].flat().map(({ uai }) => uai));
  return new Set(rows.flatMap(({ uai }) => (before.has(uai) ? [] : [uai]))).size;
}
