import { simpleParser } from 'mailparser';
import { ownParts } from '../../src/intake/body-text.js';
import { sha256 } from '../../src/intake/content-keys.js';
import { findDocuments } from '../../src/intake/find-documents.js';
import { parseMessage } from '../../src/intake/parse-message.js';
import { forms } from './mails/forms.js';
import { people } from './mails/people.js';

const options = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true };

/** mailparser opens no winmail.dat, no zip, no attached .eml, no opaque signature; what both read must be the same, byte for byte. */
test.each([...forms, ...people])('mailparser reads the same: $title', async ({ mail }) => {
  const message = parseMessage(mail);
  const theirs = await simpleParser(mail, options);
  const isOpaque = message.root.type === 'application/pkcs7-mime';
  const own = new Set(isOpaque ? [] : ownParts(message.root).map(({ number }) => number));
  const attached = findDocuments(message, []).documents.filter(
    ({ type, path }) => type !== 'body' && own.has(path),
  );
  const theirDigests = theirs.attachments.map(({ content }) => sha256(content));

  expect(message.subject).toBe((theirs.subject ?? '').replace(/\s+/g, ' ').trim());
  if (theirs.messageId?.startsWith('<')) expect(message.messageId).toBe(theirs.messageId);
  expect(theirDigests).toEqual(expect.arrayContaining(attached.map(({ bytes }) => sha256(bytes))));
});
