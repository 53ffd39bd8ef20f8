import type { Queues } from '../../src/jobs/queues.js';
import { sendReplies } from '../../src/jobs/send-replies.js';
import type { Clock } from '../../src/kernel/clock.js';
import { errorFacts, type Log } from '../../src/kernel/log.js';
import { requestsToAnnounce } from '../../src/store/announcements.js';
import type { Database } from '../../src/store/database.js';
import { type AnnounceSettings, announceAccess } from './announce-access.js';

export type AnnounceSteps = AnnounceSettings & {
  db: Database;
  queues: Pick<Queues, 'enqueue'>;
  clock: Clock;
  log: Log;
};

const AT_ONCE = 500;

/**
 * Tells what no order's end told: orders an agent did by hand, and letters that waited for another order that did not
 * come. Running it twice is harmless, as `announceAccess` is.
 */
export async function announceWhatIsLeft(steps: AnnounceSteps): Promise<void> {
  const { db, log, queues } = steps;
  const owed: string[] = [];
  for (const requestId of await requestsToAnnounce(db, AT_ONCE)) {
    const now = steps.clock.now();
    await db
      .transaction()
      .execute((tx) => announceAccess(tx, steps, requestId, now))
      .then((replyIds) => owed.push(...replyIds))
      .catch((error: unknown) => log.warn('announcing failed', { requestId, ...errorFacts(error) }));
  }
  if (owed.length > 0) await queues.enqueue(sendReplies, owed);
}
