import { decodeWords } from './decode-words.js';
import type { MailboxAddress } from './mailbox-address.js';

/** An address is one token without blanks, brackets or control characters, with one @ and a domain. */
const plausible = /^[^\s<>()[\],;:"\\\p{Cc}]{1,200}@[^\s<>()[\],;:"\\@\p{Cc}]{1,253}$/u;
const MAX_ADDRESSES = 100;

/**
 * Reads an address field (RFC 5322, groups and comments included). Structure first, RFC 2047 words after: beside a real address an
 * encoded word never makes another, so `=?utf-8?q?maire=40corbas=2Efr?= <x@evil.example>` is x@evil.example. A field without any address
 * in clear is decoded whole: careless scripts encode it so, and `suspiciousSender` says that it proves nothing.
 */
export function parseAddresses(field: string | null): MailboxAddress[] {
  if (field === null) return [];
  const mailboxes = readList(field);
  if (!field.includes('=?') || mailboxes.some(({ address }) => address !== '')) return mailboxes;
  return readList(decodeWords(field));
}

function readList(field: string): MailboxAddress[] {
  return splitList(field)
    .slice(0, MAX_ADDRESSES)
    .map(readMailbox)
    .filter((mailbox) => mailbox.address !== '' || mailbox.name !== '');
}

type Token = { text: string; kind: 'plain' | 'quoted' | 'angle' };

/** Cuts at commas and semicolons outside quotes, brackets and comments; comments are dropped. */
function splitList(field: string): Token[][] {
  const mailboxes: Token[][] = [];
  let tokens: Token[] = [];
  let plain = '';
  const endPlain = () => {
    if (plain.trim() !== '') tokens.push({ text: plain.trim(), kind: 'plain' });
    plain = '';
  };
  for (let at = 0; at < field.length; at += 1) {
    const char = field[at]!;
    if (char === '"') {
      endPlain();
      const end = closingQuote(field, at);
      tokens.push({ text: field.slice(at + 1, end).replace(/\\(.)/gs, '$1'), kind: 'quoted' });
      at = end;
    } else if (char === '(') {
      at = closingComment(field, at);
    } else if (char === '<') {
      endPlain();
      const end = field.indexOf('>', at);
      tokens.push({ text: field.slice(at + 1, end < 0 ? field.length : end), kind: 'angle' });
      at = end < 0 ? field.length : end;
    } else if (char === ',' || char === ';') {
      endPlain();
      if (tokens.length > 0) mailboxes.push(tokens);
      tokens = [];
    } else if (char === ':' && tokens.every((token) => token.kind !== 'angle') && !plain.includes('@')) {
      plain = '';
      tokens = [];
    } else {
      plain += char;
    }
  }
  endPlain();
  if (tokens.length > 0) mailboxes.push(tokens);
  return mailboxes;
}

function closingQuote(field: string, from: number): number {
  for (let at = from + 1; at < field.length; at += 1) {
    if (field[at] === '\\') at += 1;
    else if (field[at] === '"') return at;
  }
  return field.length;
}

function closingComment(field: string, from: number): number {
  let depth = 0;
  for (let at = from; at < field.length; at += 1) {
    if (field[at] === '\\') at += 1;
    else if (field[at] === '(') depth += 1;
    else if (field[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return field.length;
}

function readMailbox(tokens: Token[]): MailboxAddress {
  const angle = tokens.findLast((token) => token.kind === 'angle');
  const words = tokens.filter((token) => token.kind !== 'angle').map((token) => token.text);
  if (angle !== undefined) return { name: decodeName(words.join(' ')), address: cleanAddress(angle.text) };
  const written = words.join(tokens.some((token) => token.kind === 'quoted') ? '' : ' ');
  const address = cleanAddress(written);
  if (address !== '') return { name: '', address };
  const loose = written.split(/\s+/).find((word) => cleanAddress(word) !== '');
  return { name: decodeName(written), address: loose === undefined ? '' : cleanAddress(loose) };
}

/** Lower case, without the old source route (`@relay:`) and a `mailto:`. */
function cleanAddress(written: string): string {
  const address = written
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^@[^:]*:/, '')
    .replace(/^'(.*)'$/, '$1')
    .toLowerCase();
  return plausible.test(address) ? address : '';
}

function decodeName(written: string): string {
  return decodeWords(written)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
