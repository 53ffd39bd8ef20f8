import { decodeUnknown } from './decode-charset.js';
import type { HeaderField } from './header-field.js';

/** Real messages have under 150 fields and 60 kB of them: beyond these limits somebody is playing, and the rest is not read. */
const MAX_FIELDS = 1_000;
const MAX_HEADER_BYTES = 512 * 1024;

/** Read even in a flood, so that the form under it is found. */
const essential = /^(from|subject|content-.*)$/;

const LF = 0x0a;
const CR = 0x0d;

export type SplitHeader = { headers: HeaderField[]; body: Uint8Array; isFlooded: boolean };

/** Cuts an entity (a message or a MIME part) into its header fields and its body. Lines end with CRLF or LF. */
export function splitHeader(entity: Uint8Array): SplitHeader {
  const start = skipEnvelopeLine(entity, 0);
  const { headerEnd, bodyStart } = findBlankLine(entity, start);
  const isTooLong = headerEnd - start > MAX_HEADER_BYTES;
  const block = entity.subarray(start, isTooLong ? start + MAX_HEADER_BYTES : headerEnd);
  const { headers, isFlooded } = readFields(decodeUnknown(block));
  return { headers, body: entity.subarray(bodyStart), isFlooded: isFlooded || isTooLong };
}

/** Skips blank lines, a byte order mark and an mbox « From » line before the first field. */
function skipEnvelopeLine(entity: Uint8Array, from: number): number {
  let at = from;
  if (entity[at] === 0xef && entity[at + 1] === 0xbb && entity[at + 2] === 0xbf) at += 3;
  if (entity[at] !== 0x3e && entity[at] !== 0x46) return at;
  const isEnvelope = /^>?From [^:]/.test(Buffer.from(entity.subarray(at, at + 7)).toString('latin1'));
  if (!isEnvelope) return at;
  const lineEnd = entity.indexOf(LF, at);
  return lineEnd < 0 ? entity.length : lineEnd + 1;
}

/** The header ends at the first blank line; a message that is all header has an empty body. */
function findBlankLine(entity: Uint8Array, start: number): { headerEnd: number; bodyStart: number } {
  let lineStart = start;
  while (lineStart < entity.length) {
    const lineEnd = entity.indexOf(LF, lineStart);
    const textEnd = trimReturns(entity, lineStart, lineEnd < 0 ? entity.length : lineEnd);
    if (textEnd === lineStart)
      return { headerEnd: lineStart, bodyStart: lineEnd < 0 ? entity.length : lineEnd + 1 };
    if (lineEnd < 0) break;
    lineStart = lineEnd + 1;
  }
  return { headerEnd: entity.length, bodyStart: entity.length };
}

/** Some gateways end lines with two CR. */
function trimReturns(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && bytes[at - 1] === CR) at -= 1;
  return at;
}

const fieldStart = /^([!-9;-~]{1,100})[ \t]*:(.*)$/s;

/** A line that is neither a field nor folded is taken as the rest of the field above: broken relays unindent. */
function readFields(block: string): { headers: HeaderField[]; isFlooded: boolean } {
  const headers: HeaderField[] = [];
  let pieces: string[] = [];
  let name = '';
  let isFlooded = false;
  const close = () => {
    if (name !== '') headers.push({ name, value: pieces.join('').trim() });
  };
  for (const line of block.split(/\r*\n/)) {
    if (line === '') continue;
    const isFolded = line[0] === ' ' || line[0] === '\t';
    const field = isFolded ? null : fieldStart.exec(line);
    if (field === null) {
      pieces.push(isFolded ? line.replace(/^[ \t]+/, ' ') : ` ${line}`);
      continue;
    }
    close();
    name = field[1]!.toLowerCase();
    if (headers.length >= MAX_FIELDS && (!essential.test(name) || headers.length >= 2 * MAX_FIELDS)) {
      isFlooded = true;
      name = '';
    }
    pieces = [field[2]!];
  }
  close();
  return { headers, isFlooded };
}
