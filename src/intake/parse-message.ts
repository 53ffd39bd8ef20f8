import { cleanFileName, cleanLine } from './clean-text.js';
import { decodeTransfer } from './decode-transfer.js';
import { decodeWords } from './decode-words.js';
import { allHeaders, firstHeader } from './header-field.js';
import { parseAddresses } from './parse-addresses.js';
import type { MessageDefect, MimePart, ParsedMessage } from './parsed-message.js';
import { type ParameterizedValue, readParameters } from './read-parameters.js';
import { readSignedContent } from './read-signed-content.js';
import { repairLineEnds, skipBlankLines } from './repair-line-ends.js';
import { splitHeader } from './split-header.js';
import { guessBoundary, splitMultipart } from './split-multipart.js';

/** A form forwarded four times is still found; the deepest real mail we know nests multiparts five times. */
const MAX_MESSAGE_DEPTH = 8;
const MAX_MULTIPART_DEPTH = 24;
const MAX_PARTS = 500;

const signedType = /^application\/(x-)?pkcs7-mime$/;

type Walk = { defects: Set<MessageDefect>; partsLeft: number };
type Place = { number: string; multipartDepth: number; messageDepth: number };

/**
 * Takes a raw message apart: headers, addresses, MIME tree. Never throws, whatever the bytes; what could not be followed is in
 * `defects`. Nothing is decoded until asked, so that a message of 35 MB costs its headers and its boundaries.
 */
export function parseMessage(raw: Uint8Array): ParsedMessage {
  const walk: Walk = { defects: new Set(), partsLeft: MAX_PARTS };
  return readMessage(repairLineEnds(raw), { number: '', multipartDepth: 0, messageDepth: 0 }, walk);
}

/** Bytes of a part, its transfer encoding undone. */
export function decodePart(part: MimePart): Uint8Array {
  return decodeTransfer(part.body, undeclaredEncoding(part) ?? part.encoding);
}

/** Careless scripts send a file in base64 and do not say so; the first bytes of office files and PDF tell. */
function undeclaredEncoding({ fileName, encoding, body }: MimePart): string | null {
  if (fileName === null || !/^\s*([78]bit|binary)?\s*$/i.test(encoding ?? '')) return null;
  const start = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, 200)).toString('latin1');
  return /^\s*(UEsDB|0M8R4KGx|JVBERi0)[A-Za-z0-9+/=\s]*$/.test(start) ? 'base64' : null;
}

function readMessage(raw: Uint8Array, place: Place, walk: Walk): ParsedMessage {
  const { headers, body, isFlooded } = splitHeader(skipBlankLines(raw));
  if (isFlooded) walk.defects.add('header-flood');
  if (headers.length === 0) walk.defects.add('no-header');
  const root = readEntity(headers, body, place, walk, 'text/plain', true);
  return {
    headers,
    from: allHeaders(headers, 'from').flatMap((field) => parseAddresses(field)),
    replyTo: allHeaders(headers, 'reply-to').flatMap((field) => parseAddresses(field)),
    subject: cleanLine(decodeWords(firstHeader(headers, 'subject') ?? '')),
    messageId: readMessageIds(firstHeader(headers, 'message-id'))[0] ?? null,
    references: [
      ...new Set([
        ...allHeaders(headers, 'references').flatMap(readMessageIds),
        ...allHeaders(headers, 'in-reply-to').flatMap(readMessageIds),
      ]),
    ].slice(0, 200),
    root,
    defects: [...walk.defects],
  };
}

function readMessageIds(field: string | null): string[] {
  return (field ?? '').match(/<[^<>\s]{1,400}>/g) ?? [];
}

