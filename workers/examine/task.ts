import { createHash } from 'node:crypto';
import { contentKeyOf } from '../../src/decision/content-key.js';
import { readDocument } from '../../src/form/read-document.js';
import type { Reading } from '../../src/form/reading.js';
import { findDocuments } from '../../src/intake/find-documents.js';
import { parseMessage } from '../../src/intake/parse-message.js';
import type { ParsedMessage } from '../../src/intake/parsed-message.js';
import { type AuthenticityVerdict, pinnedVerdict } from '../../src/intake/pinned-verdict.js';
import { type SortSettings, sortMessage } from '../../src/intake/sort-message.js';
import type { Authenticity, FoundDocument, SortedMessage } from '../../src/intake/sorted-message.js';
import { suspiciousSender } from '../../src/intake/suspicious-sender.js';
import { withAuthenticity } from '../../src/intake/with-authenticity.js';
import type { ListedDocument } from '../../src/store/tables.js';

export type ExamineSettings = SortSettings & {
  /** The name under which our mail server writes Authentication-Results; undefined: none is believed. */
  authservId: string | undefined;
};

/** The task of the killable child: takes a message apart and reads each of its documents. Needs no network. */
export type ExamineInput = {
  raw: Uint8Array;
  settings: ExamineSettings;
  /** Paths of documents not to read: those another child read, or died on. */
  skip: readonly string[];
  /** Path of one document whose bytes are wanted: nothing is read then. */
  extract?: string;
};

/** Told as it goes, so that a child killed on the third document leaves the first two. */
export type ExamineNote =
  | {
      found: 'message';
      sorted: Omit<SortedMessage, 'documents'>;
      authenticity: Authenticity;
      documents: ListedDocument[];
    }
  | { found: 'document'; bytes: Uint8Array }
  | { found: 'reading'; path: string; contentKey: string | null; reading: Reading };

/** More documents than this in one message are left to an agent. */
export const MOST_DOCUMENTS_READ = 20;

export async function run(
  { raw, settings, skip, extract }: ExamineInput,
  note: (note: ExamineNote) => void,
): Promise<null> {
  const message = parseMessage(raw);
  if (extract !== undefined) return tellDocument(message, settings, extract, note);

  const unjudged = sortMessage(message, settings);
  const verdict = judgeSender(message, unjudged.from, settings.authservId);
  const { documents, ...sorted } = withAuthenticity(unjudged, verdict);
  note({ found: 'message', sorted, authenticity: verdict.verdict, documents: documents.map(listed) });
  if (sorted.kind === 'automatic') return null;

  for (const { name, path, bytes } of documents.slice(0, MOST_DOCUMENTS_READ)) {
    if (skip.includes(path)) continue;
    const reading = await readDocument({ name, bytes });
    note({ found: 'reading', path, contentKey: contentKeyOf(reading), reading });
  }
  return null;
}

function tellDocument(
  message: ParsedMessage,
  { ownAddresses }: ExamineSettings,
  path: string,
  note: (note: ExamineNote) => void,
): null {
  const wanted = findDocuments(message, ownAddresses).documents.find((document) => document.path === path);
  if (wanted !== undefined) note({ found: 'document', bytes: wanted.bytes });
  return null;
}

/** What our own mail server wrote proves a sender, unless the message plays tricks with who it is from. */
function judgeSender(
  message: ParsedMessage,
  from: string | null,
  authservId: string | undefined,
): AuthenticityVerdict {
  const domain = from?.slice(from.lastIndexOf('@') + 1) ?? '';
  const doubts = suspiciousSender(message.from, message.headers);
  const pinned = pinnedVerdict(message.headers, domain, authservId);
  if (pinned === null) return { verdict: 'unproven', reasons: doubts };
  const isDoubtful = doubts.length > 0 && pinned.verdict === 'authentic';
  return { verdict: isDoubtful ? 'unproven' : pinned.verdict, reasons: [...pinned.reasons, ...doubts] };
}

function listed({ name, type, path, bytes }: FoundDocument): ListedDocument {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name, type, path, sha256, sizeBytes: bytes.length };
}
