import { sql } from 'kysely';
import { type Database, openDatabase } from '../../src/store/database.js';
import { migrate } from '../../src/store/migrate.js';

/** The real store under a clock that we turn: `now()` of its SQL is ours. */
export type SimulatedBase = { db: Database; setTime(instant: Date): Promise<void>; close(): Promise<void> };

/**
 * Takes an empty database. A function `now()` of its own comes before Postgres's in the search path, so that every
 * statement and every default of the schema reads the simulated time; nothing else of the store is changed.
 */
export async function openSimulatedBase(url: string, start: Date): Promise<SimulatedBase> {
  const first = openDatabase({ url, maxConnections: 1, onIdleError: () => {} });
  await sql`create table public.simulated_clock (at timestamptz not null)`.execute(first);
  await sql`insert into public.simulated_clock values (${start})`.execute(first);
  await sql`create function public.now() returns timestamptz language sql stable
    as 'select at from public.simulated_clock'`.execute(first);
  const name = new URL(url).pathname.slice(1);
  await sql`alter database ${sql.id(name)} set search_path = public, pg_catalog`.execute(first);
  await first.destroy();

  const db = openDatabase({ url, maxConnections: 6, onIdleError: () => {} });
  await migrate(db);
  return {
    db,
    async setTime(instant) {
      await sql`update public.simulated_clock set at = ${instant}`.execute(db);
    },
    close: () => db.destroy(),
  };
}
