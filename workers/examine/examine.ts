import type { Reading } from '../../src/form/reading.js';
import { unfinishedReading } from '../../src/form/unfinished-reading.js';
import type { Pool, TaskOutcome } from '../../src/isolation/pool.js';
import type { Examined, KeptMessage } from '../../src/store/messages.js';
import {
  type ExamineInput,
  type ExamineNote,
  type ExamineSettings,
  hasSomethingToRead,
  MOST_DOCUMENTS_READ,
} from './task.js';

export type ExaminePool = Pool<ExamineInput, null>;

type FoundMessage = Extract<ExamineNote, { found: 'message' }>;
type FoundReading = { contentKey: string | null; reading: Reading };

/** What children found in one message, or why they could not even take it apart. */
export type Examination =
  | { kind: 'examined'; examined: Examined }
  | { kind: 'failed'; outcome: TaskOutcome<null>['kind'] };

/**
 * Has a child take the message apart and read its documents. A child that dies on a document leaves what it found
 * before: that document alone gets a reading that says so, and another child reads those after it.
 */
export async function examineMessage(
  pool: ExaminePool,
  message: KeptMessage,
  settings: ExamineSettings,
  isLastTry = true,
): Promise<Examination> {
  let found: FoundMessage | null = null;
  const readings = new Map<string, FoundReading>();
  for (;;) {
    const skip = [...readings.keys()];
    const input = { raw: message.raw, settings, receivedAt: message.receivedAt, isLastTry, skip };
    const outcome = await pool.run(input, (note) => {
      const told = note as ExamineNote;
      if (told.found === 'message') found = told;
      else if (told.found === 'reading') readings.set(told.path, told);
    });
    if (found === null) return { kind: 'failed', outcome: outcome.kind };

    const lost = documentsToRead(found).find(({ path }) => !readings.has(path));
    if (lost === undefined) return { kind: 'examined', examined: assemble(message, found, readings) };
    readings.set(lost.path, { contentKey: null, reading: unfinishedReading(outcome.kind) });
  }
}

function documentsToRead({ sorted, documents }: FoundMessage) {
  return hasSomethingToRead(sorted) ? documents.slice(0, MOST_DOCUMENTS_READ) : [];
}

function assemble(
  message: KeptMessage,
  found: FoundMessage,
  readings: ReadonlyMap<string, FoundReading>,
): Examined {
  return {
    messageId: message.id,
    sorted: found.sorted,
    authenticity: found.authenticity,
    bounced: found.bounce?.action === 'failed' ? found.bounce.messageIds : [],
    documents: found.documents,
    says: found.says,
    readings: documentsToRead(found).map(({ path, name, type, sha256 }) => ({
      path,
      name,
      type,
      sha256,
      ...readings.get(path)!,
    })),
  };
}
