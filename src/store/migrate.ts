import { type Kysely, sql } from 'kysely';
import type { Database } from './database.js';
import * as spine from './migrations/001-spine.js';
import * as accessSteps from './migrations/002-access-steps.js';
import * as orderPlanning from './migrations/003-order-planning.js';
import * as trust from './migrations/004-trust.js';
import * as replies from './migrations/005-replies.js';
import * as desk from './migrations/006-desk.js';
import * as notices from './migrations/012-notices.js';
import * as deskPages from './migrations/016-desk-pages.js';
import * as superseded from './migrations/020-superseded.js';
import * as announcements from './migrations/021-announcements.js';
import * as renewal from './migrations/022-renewal.js';
import * as conventions from './migrations/030-conventions.js';
import * as fees from './migrations/035-fees.js';
import * as committee from './migrations/036-committee.js';
import * as circulars from './migrations/037-circulars.js';
import * as openingsByIndex from './migrations/046-openings-by-index.js';
import * as holdAllReplies from './migrations/050-hold-all-replies.js';
import * as foundByIndex from './migrations/060-found-by-index.js';

type Migration = { up(db: Kysely<unknown>): Promise<void> };

/** In order, and never changed once released: a correction is a new migration. */
const migrations: Record<string, Migration> = {
  '001-spine': spine,
  '002-access-steps': accessSteps,
  '003-order-planning': orderPlanning,
  '004-trust': trust,
  '005-replies': replies,
  '006-desk': desk,
  '012-notices': notices,
  '016-desk-pages': deskPages,
  '020-superseded': superseded,
  '021-announcements': announcements,
  '022-renewal': renewal,
  '030-conventions': conventions,
  '035-fees': fees,
  '036-committee': committee,
  '037-circulars': circulars,
  '046-openings-by-index': openingsByIndex,
  '050-hold-all-replies': holdAllReplies,
  '060-found-by-index': foundByIndex,
};

/** Any number, the same in every process: only one of them migrates at a time. */
const MIGRATION_LOCK = 690_042;

/** Brings the schema up to date, once whoever asks. Answers the names of the migrations it ran. */
export async function migrate(db: Database): Promise<string[]> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(tx);
    await sql`create table if not exists migration (name text primary key, ran_at timestamptz not null default now())`.execute(
      tx,
    );
    const done = await sql<{ name: string }>`select name from migration`.execute(tx);
    const alreadyRan = new Set(done.rows.map((row) => row.name));
    const missing = Object.entries(migrations).filter(([name]) => !alreadyRan.has(name));
    for (const [name, migration] of missing) {
      await migration.up(tx as unknown as Kysely<unknown>);
      await sql`insert into migration (name) values (${name})`.execute(tx);
    }
    return missing.map(([name]) => name);
  });
}
