import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Queries, Tx } from './database.js';

/** The subject of the one brake that a person pulls: all our replies. */
const EVERYTHING = 'everything';

export type Pulling = {
  /** The name of the person. */
  by: string;
  /** Their words, told to everybody on every page. */
  reason: string;
};

/**
 * Pulls the brake on all replies. From its commit on, no reply is claimed: what comes due is held instead, whichever
 * process sends. Answers the brake's identifier; null when it is pulled already.
 */
export async function pullBrake(tx: Tx, { by, reason }: Pulling): Promise<string | null> {
  const id = randomUUID();
  const pulled = await sql`
    insert into brake (id, scope, subject, put_on_at, put_on_by, reason)
    values (${id}::uuid, 'by-hand', ${EVERYTHING}, now(), ${by}, ${reason})
    on conflict (scope, subject) where lifted_at is null do nothing`.execute(tx);
  if (Number(pulled.numAffectedRows ?? 0) === 0) return null;
  await sql`update reply_gate set brake_id = ${id}::uuid`.execute(tx);
  return id;
}

/** Opens the gate when this brake closed it. Taken before any reply is touched: no claim holds one more meanwhile. */
export async function openGate(tx: Tx, brakeId: string): Promise<void> {
  await sql`update reply_gate set brake_id = null where brake_id = ${brakeId}::uuid`.execute(tx);
}

/** Letters of a circular leave at its own pace, after a hold too: those not yet due wait as long as it lasted. */
export async function delayPacedReplies(tx: Tx, brakeId: string): Promise<void> {
  await sql`
    update reply set due_at = due_at + (now() - brake.put_on_at)
    from brake where brake.id = ${brakeId}::uuid and brake.scope = 'by-hand' and reply.id in (
      select id from reply where status = 'queued' and kind like 'circular-%' and due_at > brake.put_on_at
      for update skip locked)`.execute(tx);
}

/** The brake pulled on all replies, as everybody is told of it. */
export type Hold = { brakeId: string; by: string; reason: string; since: Date };

/** Null when replies leave as they should. */
export async function findHold(db: Queries): Promise<Hold | null> {
  const row = await sql<Hold>`
    select id as "brakeId", put_on_by as by, reason, put_on_at as since
    from brake where scope = 'by-hand' and lifted_at is null`.execute(db);
  return row.rows[0] ?? null;
}
