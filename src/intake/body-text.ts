import { decodeCharset } from './decode-charset.js';
import { htmlToText } from './html-to-text.js';
import { decodePart } from './parse-message.js';
import type { MimePart, ParsedMessage } from './parsed-message.js';

/** Longer texts are cut: nobody fills a form in a mail of 2 MB. */
const MAX_TEXT_BYTES = 2 * 1024 * 1024;

/** Text of a text/* part, its charset undone; format=flowed lines are joined again (RFC 3676). */
export function partText(part: MimePart): string {
  const known = decodedTexts.get(part);
  if (known !== undefined) return known;
  const text = decodeText(part);
  decodedTexts.set(part, text);
  return text;
}

/** A text is asked for by several rules. */
const decodedTexts = new WeakMap<MimePart, string>();

function decodeText(part: MimePart): string {
  const bytes = decodePart(part).subarray(0, MAX_TEXT_BYTES);
  const text = decodeCharset(bytes, part.parameters.get('charset') ?? null).replace(/\r\n?/g, '\n');
  if (part.parameters.get('format')?.toLowerCase() !== 'flowed') return text;
  const deletesSpace = part.parameters.get('delsp')?.toLowerCase() === 'yes';
  return text.replace(/^(?!-- $)(.*) \n(?!>)/gm, deletesSpace ? '$1' : '$1 ');
}

/** The text a part shows its reader. */
export function shownText(part: MimePart): string {
  return part.type === 'text/html' ? htmlToText(partText(part)) : partText(part);
}

/** A text part that is the body, not a file. */
export function isBody(part: MimePart): boolean {
  if (part.disposition === 'attachment' || part.fileName !== null) return false;
  return part.type === 'text/plain' || part.type === 'text/html';
}

/** The text of the message itself (plain when there is some, else HTML), forwarded messages left out. */
export function bodyText(message: ParsedMessage): string {
  const bodies = ownParts(message.root).filter(isBody);
  const plain = bodies.filter((part) => part.type === 'text/plain').map(shownText);
  if (plain.some((text) => text.trim() !== '')) return plain.join('\n');
  return bodies.map(shownText).join('\n');
}

/** The leaves of a message, without those of the messages it carries. */
export function ownParts(part: MimePart): MimePart[] {
  return part.parts.length === 0 ? [part] : part.parts.flatMap(ownParts);
}
