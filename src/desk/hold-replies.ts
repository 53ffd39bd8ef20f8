import type { Agent } from '../store/desk/agents.js';
import { appendAudit } from '../store/desk/audit.js';
import { pullBrake } from '../store/hold-replies.js';
import { type Desk, type NotDone, refused } from './desk.js';
import { maySupervise } from './may-act.js';

/** Longer reasons are cut: everybody reads it on every page. */
const LONGEST_REASON = 300;

/** A supervisor holds all replies, once, and says why; the audit log keeps it. Lifting it is `liftBrakeByHand`. */
export async function holdReplies(
  desk: Desk,
  supervisor: Agent,
  { reason }: { reason: string },
): Promise<{ kind: 'done'; brakeId: string } | NotDone> {
  if (!maySupervise(supervisor)) return { kind: 'forbidden' };
  const words = reason.trim().slice(0, LONGEST_REASON);
  if (words === '') return refused('missing-reason');
  const at = desk.clock.now();
  return desk.db.transaction().execute(async (tx) => {
    const brakeId = await pullBrake(tx, { by: supervisor.name, reason: words });
    if (brakeId === null) return refused('not-open');
    const facts = { brakeId, reason: words };
    await appendAudit(tx, { at, agentId: supervisor.id, verb: 'hold-replies', requestId: null, facts });
    return { kind: 'done', brakeId };
  });
}
