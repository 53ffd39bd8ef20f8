import { lockSubjects } from '../store/cases.js';
import {
  type CancelledReply,
  type FormerConvention,
  putConventionBack,
  putRepliesBack,
} from '../store/convention-withdrawal.js';
import type { Tx } from '../store/database.js';
import {
  findAction,
  lockRequest,
  markUndone,
  type RequestState,
  reopenWorkItems,
  restoreRequest,
  type StoredAction,
  subjectsOfRequest,
} from '../store/desk/actions.js';
import type { Agent } from '../store/desk/agents.js';
import { appendAudit } from '../store/desk/audit.js';
import { differenceSince } from '../store/desk/conflict.js';
import { saveEdits } from '../store/desk/edits.js';
import { type ListSnapshot, restoreList, snapshotKey, snapshotList } from '../store/desk/lists.js';
import { type Moved, moveBack } from '../store/desk/merges.js';
import { cancelActionOrders, cancelActionReplies, markChangesUndone } from '../store/desk/owed.js';
import { removeTrustedSenders } from '../store/desk/trusted-senders.js';
import { type Desk, type NotDone, type Outcome, refused } from './desk.js';
import { mayAct } from './may-act.js';

/** What an action notes for being undone. */
export type Before = {
  request: RequestState;
  list?: ListSnapshot;
  /** Lists of later years, which followed. */
  laterLists?: ListSnapshot[];
  /** `snapshotKey` of the list as the action left it. */
  listAfter?: string;
  closedItems?: string[];
  superseded?: string[];
  /** Sender confirmed by the action: no longer so. */
  trusted?: { communeInsee: string; kind: 'address' | 'domain'; value: string }[];
  /** What fields of a reading said before. */
  edits?: { readingId: string; former: { field: string; value: string | null; isWithdrawn?: boolean }[] };
  /** A convention that the action denounced, or whose denunciation it took back. */
  convention?: FormerConvention;
  cancelledReplies?: CancelledReply[];
  /** Nothing of it can be taken back. */
  isFinal?: boolean;
  /** What a merge gave to another request, and that request as it was, and its version since. */
  moved?: Moved;
  target?: { id: string; state: RequestState; version: number };
};

/**
 * Takes an action back within its time: the former state exactly, its mails and orders cancelled. Refused once a mail
 * left, an order began, or anything else happened to the request or to the list.
 */
export async function undo(desk: Desk, agent: Agent, { actionId }: { actionId: string }): Promise<Outcome> {
  if (!mayAct(agent)) return { kind: 'forbidden' };
  const at = desk.clock.now();
  try {
    return await desk.db.transaction().execute(async (tx) => {
      const known = await findAction(tx, actionId);
      if (known?.requestId == null) return refused('not-found');
      await lockSubjects(tx, (await subjectsOfRequest(tx, known.requestId)) ?? []);
      const request = (await lockRequest(tx, known.requestId))!;
      const action = (await findAction(tx, actionId))!;
      const why = await reasonNotTo(tx, action, request, at);
      if (why !== null) return why;
      const version = await putBack(tx, action, request.id, { agentId: agent.id, at });
      await markUndone(tx, actionId, agent.id, at);
      const facts = { actionId, undone: action.verb };
      await appendAudit(tx, { at, agentId: agent.id, verb: 'undo', requestId: request.id, facts });
      return { kind: 'done', actionId, version, undoUntil: at, again: false };
    });
  } catch (error) {
    if (error instanceof NotUndone) return error.why;
    throw error;
  }
}

/** Rolls back what was put back already. */
class NotUndone extends Error {
  constructor(readonly why: NotDone) {
    super('The action was not undone.');
  }
}

async function reasonNotTo(
  tx: Tx,
  { undoneAt, undoUntil, versionAfter, before }: StoredAction,
  { reference, version }: { reference: string; version: number },
  at: Date,
): Promise<NotDone | null> {
  if (undoneAt !== null) return refused('already-undone');
  if (at >= undoUntil || (before as Partial<Before>).isFinal === true) return refused('too-late');
  if (version === versionAfter) return null;
  return { kind: 'conflict', conflict: await differenceSince(tx, reference, versionAfter ?? 0) };
}

async function putBack(
  tx: Tx,
  action: StoredAction,
  requestId: string,
  { agentId, at }: { agentId: string; at: Date },
): Promise<number> {
  const before = action.before as unknown as Before;
  const replies = await cancelActionReplies(tx, action.id);
  const orders = await cancelActionOrders(tx, action.id, before.superseded ?? []);
  if (replies.gone > 0 || orders.gone > 0) throw new NotUndone(refused('too-late'));
  await markChangesUndone(tx, action.id, at);
  if (before.convention !== undefined) {
    const isBack = await putConventionBack(tx, before.convention, { actionId: action.id, at });
    if (!isBack) throw new NotUndone(refused('plan-changed'));
  }
  await putRepliesBack(tx, before.cancelledReplies ?? []);
  for (const later of before.laterLists ?? []) await restoreList(tx, later);
  if (before.list !== undefined) await putListBack(tx, before.list, before.listAfter);
  await removeTrustedSenders(tx, before.trusted ?? []);
  if (before.moved !== undefined) await putMergeBack(tx, before.moved, before.target!);
  if (before.edits !== undefined) {
    await saveEdits(tx, before.edits.readingId, before.edits.former, { agentId, at });
  }
  await reopenWorkItems(tx, before.closedItems ?? []);
  return restoreRequest(tx, requestId, before.request);
}

async function putMergeBack(tx: Tx, moved: Moved, target: NonNullable<Before['target']>): Promise<void> {
  const now = (await lockRequest(tx, target.id))!;
  if (now.version !== target.version) {
    const conflict = await differenceSince(tx, now.reference, target.version);
    throw new NotUndone({ kind: 'conflict', conflict });
  }
  await moveBack(tx, moved);
  await restoreRequest(tx, target.id, target.state);
}

async function putListBack(tx: Tx, list: ListSnapshot, expected: string | undefined): Promise<void> {
  await lockSubjects(tx, [`commune:${list.communeInsee}`]);
  const now = snapshotKey(await snapshotList(tx, list.communeInsee, list.schoolYear));
  if (now !== expected) throw new NotUndone(refused('list-changed'));
  await restoreList(tx, list);
}
