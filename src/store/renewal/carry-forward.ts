import { sql } from 'kysely';
import type { PlannedChange } from '../../registry/change.js';
import type { SchoolYear } from '../../registry/school-year.js';
import type { Tx } from '../database.js';

/**
 * A change of this year also holds for the years whose list is made already: the new administrator takes the former
 * one’s place there, a school added or removed now is or is not there either. What those lists say otherwise stays.
 */
export async function carryForward(
  tx: Tx,
  communeInsee: string,
  year: SchoolYear,
  changes: readonly PlannedChange[],
): Promise<void> {
  for (const change of changes) {
    if (change.kind === 'set-contact' || change.kind === 'add-administrator') continue;
    const { uai, name, administrator } = change.school;
    const person = JSON.stringify(administrator);
    if (change.kind === 'remove-school') {
      await sql`delete from listed_school
        where commune_insee = ${communeInsee} and school_year > ${year} and uai = ${uai}`.execute(tx);
    } else if (change.kind === 'add-school') {
      await sql`insert into listed_school (commune_insee, school_year, uai, name, administrator, since, request_id)
        select distinct later.commune_insee, later.school_year, ${uai}, ${name}, ${person}::jsonb, own.since, own.request_id
        from listed_school as later join listed_school as own
          on own.commune_insee = later.commune_insee and own.school_year = ${year} and own.uai = ${uai}
        where later.commune_insee = ${communeInsee} and later.school_year > ${year} on conflict do nothing`.execute(
        tx,
      );
    } else {
      await sql`update listed_school set administrator = ${person}::jsonb
        where commune_insee = ${communeInsee} and school_year > ${year} and uai = ${uai}
          and administrator = ${JSON.stringify(change.former)}::jsonb`.execute(tx);
    }
  }
}
