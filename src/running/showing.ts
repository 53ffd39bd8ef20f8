import { type ExaminePool, examineMessage } from '../../workers/examine/examine.js';
import { extractDocument } from '../../workers/examine/extract-document.js';
import type { ShowInput, Shown } from '../../workers/show/task.js';
import type { Config } from '../config.js';
import { openPool, type Pool } from '../isolation/pool.js';
import { errorFacts, type Log } from '../kernel/log.js';
import type { Database } from '../store/database.js';
import {
  loadShownPart,
  type ShownDocument,
  type ShownMail,
  saveShownPart,
} from '../store/desk/shown-parts.js';
import { loadRaw } from '../store/messages.js';
import { loadToReadAgain } from '../store/rereads.js';
import type { DeskSources } from '../web/sources.js';
import { type AttachmentMaker, openAttachmentMaker } from './attachments.js';

const task = new URL('../../workers/show/task.js', import.meta.url);
const examineTask = new URL('../../workers/examine/task.js', import.meta.url);
const MAIL = 'mail';

export type Showing = { sources: DeskSources; close(): Promise<void> };

/** Strangers' mails and documents, prepared for a page by a child that may be killed, then kept prepared. */
export function openShowing({ config, db, log }: { config: Config; db: Database; log: Log }): Showing {
  const limits = { memoryMb: config.readers.memoryMb, timeoutMs: config.readers.timeoutMs };
  let pool: Pool<ShowInput, Shown> | undefined;
  let extractors: ExaminePool | undefined;
  let maker: AttachmentMaker | undefined;
  const { ownAddresses, authservId } = config.intake;

  const settings = { ownAddresses, authservId, referenceSecret: null };
  const extractPool = () => {
    extractors ??= openPool({ task: examineTask, size: 1, ...limits });
    return extractors;
  };
  const openMaker = () => {
    maker ??= openAttachmentMaker({ config, db, pool: extractPool(), settings, log });
    return maker;
  };

  async function prepare(messageId: string, path: string | null): Promise<Shown | null> {
    const raw = await loadRaw(db, messageId);
    if (raw === undefined) return null;
    pool ??= openPool({ task, size: 1, ...limits });
    const outcome = await pool.run({ raw, ownAddresses, path });
    if (outcome.kind === 'done') return outcome.output;
    log.warn('message not shown', { messageId, outcome: outcome.kind });
    return null;
  }

  /** What a child died on is not tried at every look: that it cannot be shown is kept too. */
  async function shown<Part>(messageId: string, path: string | null, take: (shown: Shown) => Part | null) {
    const name = { messageId, part: path === null ? MAIL : `document:${path}` };
    const kept = await loadShownPart<Part>(db, name);
    if (kept !== undefined) return kept;
    const prepared = await prepare(messageId, path);
    const part = prepared === null ? null : take(prepared);
    await saveShownPart(db, name, part).catch((error: unknown) =>
      log.warn('shown part not kept', errorFacts(error)),
    );
    return part;
  }

  return {
    sources: {
      showMail: (messageId) => shown<ShownMail>(messageId, null, (one) => ('mail' in one ? one.mail : null)),
      showDocument: (messageId, path) =>
        shown<ShownDocument>(messageId, path, (one) => ('document' in one ? one.document : null)),
      async documentBytes(messageId, path) {
        const raw = await loadRaw(db, messageId);
        if (raw === undefined) return null;
        return extractDocument(extractPool(), raw, path, settings);
      },
      async readAgain(messageId) {
        const message = await loadToReadAgain(db, messageId);
        if (message === undefined) return null;
        const examination = await examineMessage(extractPool(), message, settings);
        if (examination.kind === 'examined') return examination.examined.readings;
        log.warn('message not read again', { messageId, outcome: examination.outcome });
        return null;
      },
      makeAttachment: (attachment) => openMaker().make(attachment),
    },
    async close() {
      await Promise.all([pool?.close(), extractors?.close(), maker?.close()]);
    },
  };
}
