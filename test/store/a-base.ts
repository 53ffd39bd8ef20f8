import { type Database, openDatabase } from '../../src/store/database.js';
import { seededBase } from '../support/journey/seeded-base.js';
import { aDatabase, type TestDatabase } from '../support/servers/postgres.js';

const bases: { base: TestDatabase; db: Database }[] = [];

/** A base with its schema, for one test: give `endBase` to `afterEach`. */
export async function aBase(): Promise<Database> {
  return (await aBaseWithUrl()).db;
}

/** The same, and the address by which another process reaches it. */
export async function aBaseWithUrl(): Promise<{ db: Database; url: string }> {
  const base = await aDatabase(seededBase);
  const db = openDatabase({ url: base.url, maxConnections: 6, onIdleError: () => {} });
  bases.push({ base, db });
  return { db, url: base.url };
}

/** Ends every base given since the last time. */
export async function endBase(): Promise<void> {
  for (const { base, db } of bases.splice(0)) {
    await db.destroy();
    await base.drop();
  }
}