function readEntity(
  headers: MimePart['headers'],
  body: Uint8Array,
  place: Place,
  walk: Walk,
  defaultType: string,
  isRoot: boolean,
): MimePart {
  walk.partsLeft -= 1;
  const contentType = readContentType(headers);
  const disposition = readParameters(firstHeader(headers, 'content-disposition'));
  const named = wholeType.test(contentType.value) ? contentType.value : defaultType;
  const type = isRoot && named === 'text/plain' && hidesParts(body) ? 'multipart/mixed' : named;
  const isMultipart = type.startsWith('multipart/');
  const part: MimePart = {
    number: isRoot && !isMultipart ? child(place.number, 1) : place.number,
    headers,
    type,
    parameters: contentType.parameters,
    disposition: readDisposition(disposition.value),
    fileName: cleanFileName(
      disposition.parameters.get('filename') ?? contentType.parameters.get('name') ?? '',
    ),
    contentId: firstHeader(headers, 'content-id')?.replace(/^[<\s]+|[>\s]+$/g, '') ?? null,
    encoding: firstHeader(headers, 'content-transfer-encoding'),
    body,
    parts: [],
    message: null,
  };
  if (isMultipart) openMultipart(part, place, walk);
  else if (type === 'message/rfc822' || type === 'message/global') openMessage(part, place, walk);
  else if (signedType.test(type)) openSigned(part, place, walk);
  return part;
}

const wholeType = /^[^/\s]+\/[^/\s]+$/;

/** Some gateways write a second Content-Type: the first that names a type counts. */
function readContentType(headers: MimePart['headers']): ParameterizedValue {
  const fields = allHeaders(headers, 'content-type').map(readParameters);
  return fields.find(({ value }) => wholeType.test(value)) ?? fields[0] ?? readParameters(null);
}

/** A gateway lost the type of the message: its text begins with the header of a part. */
function hidesParts(body: Uint8Array): boolean {
  const start = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, 2_048)).toString('latin1');
  return /^\s*(This is a multi-?part message[^\n]*\s+)?--[^\s-][^\r\n]{0,70}\r?\nContent-(Type|Transfer-Encoding|Disposition):/i.test(
    start,
  );
}

function readDisposition(value: string): MimePart['disposition'] {
  if (value === '') return null;
  return value === 'inline' ? 'inline' : 'attachment';
}

function openMultipart(part: MimePart, place: Place, walk: Walk): void {
  if (place.multipartDepth >= MAX_MULTIPART_DEPTH) {
    walk.defects.add('nested-too-deep');
    return;
  }
  const entities = splitAtBoundary(part);
  const defaultType = part.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  for (const [index, entity] of entities.entries()) {
    if (walk.partsLeft <= 0) {
      walk.defects.add('too-many-parts');
      return;
    }
    const { headers, body } = splitHeader(entity);
    const number = child(part.number, index + 1);
    const inside = { number, multipartDepth: place.multipartDepth + 1, messageDepth: place.messageDepth };
    part.parts.push(readEntity(headers, body, inside, walk, defaultType, false));
  }
  if (entities.length === 0) readAsText(part);
}

/** The boundary that is told, else the one that is used. */
function splitAtBoundary({ body, parameters }: MimePart): Uint8Array[] {
  const told = parameters.get('boundary')?.trimEnd() ?? '';
  const entities = told === '' ? [] : splitMultipart(body, told, MAX_PARTS);
  if (entities.length > 0) return entities;
  const guessed = guessBoundary(body);
  return guessed === null ? [] : splitMultipart(body, guessed, MAX_PARTS);
}

/** A multipart without a boundary is shown by mail software as the text it is. */
function readAsText(part: MimePart): void {
  part.type = 'text/plain';
  if (part.number === '') part.number = '1';
}

function openMessage(part: MimePart, place: Place, walk: Walk): void {
  if (place.messageDepth >= MAX_MESSAGE_DEPTH) {
    walk.defects.add('nested-too-deep');
    return;
  }
  const inside = { ...place, number: part.number, messageDepth: place.messageDepth + 1 };
  part.message = readMessage(decodePart(part), inside, walk);
}

/** An opaque signature is opened as if it were a multipart of one part. */
function openSigned(part: MimePart, place: Place, walk: Walk): void {
  if (place.multipartDepth >= MAX_MULTIPART_DEPTH || walk.partsLeft <= 0) return;
  const content = readSignedContent(decodePart(part));
  if (content === null) return;
  const { headers, body } = splitHeader(content);
  const inside = { ...place, number: child(part.number, 1), multipartDepth: place.multipartDepth + 1 };
  part.parts.push(readEntity(headers, body, inside, walk, 'text/plain', false));
}

function child(number: string, index: number): string {
  return number === '' ? String(index) : `${number}.${index}`;
}
