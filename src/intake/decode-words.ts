import { decodeCharset } from './decode-charset.js';

const encodedWord = /=\?([^?\s]{1,60})\?([bq])\?([^?]*)\?=/gi;

/**
 * Header text with its RFC 2047 words decoded. Neighbouring words of one charset and encoding are joined before they are
 * decoded, because real software cuts a character in two. Words in quotes or glued to text are decoded as well: people see them so.
 */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return value;
  let decoded = '';
  let end = 0;
  let pending: { charset: string; encoding: string; bytes: Buffer } | null = null;
  for (const match of value.matchAll(encodedWord)) {
    const between = value.slice(end, match.index);
    const charset = match[1]!.replace(/\*.*$/, '').toLowerCase();
    const encoding = match[2]!.toLowerCase();
    const bytes = encoding === 'b' ? Buffer.from(match[3]!, 'base64') : decodeQ(match[3]!);
    const isNeighbour = pending !== null && /^\s*$/.test(between);
    if (isNeighbour && pending!.charset === charset && pending!.encoding === encoding) {
      pending = { charset, encoding, bytes: Buffer.concat([pending!.bytes, bytes]) };
    } else {
      if (pending !== null) decoded += decodeCharset(pending.bytes, pending.charset);
      if (!isNeighbour) decoded += between;
      pending = { charset, encoding, bytes };
    }
    end = match.index + match[0].length;
  }
  if (pending !== null) decoded += decodeCharset(pending.bytes, pending.charset);
  return decoded + value.slice(end);
}

function decodeQ(text: string): Buffer {
  const plain = text
    .replace(/_/g, ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1');
}
