import { carryOutOrders } from '../src/jobs/carry-out-orders.js';
import { decideMessages } from '../src/jobs/decide-messages.js';
import type { Job } from '../src/jobs/define-job.js';
import { examineMessages } from '../src/jobs/examine-messages.js';
import { planOrders } from '../src/jobs/plan-orders.js';
import type { Queues } from '../src/jobs/queues.js';
import { rereadMessages } from '../src/jobs/reread-messages.js';
import { sendReplies } from '../src/jobs/send-replies.js';
import { errorFacts, type Log } from '../src/kernel/log.js';
import type { Database } from '../src/store/database.js';
import { renewMessageHints } from '../src/store/messages.js';
import { orderToPlan } from '../src/store/order-planning.js';
import { renewOrderHints } from '../src/store/orders.js';
import { releaseLostClaims, renewReplyHints } from '../src/store/replies.js';
import { renewRereadHints } from '../src/store/rereads.js';

export type SweepSteps = {
  db: Database;
  queues: Queues;
  log: Log;
  everyMs: number;
  /** A row whose hint is younger has just been asked for: its job is on its way. */
  hintGraceMs: number;
  /** A hint this old is given again even when the queue still holds jobs. */
  hintExpiresAfterMs: number;
  replyClaimExpiresAfterMs: number;
};

type Swept = { job: Job; renew(olderThanMs: number): Promise<string[]> };

/** Rows asked again per sweep and kind: a backlog is never doubled in the queue. */
const MOST_AT_ONCE = 1_000;

/**
 * Jobs are only hints: whatever is due in Postgres and has no job is asked for again. When the queue of a kind is
 * empty (it was flushed, or a process died before it asked), at once; else when the hint has expired.
 */
export function startSweep(steps: SweepSteps): { sweepOnce(): Promise<void>; stop(): Promise<void> } {
  const { db } = steps;
  const kinds: Swept[] = [
    {
      job: examineMessages,
      renew: (olderThanMs) => renewMessageHints(db, 'kept', olderThanMs, MOST_AT_ONCE),
    },
    { job: decideMessages, renew: (olderThanMs) => renewMessageHints(db, 'read', olderThanMs, MOST_AT_ONCE) },
    { job: rereadMessages, renew: (olderThanMs) => renewRereadHints(db, olderThanMs, MOST_AT_ONCE) },
    { job: sendReplies, renew: (olderThanMs) => renewReplyHints(db, olderThanMs, MOST_AT_ONCE) },
    { job: planOrders, renew: (olderThanMs) => orderToPlan(db, olderThanMs) },
    { job: carryOutOrders, renew: (olderThanMs) => renewOrderHints(db, olderThanMs, MOST_AT_ONCE) },
  ];
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();

  async function sweepOnce(): Promise<void> {
    const released = await releaseLostClaims(db, steps.replyClaimExpiresAfterMs);
    if (released > 0) steps.log.warn('lost replies queued again', { replies: released });
    for (const kind of kinds) await sweepKind(steps, kind);
  }

  async function sweepSafely(): Promise<void> {
    try {
      await sweepOnce();
    } catch (error) {
      steps.log.warn('sweep failed', errorFacts(error));
    }
  }

  const timer = setInterval(() => {
    running = running.then(() => (isStopped ? undefined : sweepSafely()));
  }, steps.everyMs);

  return {
    sweepOnce,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

async function sweepKind(
  { queues, log, hintGraceMs, hintExpiresAfterMs }: SweepSteps,
  { job, renew }: Swept,
): Promise<void> {
  const isQueueEmpty = (await queues.depth(job)) === 0;
  const ids = await renew(isQueueEmpty ? hintGraceMs : hintExpiresAfterMs);
  if (ids.length === 0) return;
  log.info('due rows asked for again', { queue: job.queue, rows: ids.length });
  await queues.enqueue(job, ids);
}
