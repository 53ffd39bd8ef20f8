import { TextDecoder } from 'node:util';
import { decodeCodePage850 } from '../kernel/code-page-850.js';
import { withWindowsPunctuation } from '../kernel/windows-1252.js';

const decoders = new Map<string, TextDecoder>();
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Names seen in real mail that the WHATWG list does not know. */
const otherNames: Record<string, string> = {
  'ansi_x3.4-1968': 'us-ascii',
  ansi: 'windows-1252',
  'iso-8859-1-windows-1252': 'windows-1252',
  'ks_c_5601-1987': 'euc-kr',
  'utf-8-mac': 'utf-8',
  'unicode-1-1-utf-8': 'utf-8',
  utf8mb4: 'utf-8',
  windows1252: 'windows-1252',
  'x-mac-roman': 'macintosh',
  'iso-8859-8-i': 'iso-8859-8',
};

/** The names of code page 850 (IANA: IBM850, cp850, 850, csPC850Multilingual). */
const codePage850 = /^(?:(?:cp-?|ibm-?|dos-?)?850|cspc850multilingual)$/;

/**
 * Text of `bytes` in `charset`. Honest names are believed; an absent, unknown or plainly wrong one falls back to UTF-8 when the
 * bytes are valid UTF-8, else to windows-1252, which accepts every byte.
 */
export function decodeCharset(bytes: Uint8Array, charset: string | null): string {
  const name = charset === null ? null : nameOf(charset);
  if (name !== null && codePage850.test(name)) return decodeCodePage850(bytes);
  const named = name === null ? null : decoderFor(name);
  if (named === null || claimsLittle(named.encoding)) return decodeUnknown(bytes);
  const text = named.decode(bytes);
  return named.encoding === 'utf-8' && text.includes('\uFFFD') ? decodeUnknown(bytes) : text;
}

/** UTF-8 when it is valid UTF-8, else windows-1252. */
export function decodeUnknown(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return withWindowsPunctuation(decoderFor('windows-1252')!.decode(bytes));
  }
}

/** US-ASCII and Latin-1 are what software writes when it does not know: UTF-8 that happens to be valid is no accident. */
function claimsLittle(encoding: string): boolean {
  return encoding === 'windows-1252';
}

function nameOf(charset: string): string {
  return charset
    .trim()
    .replace(/^["']|["']$/g, '')
    .toLowerCase();
}

function decoderFor(name: string): TextDecoder | null {
  const known = decoders.get(name);
  if (known !== undefined) return known;
  try {
    const decoder = new TextDecoder(otherNames[name] ?? name);
    if (decoders.size < 100) decoders.set(name, decoder);
    return decoder;
  } catch {
    return null;
  }
}
