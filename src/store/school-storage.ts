import { sql } from 'kysely';
import type { Database, Queries } from './database.js';

/** Documents of a school at laclasse.com, as last measured. */
export type SchoolStorage = { uai: string; sizeBytes: number; measuredAt: Date };

/** Each school measured takes its new size; one that is no longer told of keeps its last. */
export async function saveSchoolStorage(
  db: Database,
  sizes: ReadonlyMap<string, number>,
  now: Date,
): Promise<void> {
  const rows = JSON.stringify([...sizes].map(([uai, size_bytes]) => ({ uai, size_bytes })));
  await sql`
    insert into school_storage (uai, size_bytes, measured_at)
    select uai, size_bytes, ${now} from jsonb_to_recordset(${rows}::jsonb) as size (uai text, size_bytes bigint)
    on conflict (uai) do update set size_bytes = excluded.size_bytes, measured_at = excluded.measured_at`.execute(
    db,
  );
}

/** By school, for those that were ever measured: a school that nobody has entered stores nothing and is absent. */
export async function loadSchoolStorage(
  db: Queries,
  uais: readonly string[],
): Promise<Map<string, SchoolStorage>> {
  if (uais.length === 0) return new Map();
  const rows = await db.selectFrom('school_storage').selectAll().where('uai', 'in', uais).execute();
  return new Map(
    rows.map(({ uai, size_bytes, measured_at }) => [
      uai,
      { uai, sizeBytes: Number(size_bytes), measuredAt: measured_at },
    ]),
  );
}

/** The schools that store most, largest first. */
export async function listLargestStorage(db: Queries, limit: number): Promise<SchoolStorage[]> {
  const rows = await db
    .selectFrom('school_storage')
    .selectAll()
    .orderBy('size_bytes', 'desc')
    .orderBy('uai')
    .limit(limit)
    .execute();
  return rows.map(({ uai, size_bytes, measured_at }) => ({
    ...{ uai, sizeBytes: Number(size_bytes), measuredAt: measured_at },
  }));
}
