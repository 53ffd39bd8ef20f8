import { decideMessages } from '../src/jobs/decide-messages.js';
import { examineMessages } from '../src/jobs/examine-messages.js';
import type { Queues } from '../src/jobs/queues.js';
import { errorFacts, type Log } from '../src/kernel/log.js';
import type { Database } from '../src/store/database.js';
import {
  type Examined,
  type KeptMessage,
  loadKept,
  noteFailure,
  saveExamined,
} from '../src/store/messages.js';
import { eachAloneIfTogetherFails } from './each-alone.js';
import { type ExaminePool, examineMessage } from './examine/examine.js';
import type { ExamineSettings } from './examine/task.js';

export type ExamineSteps = {
  db: Database;
  queues: Queues;
  log: Log;
  pool: ExaminePool;
  settings: ExamineSettings;
  /** After this many failures the message is an agent's. */
  failuresBeforeAgent: number;
};

export const job = examineMessages;

/**
 * Load, examine, save. Running it twice is harmless: a message that has left `kept` is left alone. One that cannot be
 * examined never holds up the others: it is tried again, then given to an agent.
 */
export function examineMessagesWork(steps: ExamineSteps) {
  return async (ids: readonly string[]): Promise<void> => {
    const messages = await loadKept(steps.db, ids);
    const examined = await Promise.all(messages.map((message) => examineSafely(steps, message)));
    const done = examined.filter((one) => one !== null);
    await saveSafely(steps, messages, done);
    await steps.queues.enqueue(
      decideMessages,
      done.map((one) => one.messageId),
    );
  };
}

/** What cannot be saved with the others is saved alone; what cannot be saved at all is given to an agent. */
function saveSafely(
  steps: ExamineSteps,
  messages: readonly KeptMessage[],
  done: readonly Examined[],
): Promise<void> {
  return eachAloneIfTogetherFails(
    done,
    (some) => saveExamined(steps.db, some),
    async ({ messageId }, error) => {
      const message = messages.find(({ id }) => id === messageId)!;
      const why = String(errorFacts(error)['errorCode'] ?? 'not saved');
      if (await noteFailureOf(steps, message, why)) await saveExamined(steps.db, [defeatedBy(message)]);
    },
  );
}

async function examineSafely(steps: ExamineSteps, message: KeptMessage): Promise<Examined | null> {
  const isLastTry = message.failures + 1 >= steps.failuresBeforeAgent;
  const examination = await examineMessage(steps.pool, message, steps.settings, isLastTry);
  if (examination.kind === 'examined') return examination.examined;
  return (await noteFailureOf(steps, message, examination.outcome)) ? defeatedBy(message) : null;
}

/** True when it was the last: the message is now an agent's. */
async function noteFailureOf(steps: ExamineSteps, { id }: KeptMessage, why: string): Promise<boolean> {
  const failures = await noteFailure(steps.db, id);
  steps.log.warn('message not examined', { messageId: id, failures, why });
  return failures >= steps.failuresBeforeAgent;
}

/** What an agent gets when the message itself defeats us: nothing is known of it, and it is not answered. */
const DEFEATED: Examined['sorted'] = {
  kind: 'other',
  mayAnswer: false,
  reasons: ['processing-failed'],
  from: null,
  replyTo: null,
  subject: '',
  messageId: null,
  references: [],
  requestReference: null,
};

function defeatedBy({ id }: KeptMessage): Examined {
  return {
    messageId: id,
    sorted: DEFEATED,
    authenticity: 'unproven',
    documents: [],
    readings: [],
    bounced: [],
  };
}
