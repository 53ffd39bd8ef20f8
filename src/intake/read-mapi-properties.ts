import { decodeCharset } from './decode-charset.js';

/** One MAPI property: its type (`0x001f` is UTF-16 text, `0x001e` text of the code page) and its first value. */
export type MapiProperty = { type: number; bytes: Buffer };

const MULTIPLE = 0x1000;
const VARIABLE_TYPES = new Set([0x000d, 0x001e, 0x001f, 0x0102]);
const FIXED_SIZES: Record<number, number> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
};
/** What Buffer's readers throw beyond the end. */
const outOfBounds = new Set(['ERR_OUT_OF_RANGE', 'ERR_BUFFER_OUT_OF_BOUNDS']);
const MAX_PROPERTIES = 2_000;

/** Reads a list of MAPI properties as TNEF writes it. What follows a broken one is left unread. */
export function readMapiProperties(content: Buffer): Map<number, MapiProperty> {
  const properties = new Map<number, MapiProperty>();
  try {
    readAll(content, properties);
  } catch (error) {
    if (!outOfBounds.has((error as { code?: string }).code ?? '')) throw error;
  }
  return properties;
}

/** Text of a property, or an empty string. */
export function mapiString(property: MapiProperty | undefined, codePage: string): string {
  if (property === undefined) return '';
  const text =
    property.type === 0x001f ? property.bytes.toString('utf16le') : decodeCharset(property.bytes, codePage);
  return text.replace(/\0.*$/s, '');
}

function readAll(content: Buffer, properties: Map<number, MapiProperty>): void {
  const count = Math.min(content.readUInt32LE(0), MAX_PROPERTIES);
  let at = 4;
  for (let index = 0; index < count; index += 1) {
    const written = content.readUInt16LE(at);
    const id = content.readUInt16LE(at + 2);
    at = id >= 0x8000 ? skipName(content, at + 4) : at + 4;
    const type = written & ~MULTIPLE;
    const isVariable = VARIABLE_TYPES.has(type);
    const size = FIXED_SIZES[type];
    if (!isVariable && size === undefined) return;
    let values = 1;
    if (isVariable || (written & MULTIPLE) !== 0) {
      values = content.readUInt32LE(at);
      at += 4;
    }
    for (let value = 0; value < values; value += 1) {
      const length = isVariable ? content.readUInt32LE(at) : size!;
      if (isVariable) at += 4;
      if (value === 0 && !properties.has(id))
        properties.set(id, { type, bytes: content.subarray(at, at + length) });
      at += Math.ceil(length / 4) * 4;
      if (at > content.length) return;
    }
  }
}

/** Named properties carry a GUID, then a number or a name padded to four bytes. */
function skipName(content: Buffer, at: number): number {
  if (content.readUInt32LE(at + 16) === 0) return at + 24;
  return at + 24 + Math.ceil(content.readUInt32LE(at + 20) / 4) * 4;
}
