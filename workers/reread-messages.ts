import { rereadMessages } from '../src/jobs/reread-messages.js';
import { errorFacts, type Log } from '../src/kernel/log.js';
import type { Database } from '../src/store/database.js';
import type { KeptMessage } from '../src/store/messages.js';
import { loadRereads, noteRereadFailure, saveReread } from '../src/store/rereads.js';
import { type ExaminePool, examineMessage } from './examine/examine.js';
import type { ExamineSettings } from './examine/task.js';

export type RereadSteps = {
  db: Database;
  log: Log;
  pool: ExaminePool;
  settings: ExamineSettings;
  /** After this many failures it is given up: the readings there were stay. */
  failuresBeforeAgent: number;
};

export const job = rereadMessages;

/**
 * Load, read, save. Running it twice is harmless: what was read again is not asked for any more, and the same rules make
 * no second reading. Nothing is decided: an agent looks.
 */
export function rereadMessagesWork(steps: RereadSteps) {
  return async (ids: readonly string[]): Promise<void> => {
    for (const message of await loadRereads(steps.db, ids)) await rereadSafely(steps, message);
  };
}

async function rereadSafely(steps: RereadSteps, message: KeptMessage): Promise<void> {
  try {
    const examination = await examineMessage(steps.pool, message, steps.settings);
    if (examination.kind === 'examined') {
      const { made } = await saveReread(steps.db, examination.examined);
      steps.log.info('message read again', { messageId: message.id, readings: made });
      return;
    }
    steps.log.warn('message not read again', { messageId: message.id, why: examination.outcome });
  } catch (error) {
    steps.log.warn('message not read again', { messageId: message.id, ...errorFacts(error) });
  }
  await noteRereadFailure(steps.db, message.id, steps.failuresBeforeAgent);
}
