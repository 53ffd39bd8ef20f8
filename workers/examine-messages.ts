import { ScannerUnavailable, type VirusScanner } from '../src/intake/clamd.js';
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
import { saveQuarantined } from '../src/store/quarantine.js';
import { eachAloneIfTogetherFails } from './each-alone.js';
import { type ExaminePool, examineMessage } from './examine/examine.js';
import { headOf } from './examine/head-of.js';
import { type Closed, scanMessage } from './examine/scan.js';
import type { ExamineSettings } from './examine/task.js';

export type ExamineSteps = {
  db: Database;
  queues: Queues;
  log: Log;
  pool: ExaminePool;
  settings: ExamineSettings;
  /** Looks at each message before it is opened; null: none is set. */
  scanner: VirusScanner | null;
  /** After this many failures the message is an agent's. */
  failuresBeforeAgent: number;
};

export const job = examineMessages;

/**
 * Load, examine, save. Running it twice is harmless: a message that has left `kept` is left alone. One that cannot be
 * examined never holds up the others: it is tried again, then given to an agent. While the virus scanner is away nothing
 * is opened: messages stay `kept`, and the job is tried again.
 */
export function examineMessagesWork(steps: ExamineSteps) {
  return async (ids: readonly string[]): Promise<void> => {
    const messages = await loadKept(steps.db, ids);
    const examined = await Promise.all(messages.map((message) => scanThenExamine(steps, message)));
    const done = examined.filter((one) => one !== null && one !== 'later');
    await saveSafely(steps, messages, done);
    await steps.queues.enqueue(
      decideMessages,
      done.map((one) => one.messageId),
    );
    if (examined.includes('later')) throw new ScannerUnavailable('The virus scanner is away');
  };
}

/** `later` while the scanner is away; null when this message could not be examined this time. */
async function scanThenExamine(
  steps: ExamineSteps,
  message: KeptMessage,
): Promise<Examined | null | 'later'> {
  const scan = await scanMessage(steps.scanner, message.raw);
  if (scan.kind === 'clean') return examineSafely(steps, message);
  if (scan.kind === 'later') return 'later';
  if (scan.kind === 'closed') return leaveClosed(steps, message, scan);
  const isLast = await noteFailureOf(steps, message, 'not scanned');
  return isLast ? leaveClosed(steps, message, { reason: 'not-scanned', signature: null }) : null;
}

/** The message stays shut: an agent is told who sent it and its subject, read from its headers alone. */
async function leaveClosed(
  steps: ExamineSteps,
  message: KeptMessage,
  { reason, signature }: Closed,
): Promise<Examined> {
  if (signature !== null) await saveQuarantined(steps.db, message.id, signature);
  steps.log.warn('message not opened', { messageId: message.id, reason });
  const head = { ...message, raw: headOf(message.raw) };
  const examination = await examineMessage(steps.pool, head, steps.settings);
  const known = examination.kind === 'examined' ? examination.examined : defeatedBy(message);
  const sorted = { ...known.sorted, kind: 'other' as const, mayAnswer: false, reasons: [reason] };
  return { ...known, sorted, documents: [], readings: [], bounced: [] };
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
    says: [],
    readings: [],
    bounced: [],
  };
}
