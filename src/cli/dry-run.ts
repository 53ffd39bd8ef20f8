import { randomUUID } from 'node:crypto';
import { openCaseBook } from '../../workers/decide/case-book.js';
import { type ExaminePool, examineMessage } from '../../workers/examine/examine.js';
import type { Config } from '../config.js';
import { decide } from '../decision/decide.js';
import { createLog } from '../kernel/log.js';
import { type PeekedMessage, peekUnknown } from '../mailbox/peek-unknown.js';
import { receptionDay } from '../provisioning/deadlines.js';
import { examineSettings, openExaminePool } from '../running/examining.js';
import { mailboxSettings } from '../running/watcher.js';
import type { ReadMessage } from '../store/cases.js';
import type { Database } from '../store/database.js';
import { ledgerIn } from '../store/ledger.js';
import { referenceSecret } from '../store/secrets.js';
import { openBase } from './open-base.js';

type Prospect = { receivedAt: string; from: string; subject: string; outcome: string; reply: string };

/**
 * `start --dry-run`: for the first connection to an old mailbox. Tells what would be read, decided and answered;
 * writes nothing in the mailbox, keeps nothing, sends nothing.
 */
export async function dryRun(config: Config): Promise<number> {
  const base = await openBase(config, createLog('warn', process.stderr));
  const pool = openExaminePool(config);
  const prospects: Prospect[] = [];
  try {
    const sorting = examineSettings(config, await referenceSecret(base.db));
    const look = async (message: PeekedMessage) => {
      prospects.push(await prospectOf(base.db, pool, sorting, message));
      if (prospects.length % 100 === 0) console.error(`${prospects.length} messages examined…`);
    };
    const peeked = await peekUnknown(mailboxSettings(config), ledgerIn(base.db, { onKept: () => {} }), look);
    printReport(prospects, peeked);
  } finally {
    await pool.close();
    await base.close();
  }
  return 0;
}

async function prospectOf(
  db: Database,
  pool: ExaminePool,
  sorting: ReturnType<typeof examineSettings>,
  peeked: PeekedMessage,
): Promise<Prospect> {
  const receivedAt = peeked.receivedAt ?? new Date();
  const shown = {
    receivedAt: receivedAt.toISOString().slice(0, 16).replace('T', ' '),
    from: '?',
    subject: '',
  };
  if (peeked.raw === undefined)
    return { ...shown, outcome: 'ask-agent (too_large)', reply: 'too-large, if it may be' };

  const kept = { id: randomUUID(), raw: peeked.raw, receivedAt, leftOnServer: null, failures: 0 };
  const examination = await examineMessage(pool, kept, sorting);
  if (examination.kind === 'failed')
    return { ...shown, outcome: 'ask-agent (processing_failed)', reply: '–' };

  const { sorted, says, readings, authenticity } = examination.examined;
  const message: ReadMessage = {
    ...sorted,
    id: kept.id,
    receivedAt,
    authenticity: authenticity as ReadMessage['authenticity'],
    leftOnServer: null,
    sizeBytes: peeked.sizeBytes,
    failures: 0,
    rfcMessageId: sorted.messageId,
    referenceIds: sorted.references,
    says: [...says],
    bounced: [],
    documents: readings.map((one) => ({ ...one, readingId: randomUUID() })),
  };
  const today = receptionDay(receivedAt);
  const book = await db.transaction().execute((tx) => openCaseBook(tx, [message], { today }));
  const { outcome, reasons, reply } = decide(book.caseOf(message));
  return {
    ...shown,
    from: sorted.from ?? '?',
    subject: sorted.subject.slice(0, 60),
    outcome: `${outcome} (${reasons.join(', ')})`,
    reply: reply ?? '–',
  };
}

function printReport(prospects: readonly Prospect[], peeked: Awaited<ReturnType<typeof peekUnknown>>): void {
  console.table(prospects);
  const answered = prospects.filter(({ reply }) => reply !== '–').length;
  console.log(
    `${peeked.listed} messages in the mailbox, ${peeked.known} known already, ${peeked.tooOld} too old, ` +
      `${prospects.length} would be read, ${answered} would be answered. Nothing was written, nothing was sent.`,
  );
}
