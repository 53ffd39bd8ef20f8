import { type Database, openDatabase } from '../../src/store/database.js';
import { seededBase } from '../support/journey/seeded-base.js';
import { aDatabase, type TestDatabase } from '../support/servers/postgres.js';

let base: TestDatabase | undefined;
let db: Database | undefined;

/** A base with its schema, for one test: give `endBase` to `afterEach`. */
export async function aBase(): Promise<Database> {
  base = await aDatabase(seededBase);
  db = openDatabase({ url: base.url, maxConnections: 6, onIdleError: () => {} });
  return db;
}

export async function endBase(): Promise<void> {
  await db?.destroy();
  await base?.drop();
}
