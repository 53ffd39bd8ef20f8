import { openAnyDocument } from '../../src/form/open/open-document.js';
import { bodyText } from '../../src/intake/body-text.js';
import { cleanLine } from '../../src/intake/clean-text.js';
import { decodeWords } from '../../src/intake/decode-words.js';
import { findDocuments } from '../../src/intake/find-documents.js';
import { firstHeader } from '../../src/intake/header-field.js';
import { parseMessage } from '../../src/intake/parse-message.js';
import type { ParsedMessage } from '../../src/intake/parsed-message.js';
import type { ShownDocument, ShownMail } from '../../src/store/desk/shown-parts.js';
import { cutQuoted } from './cut-quoted.js';
import { cutSheets } from './cut-sheets.js';

/** The task of the killable child that prepares what agents look at: a mail's words, or the cells of one document. */
export type ShowInput = { raw: Uint8Array; ownAddresses: readonly string[]; path: string | null };
export type Shown = { mail: ShownMail } | { document: ShownDocument | null };

const MOST_TEXT = 40_000;

export async function run({ raw, ownAddresses, path }: ShowInput): Promise<Shown> {
  const message = parseMessage(raw);
  if (path === null) return { mail: shownMail(message) };

  const found = findDocuments(message, ownAddresses).documents.find((document) => document.path === path);
  if (found === undefined) return { document: null };
  const opened = await openAnyDocument(found.bytes);
  return { document: opened.ok ? cutSheets(opened.value.sheets) : null };
}

function shownMail(message: ParsedMessage): ShownMail {
  const header = (name: string) =>
    cleanLine(decodeWords(firstHeader(message.headers, name) ?? '')).slice(0, 500);
  const { text, quoted } = cutQuoted(wordsOf(message));
  return {
    from: header('from'),
    replyTo: header('reply-to'),
    to: header('to'),
    cc: header('cc'),
    date: header('date'),
    text: text.slice(0, MOST_TEXT),
    quoted: quoted.slice(0, MOST_TEXT),
    isCut: text.length > MOST_TEXT || quoted.length > MOST_TEXT,
  };
}

/** Signs that turn or hide text, and controls but the line's end, are left out: what is shown is what was written. */
function wordsOf(message: ParsedMessage): string {
  return bodyText(message)
    .slice(0, 4 * MOST_TEXT)
    .toWellFormed()
    .replace(/\t/g, '  ')
    .replace(/[^\P{Cc}\n]|[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD]/gu, '')
    .replace(/\n{4,}/g, '\n\n\n')
    .trim();
}
