import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import { replyKinds } from '../../src/reply/reply-kinds.js';
import { loadTemplates, writeReply } from '../../src/reply/write-reply.js';
import { aReplyOf, aService, TEMPLATES } from './a-reply.js';

beforeAll(() => loadTemplates(TEMPLATES));

/** Rewritten with `UPDATE_LETTERS=1`; read them aloud before committing. */
test.each(replyKinds)('the %s letter reads as we left it', (kind) => {
  const { subject, text } = writeReply(aReplyOf(kind), aService);
  const letter = new URL(`./letters/${kind}.txt`, import.meta.url);
  const written = `${subject}\n\n${text}`;
  if (process.env['UPDATE_LETTERS'] === '1') writeFileSync(letter, written);
  expect(written).toBe(readFileSync(letter, 'utf8'));
});

test('the same facts always give the same letter', () => {
  const facts = aReplyOf('corrections');
  expect(writeReply(facts, aService)).toEqual(writeReply(facts, aService));
});
