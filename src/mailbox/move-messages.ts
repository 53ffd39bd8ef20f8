import type { ImapFlow } from 'imapflow';
import { ConnectionLost, ServerMisbehaved } from './failure.js';
import type { MoveOutcome } from './ports.js';
import { uidSet } from './uid-ranges.js';

type Outcomes = { uid: number; outcome: MoveOutcome }[];

/**
 * Moves messages of the selected mailbox, by UID. Without MOVE (RFC 6851): COPY, `\Deleted`, UID EXPUNGE. Without
 * UIDPLUS either, a plain EXPUNGE would remove what other people marked as deleted: the messages are left in place.
 */
export async function moveMessages(
  client: ImapFlow,
  uids: readonly number[],
  path: string,
): Promise<Outcomes | 'refused'> {
  const canExpungeOne = client.capabilities.has('MOVE') || client.capabilities.has('UIDPLUS');
  if (!canExpungeOne) return uids.map((uid) => ({ uid, outcome: 'left' }));

  const present = await stillThere(client, uids);
  if (present.length > 0) {
    // Without MOVE imapflow copies, marks these as deleted and, UIDPLUS being there, expunges these alone.
    const moved = await client.messageMove(uidSet(present), path, { uid: true });
    if (!client.usable) throw new ConnectionLost('The connection was lost during a move');
    if (!moved) return 'refused';
  }
  const wasThere = new Set(present);
  return uids.map((uid) => ({ uid, outcome: wasThere.has(uid) ? 'moved' : 'gone' }));
}

async function stillThere(client: ImapFlow, uids: readonly number[]): Promise<number[]> {
  const found = await client.search({ uid: uidSet(uids) }, { uid: true });
  if (!Array.isArray(found)) throw new ServerMisbehaved('SEARCH was refused');
  return found;
}
