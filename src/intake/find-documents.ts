import { isOwnAddress } from './automatic-senders.js';
import { isBody, ownParts, partText, shownText } from './body-text.js';
import { cleanFileName } from './clean-text.js';
import { decodeUnknown } from './decode-charset.js';
import { decodeUuencode } from './decode-transfer.js';
import { hasFormLabels } from './has-form-labels.js';
import { allHeaders } from './header-field.js';
import { isDecoration } from './is-decoration.js';
import { openContainer } from './open-container.js';
import { decodePart, parseMessage } from './parse-message.js';
import type { MimePart, ParsedMessage } from './parsed-message.js';
import { sniffType } from './sniff-type.js';
import type { FoundDocument } from './sorted-message.js';
import { aboveThread, forwardedQuote, unquotedText } from './unquoted-text.js';

/** More documents than any commune sends; what is beyond is not looked at, and `isComplete` says so. */
const MAX_DOCUMENTS = 200;
/** Messages attached as plain files inside one another. */
const MAX_ATTACHED_MESSAGES = 3;

/** `isComplete` is false when a limit or a broken container hid something. */
export type FoundDocuments = { documents: FoundDocument[]; isComplete: boolean };

/**
 * Every document a message carries, in the order of its parts: attachments, those of forwarded messages, of a winmail.dat, of a zip
 * (one level), and the body itself when it asks the form's questions. Logos, signatures and calendar cards are left out, and so is
 * what stands in a letter of ours that a machine gives back (`isAutomatic`).
 */
export function findDocuments(
  message: ParsedMessage,
  ownAddresses: readonly string[],
  isAutomatic = false,
): FoundDocuments {
  const found: FoundDocuments = { documents: [], isComplete: message.defects.length === 0 };
  lookInto(message, { ownAddresses, isAutomatic }, found, MAX_ATTACHED_MESSAGES);
  if (found.documents.length > MAX_DOCUMENTS) {
    return { documents: found.documents.slice(0, MAX_DOCUMENTS), isComplete: false };
  }
  return found;
}

type Search = { ownAddresses: readonly string[]; isAutomatic: boolean };

function lookInto(message: ParsedMessage, search: Search, found: FoundDocuments, levelsLeft: number): void {
  const leaves = ownParts(message.root);
  const isAnswer = allHeaders(message.headers, 'in-reply-to').length > 0;
  const body = findFormBody(leaves.filter(isBody), search.ownAddresses, isAnswer);
  for (const part of leaves) {
    if (found.documents.length > MAX_DOCUMENTS) return;
    if (part.message !== null) {
      if (!isOurLetterBack(part.message, search)) lookInto(part.message, search, found, levelsLeft);
      continue;
    }
    if (part === body) found.documents.push(bodyDocument(part));
    else if (isBody(part)) addUuencoded(part, found);
    else if (!isDecoration(part, leaves)) addAttachment(part, search, found, levelsLeft);
  }
}

function isOurLetterBack({ from }: ParsedMessage, { ownAddresses, isAutomatic }: Search): boolean {
  return isAutomatic && from.some(({ address }) => isOwnAddress(address, ownAddresses));
}

/** The plain text is preferred, unless only the HTML keeps the questions (a pasted table). */
function findFormBody(
  bodies: readonly MimePart[],
  ownAddresses: readonly string[],
  isAnswer: boolean,
): MimePart | null {
  const asking = bodies.filter((part) => {
    const text = shownText(part);
    return (
      hasFormLabels(unquotedText(text, ownAddresses)) ||
      hasFormLabels(forwardedQuote(text, ownAddresses, isAnswer) ?? '')
    );
  });
  const table = asking.find((part) => part.type === 'text/html' && /<td[\s>]/i.test(partText(part)));
  return table ?? asking[0] ?? null;
}

/** A form typed above an older one of the same thread is the newer: what is quoted below it is left out. */
function bodyDocument(part: MimePart): FoundDocument {
  const text = partText(part);
  const above = part.type === 'text/html' ? text : aboveThread(text);
  const said = hasFormLabels(above) ? above : text;
  const name = part.type === 'text/html' ? 'message.html' : 'message.txt';
  return { name, type: 'body', path: part.number, bytes: Buffer.from(said, 'utf8') };
}

function addUuencoded(part: MimePart, found: FoundDocuments): void {
  const view = Buffer.from(part.body.buffer, part.body.byteOffset, part.body.length);
  if (!view.includes('begin')) return;
  let text = view.toString('latin1');
  for (let index = 1; index <= 20; index += 1) {
    const file = decodeUuencode(text);
    if (file === null) return;
    const name = cleanFileName(decodeUnknown(Buffer.from(file.name, 'latin1'))) ?? `document-${index}`;
    found.documents.push({
      name,
      type: sniffType(file.bytes),
      path: `${part.number}/${index}`,
      bytes: file.bytes,
    });
    text = text.slice(file.end);
  }
}

function addAttachment(part: MimePart, search: Search, found: FoundDocuments, levelsLeft: number): void {
  const bytes = decodePart(part);
  const type = sniffType(bytes);
  const name = part.fileName ?? `document-${part.number}`;
  if (type === 'eml' && isAttachedMessage(part, name) && levelsLeft > 0) {
    const attached = renumber(parseMessage(bytes), part.number);
    if (!isOurLetterBack(attached, search)) lookInto(attached, search, found, levelsLeft - 1);
    return;
  }
  const opened = openContainer({ name, type, path: part.number, bytes });
  found.documents.push(...opened.documents);
  if (!opened.isComplete) found.isComplete = false;
}

/** A forwarded part left closed is too deep already; it is not opened by this door. */
function isAttachedMessage(part: MimePart, name: string): boolean {
  if (part.type === 'message/rfc822' || part.type === 'message/global') return false;
  return (
    /\.(eml|mht|txt)$/i.test(name) ||
    part.type === 'application/octet-stream' ||
    part.type.startsWith('message/')
  );
}

/** Parts of a message attached as a file are numbered as if it had been forwarded: `2` holds `2.1`, `2.2`. */
function renumber(message: ParsedMessage, number: string): ParsedMessage {
  const visit = (part: MimePart): void => {
    part.number = part.number === '' ? number : `${number}.${part.number}`;
    for (const child of part.parts) visit(child);
    if (part.message !== null) visit(part.message.root);
  };
  visit(message.root);
  return message;
}
