import { randomUUID } from 'node:crypto';
import { lockSubjects } from '../store/cases.js';
import type { Tx } from '../store/database.js';
import {
  completeAction,
  findAction,
  insertAction,
  type LockedRequest,
  lockRequest,
  subjectsOfRequest,
} from '../store/desk/actions.js';
import type { Agent } from '../store/desk/agents.js';
import { appendAudit } from '../store/desk/audit.js';
import { differenceSince } from '../store/desk/conflict.js';
import { type Desk, type NotDone, type OnRequest, type Outcome, refused } from './desk.js';
import { mayAct } from './may-act.js';

/** What a verb works with, its request's row locked. */
export type Acting = {
  tx: Tx;
  desk: Desk;
  agent: Agent;
  request: LockedRequest;
  actionId: string;
  at: Date;
  /** Until then it can be undone: mails are due then, orders not before. */
  undoUntil: Date;
};

/** What it did: for the audit log and the timeline, and what undoing needs beside the request's own state. */
export type Deed = {
  kind: 'deed';
  version: number;
  facts: Record<string, unknown>;
  before: Record<string, unknown>;
};

/**
 * Runs one verb: role, version, then the deed, its action and its audit entry in one transaction. The same `actionId`
 * again answers what was done; an old version, what changed since.
 */
export async function act(
  desk: Desk,
  agent: Agent,
  verb: string,
  on: OnRequest,
  work: (acting: Acting) => Promise<Deed | NotDone>,
): Promise<Outcome> {
  if (!mayAct(agent)) return { kind: 'forbidden' };
  const actionId = on.actionId ?? randomUUID();
  const at = desk.clock.now();
  const undoUntil = new Date(at.getTime() + desk.undoMs);
  try {
    return await desk.db.transaction().execute(async (tx) => {
      const subjects = await subjectsOfRequest(tx, on.requestId);
      if (subjects !== null) await lockSubjects(tx, subjects);
      const request = subjects === null ? null : await lockRequest(tx, on.requestId);
      if (request === null) return refused('not-found');

      const done = await findAction(tx, actionId);
      if (done !== null) return again(done, on.requestId, agent);
      if (request.version !== on.version) {
        return { kind: 'conflict', conflict: await differenceSince(tx, request.reference, on.version) };
      }
      const action = { id: actionId, requestId: request.id, agentId: agent.id, verb };
      await insertAction(tx, {
        ...action,
        ...{ facts: {}, before: {}, versionAfter: null, doneAt: at, undoUntil },
      });
      const deed = await work({ tx, desk, agent, request, actionId, at, undoUntil });
      if (deed.kind !== 'deed') throw new NothingDone(deed);

      const { version, facts, before } = deed;
      await completeAction(tx, actionId, {
        versionAfter: version,
        facts,
        before: { ...before, request: request.state },
      });
      await appendAudit(tx, {
        at,
        agentId: agent.id,
        verb,
        requestId: request.id,
        facts: { ...facts, actionId },
      });
      return { kind: 'done', actionId, version, undoUntil, again: false };
    });
  } catch (error) {
    if (error instanceof NothingDone) return error.why;
    throw error;
  }
}

/** Rolls the transaction back: what a refused verb began is not kept. */
class NothingDone extends Error {
  constructor(readonly why: NotDone) {
    super('The verb was not done.');
  }
}

function again(
  { id, requestId, agentId, versionAfter, undoUntil }: NonNullable<Awaited<ReturnType<typeof findAction>>>,
  asked: string,
  agent: Agent,
): Outcome {
  if (requestId !== asked || agentId !== agent.id) return refused('not-found');
  return { kind: 'done', actionId: id, version: versionAfter ?? 0, undoUntil, again: true };
}
