import { moveLockedRequest } from '../store/desk/actions.js';
import type { Agent } from '../store/desk/agents.js';
import { askForRereads } from '../store/rereads.js';
import { act } from './act.js';
import { type Desk, type OnRequest, type Outcome, refused } from './desk.js';

/**
 * Has the documents of a request read again with today's rules. The readings there were stay; workers make the new ones
 * within a sweep, and the request's version moves when they are there. Nothing to undo.
 */
export async function askReread(desk: Desk, agent: Agent, on: OnRequest): Promise<Outcome> {
  return act(desk, agent, 'reread', on, async ({ tx, request, at }) => {
    const messages = await askForRereads(tx, request.id, { agentId: agent.id, at });
    if (messages.length === 0) return refused('no-form');
    return {
      kind: 'deed',
      version: await moveLockedRequest(tx, request.id, {}),
      facts: { messages: messages.length },
      before: { isFinal: true },
    };
  });
}
