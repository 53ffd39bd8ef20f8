import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { DenouncingParty } from '../registry/convention.js';
import type { ConventionEventKind } from '../registry/convention-events.js';
import type { Queries, Tx } from './database.js';

export type NewConventionEvent = {
  conventionId: string;
  kind: ConventionEventKind;
  /** The day it counts for. */
  onDay: Temporal.PlainDate;
  at: Date;
  /** Null: the service itself, or a command. */
  agentId: string | null;
  reason: string | null;
  facts?: Record<string, unknown>;
  actionId?: string;
};

/** A renewal, a reminder or an end already known is left alone. Answers the identifiers of those written, in order. */
export async function insertConventionEvents(
  tx: Tx,
  events: readonly NewConventionEvent[],
): Promise<string[]> {
  if (events.length === 0) return [];
  const rows = await tx
    .insertInto('convention_event')
    .values(
      events.map(({ conventionId, kind, onDay, at, agentId, reason, facts = {}, actionId }) => ({
        convention_id: conventionId,
        kind,
        on_day: onDay.toString(),
        recorded_at: at,
        agent_id: agentId,
        reason,
        facts: JSON.stringify(facts),
        action_id: actionId ?? null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** An event as the history tells it; what was undone is told too. `onDay` is `YYYY-MM-DD`. */
export type PastConventionEvent = {
  id: string;
  conventionId: string;
  kind: ConventionEventKind;
  onDay: string;
  recordedAt: Date;
  /** Null: the service itself, or a command. */
  agentName: string | null;
  reason: string | null;
  facts: Record<string, unknown>;
  undoneAt: Date | null;
};

/** Of these conventions, in the order they were written. */
export async function listConventionEvents(
  db: Queries,
  conventionIds: readonly string[],
): Promise<PastConventionEvent[]> {
  if (conventionIds.length === 0) return [];
  const { rows } = await sql<PastConventionEvent>`
    select event.id::text as id, convention_id as "conventionId", kind, on_day as "onDay", recorded_at as "recordedAt",
      agent.name as "agentName", reason, facts, undone_at as "undoneAt"
    from convention_event as event left join agent on agent.id = event.agent_id
    where convention_id = any(${[...conventionIds]}::uuid[]) order by event.id`.execute(db);
  return rows;
}

/** Whose registered letter ends a convention: the commune’s, unless an agent recorded that of the Métropole. */
export async function denouncingPartyOf(db: Queries, conventionId: string): Promise<DenouncingParty> {
  const row = await db
    .selectFrom('convention_event')
    .select('facts')
    .where('convention_id', '=', conventionId)
    .where('kind', '=', 'denounced')
    .where('undone_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.facts['by'] === 'metropole' ? 'metropole' : 'commune';
}

/** Renewals written before we knew of a letter that had come in time for an earlier end. Answers which. */
export function cancelRenewalsFrom(
  tx: Tx,
  conventionId: string,
  endsOn: Temporal.PlainDate,
  at: Date,
): Promise<string[]> {
  return cancelEvents(tx, { conventionId, kind: 'renewed', onDay: ['>=', endsOn] }, at);
}

/** People who were told of this end are told again, should it be asked again. Answers the events. */
export function cancelReminder(
  tx: Tx,
  conventionId: string,
  endsOn: Temporal.PlainDate,
  at: Date,
): Promise<string[]> {
  return cancelEvents(tx, { conventionId, kind: 'reminded', onDay: ['=', endsOn] }, at);
}

/** Kept, and marked as undone. */
async function cancelEvents(
  tx: Tx,
  events: { conventionId: string; kind: 'renewed' | 'reminded'; onDay: ['=' | '>=', Temporal.PlainDate] },
  at: Date,
): Promise<string[]> {
  const [compared, day] = events.onDay;
  const rows = await tx
    .updateTable('convention_event')
    .set({ undone_at: at })
    .where('convention_id', '=', events.conventionId)
    .where('kind', '=', events.kind)
    .where('on_day', compared, day.toString())
    .where('undone_at', 'is', null)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}
