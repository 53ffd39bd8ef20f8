import type { QueueOffice } from '../jobs/queues.js';
import type { Agent } from '../store/desk/agents.js';
import { appendAudit } from '../store/desk/audit.js';
import { type Desk, type NotDone, refused } from './desk.js';
import { maySupervise } from './may-act.js';

/** A supervisor has a failed job tried again; it may find nothing due any more. Kept in the audit log. */
export async function retryJob(
  desk: Desk,
  supervisor: Agent,
  queues: QueueOffice,
  { queue, jobId }: { queue: string; jobId: string },
): Promise<{ kind: 'done' } | NotDone> {
  if (!maySupervise(supervisor)) return { kind: 'forbidden' };
  if (!(await queues.retry(queue, jobId))) return refused('not-found');
  const at = desk.clock.now();
  const audited = { at, agentId: supervisor.id, verb: 'retry-job', requestId: null, facts: { queue, jobId } };
  await desk.db.transaction().execute((tx) => appendAudit(tx, audited));
  return { kind: 'done' };
}
