import type { ImapFlow } from 'imapflow';
import { ConnectionLost, ServerMisbehaved } from './failure.js';
import type { MoveOutcome } from './ports.js';
import { uidSet } from './uid-ranges.js';

type Outcomes = { uid: number; outcome: MoveOutcome }[];

/**
 * Moves messages of the selected mailbox, by UID, and tells how it ended for each; those the server refused to move,
 * or left where they were, are missing from the answer.
 *
 * An OK is not believed: to a set that names one message removed by somebody else a moment ago, Dovecot answers OK and
 * moves none of the set. So the server is first made to tell what is gone (NOOP), and afterwards only a COPYUID or the
 * absence of the message counts.
 */
export async function moveMessages(
  client: ImapFlow,
  uids: readonly number[],
  path: string,
): Promise<Outcomes> {
  if (!canMoveOne(client)) return uids.map((uid) => ({ uid, outcome: 'left' }));

  const before = new Set(await stillThere(client, uids));
  const arrived = before.size === 0 ? new Set<number>() : await transfer(client, [...before], path);
  const isCertain = [...before].every((uid) => arrived?.has(uid));
  const after = isCertain ? new Set<number>() : new Set(await stillThere(client, [...before]));

  return uids
    .filter((uid) => !after.has(uid))
    .map((uid) => ({ uid, outcome: (arrived ?? before).has(uid) ? 'moved' : 'gone' }));
}

/** Without UIDPLUS a plain EXPUNGE would remove what other people marked as deleted: we leave messages in place. */
function canMoveOne({ capabilities }: ImapFlow): boolean {
  return capabilities.has('MOVE') || capabilities.has('UIDPLUS');
}

async function stillThere(client: ImapFlow, uids: readonly number[]): Promise<number[]> {
  await client.noop();
  const found = await client.search({ uid: uidSet(uids) }, { uid: true });
  if (!Array.isArray(found)) throw new ServerMisbehaved('SEARCH was refused');
  return found;
}

/** The UIDs that the server says have arrived; undefined when it moves without telling which (no UIDPLUS). */
async function transfer(
  client: ImapFlow,
  uids: readonly number[],
  path: string,
): Promise<Set<number> | undefined> {
  const hasMove = client.capabilities.has('MOVE');
  const set = uidSet(uids);
  const answer = hasMove
    ? await client.messageMove(set, path, { uid: true })
    : await client.messageCopy(set, path, { uid: true });
  if (!client.usable) throw new ConnectionLost('The connection was lost during a move');

  const arrived = answer ? answer.uidMap : new Map<number, number>();
  if (hasMove) return arrived && new Set(arrived.keys());
  return await removeCopied(client, [...(arrived ?? new Map<number, number>()).keys()]);
}

/** MOVE done by hand (RFC 6851 §3.3): only what has certainly been copied is marked `\Deleted` and expunged, alone. */
async function removeCopied(client: ImapFlow, copied: number[]): Promise<Set<number>> {
  copied.sort((a, b) => a - b);
  const isRemoved = copied.length === 0 || (await client.messageDelete(uidSet(copied), { uid: true }));
  if (!client.usable) throw new ConnectionLost('The connection was lost during a move');
  return new Set(isRemoved ? copied : []);
}
