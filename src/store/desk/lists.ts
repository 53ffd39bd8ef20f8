import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Queries, Tx } from '../database.js';

/** The rows of a commune's list for one year, and of its contacts, as JSON: what undoing puts back. */
export type ListSnapshot = {
  communeInsee: string;
  schoolYear: number;
  schools: Record<string, unknown>[];
  contacts: Record<string, unknown>[];
};

export async function snapshotList(
  db: Queries,
  communeInsee: string,
  schoolYear: number,
): Promise<ListSnapshot> {
  const { rows } = await sql<Pick<ListSnapshot, 'schools' | 'contacts'>>`
    select
      coalesce((select jsonb_agg(to_jsonb(listed) order by uai) from listed_school as listed
        where commune_insee = ${communeInsee} and school_year = ${schoolYear}), '[]') as schools,
      coalesce((select jsonb_agg(to_jsonb(contact) order by role) from commune_contact as contact
        where commune_insee = ${communeInsee}), '[]') as contacts`.execute(db);
  return { communeInsee, schoolYear, ...rows[0]! };
}

/** The lists made already for the years after this one. */
export async function snapshotLater(
  db: Queries,
  communeInsee: string,
  schoolYear: number,
): Promise<ListSnapshot[]> {
  const later = await db
    .selectFrom('listed_school')
    .select('school_year')
    .distinct()
    .where('commune_insee', '=', communeInsee)
    .where('school_year', '>', schoolYear)
    .execute();
  return Promise.all(later.map(({ school_year }) => snapshotList(db, communeInsee, school_year)));
}

/** Equal for two snapshots that hold the same rows. */
export function snapshotKey({ schools, contacts }: ListSnapshot): string {
  return createHash('sha256')
    .update(JSON.stringify([schools, contacts]))
    .digest('hex');
}

export async function restoreList(tx: Tx, snapshot: ListSnapshot): Promise<void> {
  const { communeInsee, schoolYear, schools, contacts } = snapshot;
  await tx
    .deleteFrom('listed_school')
    .where('commune_insee', '=', communeInsee)
    .where('school_year', '=', schoolYear)
    .execute();
  await tx.deleteFrom('commune_contact').where('commune_insee', '=', communeInsee).execute();
  await sql`insert into listed_school
    select * from jsonb_populate_recordset(null::listed_school, ${JSON.stringify(schools)}::jsonb)`.execute(
    tx,
  );
  await sql`insert into commune_contact
    select * from jsonb_populate_recordset(null::commune_contact, ${JSON.stringify(contacts)}::jsonb)`.execute(
    tx,
  );
}

/** Schools that an agent removed are gone from the year's list. */
export async function removeFromList(
  tx: Tx,
  communeInsee: string,
  schoolYear: number,
  uais: readonly string[],
): Promise<void> {
  if (uais.length === 0) return;
  await tx
    .deleteFrom('listed_school')
    .where('commune_insee', '=', communeInsee)
    .where('school_year', '=', schoolYear)
    .where('uai', 'in', uais)
    .execute();
}
