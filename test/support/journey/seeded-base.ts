import { type Database, openDatabase } from '../../../src/store/database.js';
import { migrate } from '../../../src/store/migrate.js';
import { aTownHall, townHallCount } from '../builders/a-town-hall.js';
import type { Template } from '../servers/postgres.js';

/** A base where an agent has entered every town hall of the tests: directory, convention, confirmed sender. */
export const seededBase: Template = { name: 'journey_seed', fill: seedBase };

export async function seedBase(url: string): Promise<void> {
  const db = openTestDatabase(url);
  await migrate(db);
  const halls = Array.from({ length: townHallCount }, (_, index) => aTownHall(index));
  const schools = halls.flatMap(({ insee, schools }) =>
    schools.map(({ name, uai }) => ({
      uai,
      name,
      level: 'primaire',
      commune_insee: insee,
      state: 'open',
      nature: '151',
      imported_in: null,
    })),
  );
  await db.insertInto('directory_school').values(schools).execute();
  const conventions = halls.map(({ insee }) => ({
    commune_insee: insee,
    notified_on: '2019-10-01',
    denounced_on: null,
    ends_on: null,
  }));
  await db.insertInto('convention').values(conventions).execute();
  const senders = halls.map(({ insee, address }) => ({
    commune_insee: insee,
    kind: 'address' as const,
    value: address,
    confirmed_by: 'test',
  }));
  await db.insertInto('trusted_sender').values(senders).execute();
  await db.destroy();
}

/** Errors of idle connections are part of these tests: bases are dropped and restarted under them. */
export function openTestDatabase(url: string): Database {
  return openDatabase({ url, maxConnections: 2, onIdleError: () => {} });
}
