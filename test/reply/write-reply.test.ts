import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import { replyKinds } from '../../src/reply/reply-kinds.js';
import { loadTemplates, writeReply } from '../../src/reply/write-reply.js';
import { aReplyOf, aService, TEMPLATES } from './a-reply.js';
import { aReplyOfEachShape } from './replies-of-each-shape.js';

beforeAll(() => loadTemplates(TEMPLATES));

const shapes = aReplyOfEachShape();

test('each kind of answer has its letter', () => {
  expect(shapes.slice(0, replyKinds.length).map(([name]) => name)).toEqual([...replyKinds]);
});

/** Rewritten with `UPDATE_LETTERS=1`; read them aloud before committing. */
test.each(shapes)('the letter « %s » reads as we left it', (name, facts) => {
  const { subject, text } = writeReply(facts, aService);
  const letter = new URL(`./letters/${name.replace(/[^a-z]+/g, '-')}.txt`, import.meta.url);
  const written = `${subject}\n\n${text}`;
  if (process.env['UPDATE_LETTERS'] === '1') writeFileSync(letter, written);
  expect(written).toBe(readFileSync(letter, 'utf8'));
});

test('the same facts always give the same letter', () => {
  const facts = aReplyOf('corrections');
  expect(writeReply(facts, aService)).toEqual(writeReply(facts, aService));
});
