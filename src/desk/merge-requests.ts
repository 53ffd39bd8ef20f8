import { closeWorkItems, lockRequest, moveLockedRequest } from '../store/desk/actions.js';
import type { Agent } from '../store/desk/agents.js';
import { moveToRequest } from '../store/desk/merges.js';
import { act } from './act.js';
import { type Desk, type OnRequest, type Outcome, refused } from './desk.js';
import { isOpen } from './is-open.js';

/**
 * This request becomes part of another: its messages go there, and whatever answers it later; it is closed. The other
 * keeps the clock of the older. Both must speak of the same commune, as far as it is known.
 */
export async function mergeRequests(
  desk: Desk,
  agent: Agent,
  { intoRequestId, ...on }: OnRequest & { intoRequestId: string },
): Promise<Outcome> {
  return act(desk, agent, 'merge', on, async ({ tx, request, at }) => {
    if (intoRequestId === request.id) return refused('same-request');
    if (!isOpen(request)) return refused('not-open');
    const target = await lockRequest(tx, intoRequestId);
    if (target === null) return refused('not-found');
    if (!isOpen(target)) return refused('not-open');
    const communes = [request.communeInsee, target.communeInsee].filter((insee) => insee !== null);
    if (new Set(communes).size > 1) return refused('other-commune');

    const moved = await moveToRequest(tx, request.id, target.id);
    const closedItems = await closeWorkItems(tx, request.id, at);
    await moveLockedRequest(tx, target.id, {
      status: 'awaiting-agent',
      communeInsee: target.communeInsee ?? request.communeInsee,
      clock: request.openedAt < target.openedAt ? request : target,
    });
    const version = await moveLockedRequest(tx, request.id, {
      status: 'closed',
      reasons: ['closed_by_agent'],
      resolution: 'merged',
      mergedInto: target.id,
    });
    return {
      kind: 'deed',
      version,
      facts: { into: target.reference, messages: moved.messages.length },
      before: {
        moved,
        closedItems,
        target: { id: target.id, state: target.state, version: target.version + 1 },
      },
    };
  });
}
