import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeWords } from '../intake/decode-words.js';
import { firstHeader } from '../intake/header-field.js';
import { splitHeader } from '../intake/split-header.js';

/** A mail that was accepted: its envelope, two of its headers, its bytes and the file that keeps them. */
export type StoredMail = {
  file: string;
  from: string;
  to: readonly string[];
  subject: string;
  /** With its angle brackets; empty when there is none. */
  messageId: string;
  raw: Buffer;
};

/** What the envelope says. */
export type Envelope = { from: string; to: readonly string[] };

export function describeMail(raw: Buffer, { from, to }: Envelope): Omit<StoredMail, 'file'> {
  const { headers } = splitHeader(raw);
  return {
    from,
    to,
    subject: decodeWords(firstHeader(headers, 'subject') ?? ''),
    messageId: firstHeader(headers, 'message-id') ?? '',
    raw,
  };
}

/** `003 mairie@corbas.example Votre demande LC-2026-00042.eml`: in order of arrival, readable in a file browser. */
export function storeMail(folder: string, number: number, mail: Omit<StoredMail, 'file'>): StoredMail {
  mkdirSync(folder, { recursive: true });
  const words = [String(number).padStart(3, '0'), mail.to[0] ?? '', mail.subject]
    .map(harmless)
    .filter(Boolean);
  const file = join(folder, `${words.join(' ')}.eml`);
  writeFileSync(file, mail.raw);
  return { ...mail, file };
}

/** What every file system takes: no separator, no control character, not too long. */
function harmless(words: string): string {
  return words
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}@.+_’' -]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 60)
    .trim();
}
