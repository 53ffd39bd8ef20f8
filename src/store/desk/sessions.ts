import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Queries } from '../database.js';
import type { Hold } from '../hold-replies.js';
import type { Agent } from './agents.js';

/** How long a session lives: without a sign of life, and at most. */
export type SessionLimits = { idleMs: number; absoluteMs: number };

/** `hold`: the brake pulled on all replies, which every page tells; null when they leave. */
export type OpenSession = { agent: Agent; createdAt: Date; expiresAt: Date; hold: Hold | null };

/** Answers what the cookie holds: 256 random bits. The base holds only their SHA-256. */
export async function openSession(
  db: Queries,
  agentId: string,
  now: Date,
  { absoluteMs }: SessionLimits,
): Promise<string> {
  const identifier = randomBytes(32).toString('base64url');
  await db
    .insertInto('agent_session')
    .values({
      id_hash: hashOf(identifier),
      agent_id: agentId,
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(now.getTime() + absoluteMs),
    })
    .execute();
  return identifier;
}

/** Noted at most this often, so that looking at a page is not a write. */
const NOTE_EVERY_MS = 60_000;

/** The session of this cookie; null when it is unknown, too old, idle for too long, or its agent disabled. */
export async function findSession(
  db: Queries,
  identifier: string,
  now: Date,
  { idleMs }: SessionLimits,
): Promise<OpenSession | null> {
  const row = await db
    .selectFrom('agent_session')
    .innerJoin('agent', 'agent.id', 'agent_session.agent_id')
    .leftJoin('brake', (join) => join.on('scope', '=', 'by-hand').on('lifted_at', 'is', null))
    .select(['id_hash', 'agent_session.created_at', 'last_seen_at', 'expires_at'])
    .select(['agent_id', 'login', 'name', 'role', 'is_disabled'])
    .select(['brake.id as brake_id', 'put_on_by', 'reason', 'put_on_at'])
    .where('id_hash', '=', hashOf(identifier))
    .executeTakeFirst();
  if (row === undefined || row.is_disabled || row.expires_at <= now) return null;
  const idleForMs = now.getTime() - row.last_seen_at.getTime();
  if (idleForMs > idleMs) return null;

  if (idleForMs > Math.min(NOTE_EVERY_MS, idleMs / 4)) {
    await db
      .updateTable('agent_session')
      .set({ last_seen_at: now })
      .where('id_hash', '=', row.id_hash)
      .execute();
  }
  const { agent_id, login, name, role, brake_id, put_on_by, reason, put_on_at } = row;
  return {
    agent: { id: agent_id, login, name, role, isDisabled: false },
    hold:
      brake_id === null ? null : { brakeId: brake_id, by: put_on_by!, reason: reason!, since: put_on_at! },
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}

export async function closeSession(db: Queries, identifier: string): Promise<void> {
  await db.deleteFrom('agent_session').where('id_hash', '=', hashOf(identifier)).execute();
}

/** Sessions nobody can use any more are forgotten. */
export async function forgetOldSessions(db: Queries, now: Date, { idleMs }: SessionLimits): Promise<number> {
  const idleSince = new Date(now.getTime() - idleMs);
  const deleted = await sql`
    delete from agent_session where expires_at <= ${now} or last_seen_at < ${idleSince}`.execute(db);
  return Number(deleted.numAffectedRows ?? 0);
}

function hashOf(identifier: string): string {
  return createHash('sha256').update(identifier).digest('hex');
}
