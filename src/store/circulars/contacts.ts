import { sql } from 'kysely';
import { firstDayWithin } from '../../fees/draft-statement.js';
import { periodsOfUse } from '../../fees/periods-of-use.js';
import type { SchoolYear } from '../../registry/school-year.js';
import type { Queries } from '../database.js';
import { loadCommunesInUse } from '../fees/communes-in-use.js';

export type ContactAs = 'technical' | 'followUp' | 'administrator';

/** Somebody of a commune that uses the service, and as what. `school` for an administrator. */
export type Contact = {
  address: string;
  as: ContactAs;
  communeInsee: string;
  communeName: string;
  school: { uai: string; name: string } | null;
};

/** The contacts of communes whose schools use the service on this day, and the administrators of those schools. */
export async function loadContacts(db: Queries, year: SchoolYear, day: string): Promise<Contact[]> {
  const [communes, contacts, administrators] = await Promise.all([
    loadCommunesInUse(db, year),
    db.selectFrom('commune_contact').select(['commune_insee', 'role', 'person']).execute(),
    sql<{ uai: string; email: string }>`
      select distinct on (uai) uai, lower(administrator->>'email') as email from listed_school
      where school_year <= ${year} order by uai, school_year desc`.execute(db),
  ]);
  const emails = new Map(administrators.rows.map(({ uai, email }) => [uai, email]));
  return communes.flatMap(({ insee, name, schools }) => {
    const used = schools.filter(
      ({ use }) => firstDayWithin(periodsOfUse(use), { from: day, until: day }) !== null,
    );
    if (used.length === 0) return [];
    const of = { communeInsee: insee, communeName: name };
    return [
      ...contacts
        .filter(({ commune_insee }) => commune_insee === insee)
        .map(({ role, person }) => ({ ...of, as: role, address: person.email.toLowerCase(), school: null })),
      ...used.flatMap(({ uai, name: school }) => {
        const address = emails.get(uai);
        return address === undefined
          ? []
          : [{ ...of, as: 'administrator' as const, address, school: { uai, name: school } }];
      }),
    ];
  });
}

/** Among these: addresses that bounced, and those that want no more news. */
export async function loadUnwritten(
  db: Queries,
  addresses: readonly string[],
): Promise<{ bounced: Set<string>; refused: Set<string> }> {
  if (addresses.length === 0) return { bounced: new Set(), refused: new Set() };
  const [bounced, refused] = await Promise.all([
    db.selectFrom('bounced_address').select('address').where('address', 'in', addresses).execute(),
    db.selectFrom('news_refusal').select('address').where('address', 'in', addresses).execute(),
  ]);
  return {
    bounced: new Set(bounced.map(({ address }) => address)),
    refused: new Set(refused.map(({ address }) => address)),
  };
}
