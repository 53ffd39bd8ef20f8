import { type HeldReplies, liftBrakeIn } from '../store/brakes.js';
import type { Agent } from '../store/desk/agents.js';
import { appendAudit } from '../store/desk/audit.js';
import { type Desk, type NotDone, refused } from './desk.js';
import { maySupervise } from './may-act.js';

/** A supervisor lifts a brake, once, and says what becomes of the replies it held; the audit log keeps it. */
export async function liftBrakeByHand(
  desk: Desk,
  supervisor: Agent,
  { brakeId, held }: { brakeId: string; held: HeldReplies },
): Promise<{ kind: 'done'; replies: number } | NotDone> {
  if (!maySupervise(supervisor)) return { kind: 'forbidden' };
  const at = desk.clock.now();
  return desk.db.transaction().execute(async (tx) => {
    const lifted = await liftBrakeIn(tx, { id: brakeId, by: supervisor.name, held });
    if (lifted === null) return refused('not-found');
    const facts = { brakeId, held, replies: lifted.replies };
    await appendAudit(tx, { at, agentId: supervisor.id, verb: 'lift-brake', requestId: null, facts });
    return { kind: 'done', replies: lifted.replies };
  });
}
