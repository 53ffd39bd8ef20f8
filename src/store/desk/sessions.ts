import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Queries } from '../database.js';
import { type Agent, findAgent } from './agents.js';

/** How long a session lives: without a sign of life, and at most. */
export type SessionLimits = { idleMs: number; absoluteMs: number };

export type OpenSession = { agent: Agent; createdAt: Date; expiresAt: Date };

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
    .selectAll()
    .where('id_hash', '=', hashOf(identifier))
    .executeTakeFirst();
  if (row === undefined || row.expires_at <= now) return null;
  const idleForMs = now.getTime() - row.last_seen_at.getTime();
  if (idleForMs > idleMs) return null;

  const agent = await findAgent(db, { id: row.agent_id });
  if (agent === null || agent.isDisabled) return null;
  if (idleForMs > Math.min(NOTE_EVERY_MS, idleMs / 4)) {
    await db
      .updateTable('agent_session')
      .set({ last_seen_at: now })
      .where('id_hash', '=', row.id_hash)
      .execute();
  }
  const { id, login, name, role, isDisabled } = agent;
  return {
    agent: { id, login, name, role, isDisabled },
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
