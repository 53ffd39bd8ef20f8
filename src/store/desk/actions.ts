import { sql } from 'kysely';
import type { Queries, Tx } from '../database.js';
import type { RequestStatus } from '../statuses.js';

/** A request as a verb finds it, and as undoing puts it back. Instants and days as Postgres writes them. */
export type RequestState = {
  status: RequestStatus;
  reasons: string[];
  resolution: string | null;
  communeInsee: string | null;
  mergedInto: string | null;
  waitingSince: string | null;
  waitedMs: number;
  openedAt: string;
  dueOn: string;
  targetOn: string;
};

export type LockedRequest = {
  id: string;
  reference: string;
  version: number;
  status: RequestStatus;
  communeInsee: string | null;
  sender: string;
  openedAt: Date;
  dueOn: string;
  targetOn: string;
  state: RequestState;
};

/** The row is ours until the end of the transaction. Null when there is none. */
export async function lockRequest(tx: Tx, requestId: string): Promise<LockedRequest | null> {
  const { rows } = await sql<LockedRequest>`
    select id, reference, version, status, commune_insee as "communeInsee", sender, opened_at as "openedAt",
      due_on as "dueOn", target_on as "targetOn",
      jsonb_build_object('status', status, 'reasons', reasons, 'resolution', resolution,
        'communeInsee', commune_insee, 'mergedInto', merged_into, 'waitingSince', waiting_since,
        'waitedMs', waited_ms, 'openedAt', opened_at, 'dueOn', due_on, 'targetOn', target_on) as state
    from request where id = ${requestId} for update`.execute(tx);
  return rows[0] ?? null;
}

/** Names of what no one else may decide about meanwhile: the same as the deciding worker's. */
export async function subjectsOfRequest(db: Queries, requestId: string): Promise<string[] | null> {
  const row = await db
    .selectFrom('request')
    .select(['commune_insee', 'sender'])
    .where('id', '=', requestId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return [`sender:${row.sender}`, ...(row.commune_insee === null ? [] : [`commune:${row.commune_insee}`])];
}

/** What a verb makes of the request; whatever is not named stays. The version moves by one. */
export type RequestMove = Partial<{
  status: RequestStatus;
  reasons: readonly string[];
  resolution: string | null;
  communeInsee: string | null;
  mergedInto: string | null;
  clock: Pick<LockedRequest, 'openedAt' | 'dueOn' | 'targetOn'>;
}>;

export async function moveLockedRequest(tx: Tx, requestId: string, move: RequestMove): Promise<number> {
  const { status, reasons, resolution, communeInsee, mergedInto, clock } = move;
  const row = await tx
    .updateTable('request')
    .set((is) => ({
      version: is('version', '+', 1),
      ...(status === undefined ? {} : { status }),
      ...(reasons === undefined ? {} : { reasons: [...reasons] }),
      ...(resolution === undefined ? {} : { resolution }),
      ...(communeInsee === undefined ? {} : { commune_insee: communeInsee }),
      ...(mergedInto === undefined ? {} : { merged_into: mergedInto }),
      ...(clock === undefined
        ? {}
        : { opened_at: clock.openedAt, due_on: clock.dueOn, target_on: clock.targetOn }),
    }))
    .where('id', '=', requestId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
}

/**
 * Puts the request back as it was, but for its version, which goes on. Its clock is put back apart: a trigger counts the
 * time waited at each change of status.
 */
export async function restoreRequest(tx: Tx, requestId: string, state: RequestState): Promise<number> {
  const row = await tx
    .updateTable('request')
    .set((is) => ({
      version: is('version', '+', 1),
      status: state.status,
      reasons: state.reasons,
      resolution: state.resolution,
      commune_insee: state.communeInsee,
      merged_into: state.mergedInto,
      opened_at: sql<Date>`${state.openedAt}::timestamptz`,
      due_on: state.dueOn,
      target_on: state.targetOn,
    }))
    .where('id', '=', requestId)
    .returning('version')
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('request')
    .set({
      waiting_since: sql<Date | null>`${state.waitingSince}::timestamptz`,
      waited_ms: state.waitedMs,
    })
    .where('id', '=', requestId)
    .execute();
  return row.version;
}

export type StoredAction = {
  id: string;
  requestId: string | null;
  agentId: string;
  verb: string;
  facts: Record<string, unknown>;
  before: Record<string, unknown>;
  versionAfter: number | null;
  doneAt: Date;
  undoUntil: Date;
  undoneAt: Date | null;
};

export async function findAction(db: Queries, id: string): Promise<StoredAction | null> {
  const row = await db.selectFrom('agent_action').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    requestId: row.request_id,
    agentId: row.agent_id,
    verb: row.verb,
    facts: row.facts,
    before: row.before,
    versionAfter: row.version_after,
    doneAt: row.done_at,
    undoUntil: row.undo_until,
    undoneAt: row.undone_at,
  };
}

/** Written before what it leads to, which names it; `completeAction` says the rest. */
export async function insertAction(tx: Tx, action: Omit<StoredAction, 'undoneAt'>): Promise<void> {
  await tx
    .insertInto('agent_action')
    .values({
      id: action.id,
      request_id: action.requestId,
      agent_id: action.agentId,
      verb: action.verb,
      facts: JSON.stringify(action.facts),
      before: JSON.stringify(action.before),
      version_after: action.versionAfter,
      done_at: action.doneAt,
      undo_until: action.undoUntil,
      undone_at: null,
      undone_by: null,
    })
    .execute();
}

export async function completeAction(
  tx: Tx,
  id: string,
  {
    versionAfter,
    facts,
    before,
  }: { versionAfter: number; facts: Record<string, unknown>; before: Record<string, unknown> },
): Promise<void> {
  await tx
    .updateTable('agent_action')
    .set({
      version_after: versionAfter,
      facts: JSON.stringify(facts),
      before: JSON.stringify(before),
    })
    .where('id', '=', id)
    .execute();
}

export async function markUndone(tx: Tx, id: string, agentId: string, at: Date): Promise<void> {
  await tx
    .updateTable('agent_action')
    .set({ undone_at: at, undone_by: agentId })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .execute();
}

/** Items that an agent's decision settles; a mail that did not arrive is settled apart. Answers which were open. */
export async function closeWorkItems(tx: Tx, requestId: string, at: Date): Promise<string[]> {
  const rows = await tx
    .updateTable('work_item')
    .set({ closed_at: at })
    .where('request_id', '=', requestId)
    .where('closed_at', 'is', null)
    .where('reason', 'not in', ['reply_refused', 'reply_bounced'])
    .where('message_id', 'is not', null)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

export async function reopenWorkItems(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.updateTable('work_item').set({ closed_at: null }).where('id', 'in', ids).execute();
}
