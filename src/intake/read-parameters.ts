import { decodeCharset } from './decode-charset.js';
import { decodeWords } from './decode-words.js';

/** A header such as Content-Type: its value in lower case, and its parameters (names in lower case, values decoded). */
export type ParameterizedValue = { value: string; parameters: Map<string, string> };

const MAX_LENGTH = 20_000;
const parameter = /;\s*([^\s=;"]{1,80})\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))/gs;

/** Reads RFC 2045 parameters, with RFC 2231 continuations and charsets, and the RFC 2047 words that many send instead. */
export function readParameters(header: string | null): ParameterizedValue {
  if (header === null) return { value: '', parameters: new Map() };
  const value = header
    .slice(0, 500)
    .replace(/;.*$/s, '')
    .replace(/\([^)]*\)/g, '')
    .replace(/\s+/g, '')
    .toLowerCase();
  const written = new Map<string, string>();
  for (const match of header.slice(0, MAX_LENGTH).matchAll(parameter)) {
    const name = match[1]!.toLowerCase();
    const text = match[2] === undefined ? match[3]!.trim() : match[2].replace(/\\(["\\])/g, '$1');
    if (!written.has(name) && written.size < 200) written.set(name, text);
  }
  return { value, parameters: joinContinuations(written) };
}

function joinContinuations(written: ReadonlyMap<string, string>): Map<string, string> {
  const joined = new Map<string, string>();
  for (const [name, text] of written) if (!name.includes('*')) joined.set(name, decodeWords(text));
  for (const name of new Set(
    [...written.keys()].filter((key) => key.includes('*')).map((key) => key.split('*')[0]!),
  )) {
    const extended = readExtended(written, name);
    if (extended !== null) joined.set(name, extended);
  }
  return joined;
}

/** `name*=utf-8''…`, or `name*0*=…; name*1=…`. */
function readExtended(written: ReadonlyMap<string, string>, name: string): string | null {
  const whole = written.get(`${name}*`);
  if (whole !== undefined) return decodeExtended([{ text: whole, isEncoded: true }]);
  const pieces: { text: string; isEncoded: boolean }[] = [];
  for (let index = 0; index < 100; index += 1) {
    const encoded = written.get(`${name}*${index}*`);
    const plain = written.get(`${name}*${index}`);
    if (encoded === undefined && plain === undefined) break;
    pieces.push(
      encoded === undefined ? { text: plain!, isEncoded: false } : { text: encoded, isEncoded: true },
    );
  }
  return pieces.length === 0 ? null : decodeExtended(pieces);
}

function decodeExtended(pieces: readonly { text: string; isEncoded: boolean }[]): string {
  const first = pieces[0]!;
  const charset = first.isEncoded ? /^([^']*)'[^']*'/.exec(first.text) : null;
  const bytes = pieces.map(({ text, isEncoded }, index) => {
    const rest = index === 0 && charset !== null ? text.slice(charset[0].length) : text;
    return isEncoded ? unescapePercent(rest) : Buffer.from(rest, 'utf8');
  });
  return decodeWords(
    decodeCharset(Buffer.concat(bytes), charset === null || charset[1] === '' ? null : charset[1]!),
  );
}

function unescapePercent(text: string): Buffer {
  const plain = Buffer.from(text, 'utf8').toString('latin1');
  return Buffer.from(
    plain.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
