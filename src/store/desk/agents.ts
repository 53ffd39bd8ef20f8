import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, Queries, Tx } from '../database.js';
import type { AgentRole } from '../tables/desk.js';

export type { AgentRole } from '../tables/desk.js';

/** A person of the support team. */
export type Agent = {
  id: string;
  login: string;
  name: string;
  role: AgentRole;
  isDisabled: boolean;
};

export type StoredAgent = Agent & {
  passwordHash: string | null;
  oidcSubject: string | null;
  createdAt: Date;
};

export type NewAgent = {
  /** Folded to lower case. */
  login: string;
  name: string;
  role: AgentRole;
  passwordHash?: string | null;
  oidcSubject?: string | null;
};

/** Null when the login is taken. */
export async function addAgent(db: Queries, agent: NewAgent): Promise<StoredAgent | null> {
  const row = await db
    .insertInto('agent')
    .values({
      id: randomUUID(),
      login: agent.login.trim().toLowerCase(),
      name: agent.name.trim(),
      role: agent.role,
      password_hash: agent.passwordHash ?? null,
      oidc_subject: agent.oidcSubject ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : storedAgent(row);
}

export async function findAgent(
  db: Queries,
  by: { id: string } | { login: string } | { oidcSubject: string },
): Promise<StoredAgent | null> {
  const [column, value] =
    'id' in by
      ? (['id', by.id] as const)
      : 'login' in by
        ? (['login', by.login.trim().toLowerCase()] as const)
        : (['oidc_subject', by.oidcSubject] as const);
  const row = await db.selectFrom('agent').selectAll().where(column, '=', value).executeTakeFirst();
  return row === undefined ? null : storedAgent(row);
}

/** By name, those who may no longer enter too. */
export async function listAgents(db: Queries): Promise<StoredAgent[]> {
  const rows = await db.selectFrom('agent').selectAll().orderBy('name').execute();
  return rows.map(storedAgent);
}

export type AgentChange = {
  name?: string;
  role?: AgentRole;
  passwordHash?: string;
  isDisabled?: boolean;
};

/** Whoever changes password, changes role or is disabled is logged out everywhere. */
export function changeAgent(db: Database, id: string, change: AgentChange): Promise<void> {
  return db.transaction().execute((tx) => changeAgentIn(tx, id, change));
}

/** The same, in a transaction that keeps more than this. */
export async function changeAgentIn(
  tx: Tx,
  id: string,
  { name, role, passwordHash, isDisabled }: AgentChange,
): Promise<void> {
  await tx
    .updateTable('agent')
    .set({
      ...(name === undefined ? {} : { name: name.trim() }),
      ...(role === undefined ? {} : { role }),
      ...(passwordHash === undefined ? {} : { password_hash: passwordHash }),
      ...(isDisabled === undefined ? {} : { is_disabled: isDisabled }),
      id: sql<string>`id`,
    })
    .where('id', '=', id)
    .execute();
  if (role === undefined && passwordHash === undefined && isDisabled !== true) return;
  await tx.deleteFrom('agent_session').where('agent_id', '=', id).execute();
}

function storedAgent(row: {
  id: string;
  login: string;
  name: string;
  role: AgentRole;
  password_hash: string | null;
  oidc_subject: string | null;
  is_disabled: boolean;
  created_at: Date;
}): StoredAgent {
  return {
    id: row.id,
    login: row.login,
    name: row.name,
    role: row.role,
    isDisabled: row.is_disabled,
    passwordHash: row.password_hash,
    oidcSubject: row.oidc_subject,
    createdAt: row.created_at,
  };
}
