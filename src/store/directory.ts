import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { failed, type Result } from '../kernel/result.js';
import { compareWith, type DirectoryReport } from '../registry/compare-directories.js';
import { acceptDirectory, type DirectoryRefusal, type DirectoryStore } from '../registry/directory-store.js';
import type { DirectoryRow } from '../registry/read-directory-csv.js';
import type { DirectorySchool, SchoolLevel } from '../registry/school.js';
import type { Uai } from '../registry/uai.js';
import type { Database, Queries, Tx } from './database.js';

/** Any number, the same in every process: one import at a time. */
const IMPORT_LOCK = 690_043;

/** Rows sent to the base together. */
const BATCH = 1_000;

/** The directory in use. A new one is loaded beside it and takes its place in one transaction, or not at all. */
export function directoryIn(db: Database): DirectoryStore {
  return {
    async replaceDirectory(rows, options) {
      try {
        return await db.transaction().execute(async (tx) => {
          await sql`select pg_advisory_xact_lock(${IMPORT_LOCK})`.execute(tx);
          const current = await loadDirectory(tx);
          const { report, vanished } = await stage(tx, rows, current);
          const inUse = current.filter(({ state }) => state !== 'closed').length;
          const accepted = acceptDirectory(report, inUse, options);
          if (!accepted.ok) throw new Refused(accepted.failure);
          await swap(tx, vanished);
          return accepted as Result<DirectoryReport, DirectoryRefusal>;
        });
      } catch (error) {
        if (error instanceof Refused) return failed(error.refusal);
        throw error;
      }
    },
  };
}

/** Takes the transaction back. */
class Refused extends Error {
  constructor(readonly refusal: DirectoryRefusal) {
    super(refusal.code);
  }
}

/** Every school of the directory in use, the closed ones too. */
export async function loadDirectory(db: Queries): Promise<DirectorySchool[]> {
  const rows = await db
    .selectFrom('directory_school')
    .select(['uai', 'name', 'level', 'commune_insee', 'state'])
    .execute();
  return rows.map((row) => ({
    uai: row.uai as Uai,
    name: row.name,
    level: row.level as SchoolLevel,
    communeInsee: row.commune_insee,
    state: row.state as DirectorySchool['state'],
  }));
}

async function stage(tx: Tx, rows: AsyncIterable<DirectoryRow>, current: readonly DirectorySchool[]) {
  await sql`create temporary table directory_incoming
    (uai text, name text, level text, commune_insee text, state text, nature text, extra jsonb) on commit drop`.execute(
    tx,
  );
  const comparison = compareWith(current);
  let batch: DirectoryRow[] = [];
  for await (const row of rows) {
    comparison.see(row);
    batch.push(row);
    if (batch.length < BATCH) continue;
    await insertIncoming(tx, batch);
    batch = [];
  }
  if (batch.length > 0) await insertIncoming(tx, batch);
  return comparison.end();
}

async function insertIncoming(tx: Tx, rows: readonly DirectoryRow[]): Promise<void> {
  const column = (read: (row: DirectoryRow) => string | null) => rows.map(read);
  await sql`
    insert into directory_incoming
    select * from unnest(
      ${column((row) => row.uai)}::text[], ${column((row) => row.name)}::text[],
      ${column((row) => row.level)}::text[], ${column((row) => row.communeInsee)}::text[],
      ${column((row) => row.state)}::text[], ${column((row) => row.nature)}::text[],
      ${column((row) => JSON.stringify(row.extra))}::jsonb[])`.execute(tx);
}

/** Writes only what differs: `imported_in` tells the import that last changed a school. */
async function swap(tx: Tx, vanished: readonly Uai[]): Promise<void> {
  const importId = randomUUID();
  await sql`
    insert into directory_school as school (uai, name, level, commune_insee, state, nature, extra, imported_in)
    select uai, name, level, commune_insee, state, nature, extra, ${importId}::uuid from directory_incoming
    on conflict (uai) do update set name = excluded.name, level = excluded.level,
      commune_insee = excluded.commune_insee, state = excluded.state, nature = excluded.nature,
      extra = excluded.extra, imported_in = excluded.imported_in
    where (school.name, school.level, school.commune_insee, school.state, school.nature, school.extra)
      is distinct from
      (excluded.name, excluded.level, excluded.commune_insee, excluded.state, excluded.nature, excluded.extra)`.execute(
    tx,
  );
  await sql`
    update directory_school set state = 'closed', imported_in = ${importId}::uuid
    where uai = any(${[...vanished]}::text[])`.execute(tx);
}
