import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Drift, DriftCode, RegistrySchool } from '../provisioning/drift.js';
import { isRefreshDue, type RefreshSchedule } from '../registry/directory-refresh.js';
import type { Database, Queries } from './database.js';

/** Any number, the same in every process. */
const DRIFT_LOCK = 690_045;

/** Ours alone to make, when a comparison is due: the identifier of its row; else null. */
export async function claimDriftCheck(
  db: Database,
  now: Date,
  schedule: RefreshSchedule,
): Promise<string | null> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${DRIFT_LOCK})`.execute(tx);
    const last = await tx
      .selectFrom('drift_check')
      .select(['began_at', 'ended_at', 'failure'])
      .orderBy('began_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    const known = last === undefined ? null : { startedAt: last.began_at, outcome: outcomeOf(last) };
    if (!isRefreshDue(now, known, schedule)) return null;
    const id = randomUUID();
    await tx.insertInto('drift_check').values({ id, began_at: now, ended_at: null, failure: null }).execute();
    return id;
  });
}

function outcomeOf({ ended_at, failure }: { ended_at: Date | null; failure: string | null }) {
  if (failure !== null) return 'failed' as const;
  return ended_at === null ? null : ('imported' as const);
}

/** `failure`: the code of why it could not be made. */
export async function endDriftCheck(
  db: Queries,
  id: string,
  now: Date,
  failure: string | null,
): Promise<void> {
  await db.updateTable('drift_check').set({ ended_at: now, failure }).where('id', '=', id).execute();
}

/**
 * Who has access to which school, as the registry says now: the last list that names the school, whatever its year (silence
 * renews it), and people added beside; a school closed since, or a person replaced since, no more.
 */
export async function loadRegistrySchools(db: Queries): Promise<RegistrySchool[]> {
  const { rows } = await sql<RegistrySchool>`
    with given as (
      select distinct on (uai) uai, administrator from listed_school order by uai, school_year desc
    ), beside as (
      select uai, administrator, done_at from access_order where kind = 'add-administrator' and status = 'done'
    ), closed as (
      select distinct on (uai) uai, kind from access_order
      where status = 'done' and kind in ('open-school', 'close-school', 'reopen-school') order by uai, done_at desc
    ), named as (
      select uai, administrator from given
      union
      select uai, administrator from beside where not exists (
        select 1 from access_order as later where later.uai = beside.uai and later.status = 'done'
          and later.done_at > beside.done_at and (later.kind = 'close-school'
            or (later.kind = 'replace-administrator'
              and lower(later.former->>'email') = lower(beside.administrator->>'email'))))
    )
    select named.uai, named.administrator, coalesce((
      select array_agg(distinct access_step.external_id)
      from access_order join access_step on access_step.order_id = access_order.id
      where access_order.uai = named.uai and access_step.step = 'user' and access_step.external_id is not null
        and lower(access_order.administrator->>'email') = lower(named.administrator->>'email')), '{}') as "knownUserIds"
    from named where not exists (select 1 from closed where closed.uai = named.uai and closed.kind = 'close-school')
    order by named.uai`.execute(db);
  return rows;
}

/** Schools whose access is about to change: they differ for a good reason. */
export async function loadAwaitedSchools(db: Queries): Promise<Set<string>> {
  const rows = await db
    .selectFrom('access_order')
    .select('uai')
    .distinct()
    .where('status', 'in', ['planned', 'held'])
    .execute();
  return new Set(rows.map(({ uai }) => uai));
}

/** What is seen now stays or appears; what is no more is gone, and keeps when it was last seen. */
export async function saveDrifts(db: Database, drifts: readonly Drift[], now: Date): Promise<void> {
  const rows = JSON.stringify(drifts);
  await db.transaction().execute(async (tx) => {
    await sql`
      insert into drift (code, uai, subject, first_seen_at, last_seen_at)
      select code, uai, subject, ${now}, ${now}
      from jsonb_to_recordset(${rows}::jsonb) as seen (code text, uai text, subject text)
      on conflict (code, uai, subject) do update set last_seen_at = ${now}, gone_at = null,
        first_seen_at = case when drift.gone_at is null then drift.first_seen_at else excluded.first_seen_at end`.execute(
      tx,
    );
    await sql`update drift set gone_at = ${now} where gone_at is null and last_seen_at < ${now}`.execute(tx);
  });
}

export type SeenDrift = { code: DriftCode; uai: string; subject: string; firstSeenAt: Date };
export type LastDriftCheck = { beganAt: Date; endedAt: Date | null; failure: string | null };

/** The differences as the last check saw them, the oldest first, and that check; null before the first. */
export async function loadDriftReport(
  db: Queries,
  limit: number,
): Promise<{ check: LastDriftCheck | null; lastGoodAt: Date | null; drifts: SeenDrift[]; total: number }> {
  const [check, good, drifts, total] = await Promise.all([
    db.selectFrom('drift_check').selectAll().orderBy('began_at', 'desc').limit(1).executeTakeFirst(),
    db
      .selectFrom('drift_check')
      .select('began_at')
      .where('ended_at', 'is not', null)
      .where('failure', 'is', null)
      .orderBy('began_at', 'desc')
      .limit(1)
      .executeTakeFirst(),
    db
      .selectFrom('drift')
      .selectAll()
      .where('gone_at', 'is', null)
      .orderBy('first_seen_at')
      .orderBy('uai')
      .limit(limit)
      .execute(),
    db
      .selectFrom('drift')
      .select((is) => is.fn.countAll<number>().as('count'))
      .where('gone_at', 'is', null)
      .executeTakeFirstOrThrow(),
  ]);
  return {
    check:
      check === undefined
        ? null
        : { beganAt: check.began_at, endedAt: check.ended_at, failure: check.failure },
    lastGoodAt: good?.began_at ?? null,
    drifts: drifts.map(({ code, uai, subject, first_seen_at }) => ({
      ...{ code, uai, subject },
      firstSeenAt: first_seen_at,
    })),
    total: Number(total.count),
  };
}
