import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { DirectoryReport } from '../registry/compare-directories.js';
import { isRefreshDue, type RefreshSchedule } from '../registry/directory-refresh.js';
import type { Database, Queries } from './database.js';

/** How an import ended. `detail` is the code of a refusal or failure. */
export type ImportEnd =
  | { outcome: 'imported'; report: DirectoryReport }
  | { outcome: 'refused' | 'failed'; detail: string };

export type DirectoryImport = {
  id: string;
  askedBy: 'schedule' | 'command';
  startedAt: Date;
  endedAt: Date | null;
  outcome: 'imported' | 'refused' | 'failed' | null;
  detail: string | null;
  /** What appeared, closed, was renamed; null when nothing was imported. */
  report: DirectoryReport | null;
};

/** Any number, the same in every process. */
const REFRESH_LOCK = 690_044;

/** Ours alone to do, when a refresh is due: the identifier of its row; null when it is not, or another process has it. */
export async function claimDirectoryRefresh(
  db: Database,
  now: Date,
  schedule: RefreshSchedule,
): Promise<string | null> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${REFRESH_LOCK})`.execute(tx);
    const last = await tx
      .selectFrom('directory_import')
      .select(['started_at', 'outcome'])
      .where('asked_by', '=', 'schedule')
      .orderBy('started_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    const known = last === undefined ? null : { startedAt: last.started_at, outcome: last.outcome };
    return isRefreshDue(now, known, schedule) ? beginDirectoryImport(tx, 'schedule', now) : null;
  });
}

export async function beginDirectoryImport(
  db: Queries,
  askedBy: DirectoryImport['askedBy'],
  now: Date,
): Promise<string> {
  const id = randomUUID();
  await db
    .insertInto('directory_import')
    .values({
      ...{ id, asked_by: askedBy, started_at: now },
      ...{ ended_at: null, outcome: null, detail: null, report: null },
    })
    .execute();
  return id;
}

/** One that did not import is an item for an agent, the same one until an import succeeds. */
export async function endDirectoryImport(db: Database, id: string, end: ImportEnd): Promise<void> {
  const isImported = end.outcome === 'imported';
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('directory_import')
      .set({
        ended_at: sql<Date>`now()`,
        outcome: end.outcome,
        detail: isImported ? null : end.detail,
        report: isImported ? JSON.stringify(end.report) : null,
      })
      .where('id', '=', id)
      .execute();
    if (isImported) {
      await sql`update work_item set closed_at = now()
        where reason = 'directory_not_imported' and closed_at is null`.execute(tx);
      return;
    }
    await sql`
      insert into work_item (id, reason, subject_id)
      select gen_random_uuid(), 'directory_not_imported', id from directory_import
      where id = ${id}::uuid and asked_by = 'schedule' and not exists (
        select from work_item where reason = 'directory_not_imported' and closed_at is null)`.execute(tx);
  });
}

/** One given up because the process stops: the next process does it. */
export async function forgetDirectoryImport(db: Database, id: string): Promise<void> {
  await db.deleteFrom('directory_import').where('id', '=', id).where('outcome', 'is', null).execute();
}

/** The latest first. */
export async function listDirectoryImports(db: Queries, limit = 30): Promise<DirectoryImport[]> {
  const rows = await db
    .selectFrom('directory_import')
    .selectAll()
    .orderBy('started_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, askedBy: row.asked_by, startedAt: row.started_at, endedAt: row.ended_at },
    ...{ outcome: row.outcome, detail: row.detail, report: row.report },
  }));
}
