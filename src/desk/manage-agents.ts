import type { Agent } from '../store/desk/agents.js';
import { type AgentRole, addAgent, changeAgentIn, findAgent } from '../store/desk/agents.js';
import { appendAudit } from '../store/desk/audit.js';
import type { Desk } from './desk.js';
import { maySupervise } from './may-act.js';

export type Managed = { kind: 'done' | 'forbidden' | 'taken' | 'not-found' | 'oneself' };

export type NewAccount = { login: string; name: string; role: AgentRole; passwordHash: string };

/** A supervisor opens an account; the audit log keeps who for whom, never the password. */
export async function openAccount(desk: Desk, supervisor: Agent, account: NewAccount): Promise<Managed> {
  if (!maySupervise(supervisor)) return { kind: 'forbidden' };
  const at = desk.clock.now();
  return desk.db.transaction().execute(async (tx) => {
    const added = await addAgent(tx, account);
    if (added === null) return { kind: 'taken' };
    const facts = { accountId: added.id, login: added.login, role: added.role };
    await appendAudit(tx, { at, agentId: supervisor.id, verb: 'open-account', requestId: null, facts });
    return { kind: 'done' };
  });
}

export type AccountChange = { accountId: string; role: AgentRole | null; isDisabled: boolean };

/** Role and access of somebody else: nobody takes their own rights away by accident. They are logged out. */
export async function changeAccount(
  desk: Desk,
  supervisor: Agent,
  { accountId, role, isDisabled }: AccountChange,
): Promise<Managed> {
  if (!maySupervise(supervisor)) return { kind: 'forbidden' };
  if (accountId === supervisor.id) return { kind: 'oneself' };
  const at = desk.clock.now();
  return desk.db.transaction().execute(async (tx) => {
    const known = await findAgent(tx, { id: accountId });
    if (known === null) return { kind: 'not-found' };
    const isNewRole = role !== null && role !== known.role;
    await changeAgentIn(tx, accountId, { ...(isNewRole ? { role } : {}), isDisabled });
    const former = { role: known.role, isDisabled: known.isDisabled };
    const facts = { accountId, role: role ?? known.role, isDisabled, former };
    await appendAudit(tx, { at, agentId: supervisor.id, verb: 'change-account', requestId: null, facts });
    return { kind: 'done' };
  });
}
