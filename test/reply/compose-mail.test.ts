import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { composeMail } from '../../src/reply/compose-mail.js';
import { soundMail } from '../../src/reply/sound-mail.js';
import { anOwedMail } from './an-owed-mail.js';

const from = { name: 'Métropole "de" Lyon', address: 'support@laclasse.com' };
const writtenAt = new Date('2026-11-23T20:42:00Z');

/** What a letter may hold: printable text of any script, and line feeds. */
const aText = fc
  .string({ unit: 'grapheme', maxLength: 400 })
  .map((text) => `x${text.replace(/\p{Cc}|[\u2028\u2029\ufeff]/gu, '\n').replace(/\p{Cs}/gu, '')}x`);
const aLine = aText.map((text) => text.replace(/\s+/g, ' ').trim());

function isWellFormed(raw: Buffer): boolean {
  const lines = raw.toString('latin1').split('\r\n');
  return lines.every((line) => line.length <= 200 && /^[\t\x20-\x7e]*$/.test(line));
}

test('whatever the letter, mailparser reads it back, in short lines of ASCII', async () => {
  await fc.assert(
    fc.asyncProperty(aText, aLine, aLine, async (text, subject, name) => {
      const bytes = new Uint8Array([1, 2, 3]);
      const owed = anOwedMail({ text, subject, attachments: [{ name, type: 'application/x', bytes }] });
      const raw = composeMail(soundMail(owed)!, from, writtenAt);
      const mail = await simpleParser(raw, { skipTextToHtml: true });
      expect(isWellFormed(raw)).toBe(true);
      expect(mail.text).toBe(text);
      expect(mail.subject).toBe(subject);
      expect(mail.from?.value).toEqual([from]);
      expect(mail.date).toEqual(writtenAt);
      expect([...mail.attachments[0]!.content]).toEqual([1, 2, 3]);
      expect(mail.attachments[0]!.filename).toBe(name);
    }),
    { numRuns: 150 },
  );
});

test('news carry the button « se désabonner » of mail readers (RFC 2369, RFC 8058); nothing else does', async () => {
  const refusalLink = `https://inscriptions.example/nouveautes/refuser/${'a'.repeat(36)}.${'b'.repeat(43)}`;
  const raw = composeMail(soundMail(anOwedMail({ refusalLink }))!, from, writtenAt);
  const { list } = Object.fromEntries((await simpleParser(raw)).headers) as { list?: object };
  expect(list).toMatchObject({
    unsubscribe: { url: refusalLink },
    'unsubscribe-post': { name: 'List-Unsubscribe=One-Click' },
  });
  expect(raw.toString('latin1').replace(/\r\n /g, ' ')).toContain(`List-Unsubscribe: <${refusalLink}>`);
  expect(isWellFormed(raw)).toBe(true);
  expect(composeMail(soundMail(anOwedMail({}))!, from, writtenAt).toString()).not.toContain(
    'List-Unsubscribe',
  );
});
