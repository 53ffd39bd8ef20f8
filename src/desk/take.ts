import type { Agent } from '../store/desk/agents.js';
import {
  type Assignment,
  loadAssignments,
  releaseRequests,
  takeRequests,
} from '../store/desk/assignments.js';
import { appendAudit } from '../store/desk/audit.js';
import type { Desk } from './desk.js';
import { mayAct, maySupervise } from './may-act.js';

/** Which requests are now the agent's (or free again), and who has the others. */
export type Taken = { kind: 'done'; requestIds: string[]; others: Assignment[] } | { kind: 'forbidden' };

type Several = {
  requestIds: readonly string[];
  /** A supervisor takes, or frees, what somebody else has. */
  isForced?: boolean;
};

/**
 * The requests are this agent's until `desk.takenForMs` from now, for the others to see; it forbids nothing: versions do.
 * Taken again, they are kept for longer.
 */
export async function take(
  desk: Desk,
  agent: Agent,
  { requestIds, isForced = false }: Several,
): Promise<Taken> {
  if (!mayAct(agent) || (isForced && !maySupervise(agent))) return { kind: 'forbidden' };
  const at = desk.clock.now();
  const until = new Date(at.getTime() + desk.takenForMs);
  return desk.db.transaction().execute(async (tx) => {
    const taken = await takeRequests(tx, requestIds, { agentId: agent.id, at, until, isForced });
    const facts = { until: until.toISOString(), isForced };
    for (const requestId of taken)
      await appendAudit(tx, { at, agentId: agent.id, verb: 'take', requestId, facts });
    const others = (await loadAssignments(tx, requestIds, at)).filter(({ agentId }) => agentId !== agent.id);
    return { kind: 'done', requestIds: taken, others };
  });
}

/** Free again, before their time is over. */
export async function release(
  desk: Desk,
  agent: Agent,
  { requestIds, isForced = false }: Several,
): Promise<Taken> {
  if (!mayAct(agent) || (isForced && !maySupervise(agent))) return { kind: 'forbidden' };
  const at = desk.clock.now();
  return desk.db.transaction().execute(async (tx) => {
    const released = await releaseRequests(tx, requestIds, { agentId: agent.id, isForced });
    const facts = { isForced };
    for (const requestId of released) {
      await appendAudit(tx, { at, agentId: agent.id, verb: 'release', requestId, facts });
    }
    return { kind: 'done', requestIds: released, others: await loadAssignments(tx, requestIds, at) };
  });
}
