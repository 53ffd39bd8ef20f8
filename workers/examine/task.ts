import { createHash } from 'node:crypto';
import { contentKeyOf } from '../../src/decision/content-key.js';
import { readDocument } from '../../src/form/read-document.js';
import type { Reading } from '../../src/form/reading.js';
import { bodyText } from '../../src/intake/body-text.js';
import { cachedDns, systemDns, TransientDnsFailure } from '../../src/intake/dns.js';
import { findDocuments } from '../../src/intake/find-documents.js';
import { allHeaders } from '../../src/intake/header-field.js';
import { judgeAuthenticity } from '../../src/intake/judge-authenticity.js';
import { parseMessage } from '../../src/intake/parse-message.js';
import type { ParsedMessage } from '../../src/intake/parsed-message.js';
import type { AuthenticityVerdict } from '../../src/intake/pinned-verdict.js';
import { type Bounce, readBounce } from '../../src/intake/read-bounce.js';
import { type SortSettings, sortMessage } from '../../src/intake/sort-message.js';
import type { Authenticity, FoundDocument, SortedMessage } from '../../src/intake/sorted-message.js';
import { ownWords } from '../../src/intake/unquoted-text.js';
import { withAuthenticity } from '../../src/intake/with-authenticity.js';
import { readNoChange } from '../../src/registry/no-change-words.js';
import { readYearWords, yearCodes } from '../../src/registry/year-words.js';
import { replyIdOfReturnPath } from '../../src/reply/return-path.js';
import type { ListedDocument } from '../../src/store/tables.js';

export type ExamineSettings = SortSettings & {
  /** The name under which our mail server writes Authentication-Results; undefined: none is believed. */
  authservId: string | undefined;
};

/** The task of the killable child: takes a message apart and reads each of its documents. Needs no network. */
export type ExamineInput = {
  raw: Uint8Array;
  settings: ExamineSettings;
  /** When it was received: signatures expire. */
  receivedAt: Date;
  /** On the last try, a DNS that does not answer leaves the sender unproven. */
  isLastTry: boolean;
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
      /** What the sender says in their own words (`message.says`). */
      says: readonly string[];
      /** What a returned mail says of the one we sent. */
      bounce: Bounce | null;
    }
  | { found: 'document'; bytes: Uint8Array }
  | { found: 'reading'; path: string; contentKey: string | null; reading: Reading };

/** More documents than this in one message are left to an agent. */
export const MOST_DOCUMENTS_READ = 20;

/** Reports about mail we sent (see `readBounce`). */
const BOUNCES = [
  'delivery-report',
  'bounce-subject',
  'bounce-text',
  'daemon-sender',
  'returned-to-bounce-address',
];

const dns = cachedDns(systemDns(), { ttlMs: 300_000, maxEntries: 1_000, now: Date.now });

export async function run(input: ExamineInput, note: (note: ExamineNote) => void): Promise<null> {
  const { raw, settings, skip, extract } = input;
  const message = parseMessage(raw);
  if (extract !== undefined) return tellDocument(message, settings, extract, note);

  const unjudged = sortMessage(message, settings);
  const verdict = await judgeSender(input);
  const { documents, ...sorted } = withAuthenticity(unjudged, verdict);
  const isBounce = sorted.reasons.some((reason) => BOUNCES.includes(reason));
  note({
    found: 'message',
    sorted,
    authenticity: verdict.verdict,
    documents: documents.map(listed),
    says: sorted.kind === 'automatic' ? [] : sayingsOf(message),
    bounce: isBounce ? bounceOf(message, settings.ownAddresses) : null,
  });
  if (!hasSomethingToRead(sorted)) return null;

  for (const { name, path, bytes } of documents.slice(0, MOST_DOCUMENTS_READ)) {
    if (skip.includes(path)) continue;
    const reading = await readDocument({ name, bytes });
    note({ found: 'reading', path, contentKey: contentKeyOf(reading), reading });
  }
  return null;
}

const MOST_WORDS = 5_000;

/** Nothing quoted: our own letters speak of years too. */
function sayingsOf(message: ParsedMessage): string[] {
  const words = ownWords(bodyText(message).slice(0, MOST_WORDS));
  const isOurSubject = /\b[LR]C-\d{4}-\d{5}/.test(message.subject);
  const years = readYearWords(isOurSubject ? words : `${message.subject}\n${words}`);
  const noChange = readNoChange(words);
  return [...yearCodes(years), ...(noChange === null ? [] : [noChange])];
}

/** Its return path names the reply even when the report quotes nothing of it: such an identifier joins the Message-IDs. */
function bounceOf(message: ParsedMessage, ownAddresses: readonly string[]): Bounce {
  const bounce = readBounce(message);
  const written = ['to', 'delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) =>
    allHeaders(message.headers, name),
  );
  const addresses = written.join(' ').match(/[^\s<>,;"]+@[^\s<>,;"]+/g) ?? [];
  const replies = addresses.flatMap((address) =>
    ownAddresses.flatMap((own) => replyIdOfReturnPath(address, own) ?? []),
  );
  return { ...bounce, messageIds: [...new Set([...replies, ...bounce.messageIds])] };
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

/** Automatic mail is read only when it carries what may be a form: an agent will look at it. */
export function hasSomethingToRead({ kind, reasons }: Omit<SortedMessage, 'documents'>): boolean {
  return (
    kind !== 'automatic' ||
    reasons.some((reason) => reason === 'document-attached' || reason === 'form-in-body')
  );
}

/** A DNS that does not answer is never a verdict: the message is tried again, and in the end nothing is proven. */
async function judgeSender({
  raw,
  settings,
  receivedAt,
  isLastTry,
}: ExamineInput): Promise<AuthenticityVerdict> {
  try {
    return await judgeAuthenticity(raw, { authservId: settings.authservId, dns, now: receivedAt });
  } catch (error) {
    if (!isLastTry || !(error instanceof TransientDnsFailure)) throw error;
    return { verdict: 'unproven', reasons: ['dns-unavailable'] };
  }
}

function listed({ name, type, path, bytes }: FoundDocument): ListedDocument {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name, type, path, sha256, sizeBytes: bytes.length };
}
