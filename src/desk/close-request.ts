import type { Queries } from '../store/database.js';
import { closeWorkItems, moveLockedRequest } from '../store/desk/actions.js';
import type { Agent } from '../store/desk/agents.js';
import { loadCaseMaterial } from '../store/desk/case-material.js';
import { findRequest } from '../store/desk/find-request.js';
import { act } from './act.js';
import { type Desk, type NotDone, type OnRequest, type Outcome, refused } from './desk.js';
import { isOpen } from './is-open.js';
import { type Letter, type LetterRequest, messageToAnswer, noFormLetter } from './letters.js';
import { oweLetter } from './owe-letter.js';

/**
 * Why an agent closes a request: nothing is left to do; it holds no form (the sender may be sent the model); it is
 * dangerous, or not for us (nobody is answered).
 */
export const closings = ['closed', 'not-a-form', 'quarantined'] as const;
export type Closing = (typeof closings)[number];

type CloseInput = {
  how: Closing;
  /** In the agent's words, kept in the audit log. */
  reason: string;
  /** Send « pas de formulaire » with the model; for `not-a-form` only. */
  withLetter?: boolean;
};

/** The letter that would leave; null when none would. Changes nothing. */
export async function previewClose(
  desk: Desk,
  { requestId, how, withLetter = false }: { requestId: string; how: Closing; withLetter?: boolean },
): Promise<{ kind: 'preview'; letter: Letter | null } | NotDone> {
  const request = await findRequest(desk.db, requestId);
  if (request === null) return refused('not-found');
  if (!withLetter || how !== 'not-a-form') return { kind: 'preview', letter: null };
  const prepared = await prepareLetter(desk, desk.db, request);
  return prepared === null ? refused('no-answerable-message') : { kind: 'preview', letter: prepared.letter };
}

async function prepareLetter(desk: Desk, db: Queries, request: LetterRequest & { id: string }) {
  const { messages, readings } = await loadCaseMaterial(db, request.id);
  const message = messageToAnswer(messages, null);
  if (message === null) return null;
  const names = readings.filter(({ messageId }) => messageId === message.id).map(({ name }) => name);
  return { messages, letter: noFormLetter({ desk, message, request }, names) };
}

export async function closeRequest(
  desk: Desk,
  agent: Agent,
  { how, reason, withLetter = false, ...on }: OnRequest & CloseInput,
): Promise<Outcome> {
  return act(desk, agent, how === 'closed' ? 'close' : how, on, async (acting) => {
    const { tx, request, at } = acting;
    if (!isOpen(request)) return refused('not-open');
    if (reason.trim() === '') return refused('missing-reason');
    const prepared = withLetter && how === 'not-a-form' ? await prepareLetter(desk, tx, request) : null;
    if (prepared === null && withLetter && how === 'not-a-form') return refused('no-answerable-message');
    if (prepared !== null) await oweLetter(acting, prepared.letter, prepared.messages);
    const closedItems = await closeWorkItems(tx, request.id, at);
    const version = await moveLockedRequest(tx, request.id, {
      status: 'closed',
      reasons: ['closed_by_agent'],
      resolution: how,
    });
    const facts = { reason: reason.trim(), letter: prepared?.letter.kind ?? null };
    return { kind: 'deed', version, facts, before: { closedItems } };
  });
}

/** A request that was finished waits for an agent again. */
export async function reopenRequest(
  desk: Desk,
  agent: Agent,
  { reason, ...on }: OnRequest & { reason: string },
): Promise<Outcome> {
  return act(desk, agent, 'reopen', on, async ({ tx, request }) => {
    if (isOpen(request)) return refused('not-finished');
    if (request.state.mergedInto !== null) return refused('same-request');
    if (reason.trim() === '') return refused('missing-reason');
    const version = await moveLockedRequest(tx, request.id, {
      status: 'awaiting-agent',
      reasons: ['reopened_by_agent'],
      resolution: null,
    });
    return { kind: 'deed', version, facts: { reason: reason.trim() }, before: {} };
  });
}
