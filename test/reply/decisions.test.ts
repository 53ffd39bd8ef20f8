import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { FirstReply } from '../../src/decision/decide.js';
import { compileTemplates } from '../../src/reply/load-templates.js';
import { type ReplyKind, replyKinds } from '../../src/reply/reply-kinds.js';
import { TEMPLATES } from './a-reply.js';

/** Does not compile when a decision asks for an answer that does not exist. */
const answers = {
  accepted: 'accepted',
  corrections: 'corrections',
  'under-review': 'under-review',
  'sender-to-confirm': 'sender-to-confirm',
  'no-form': 'no-form',
  unopenable: 'unopenable',
  'too-large': 'too-large',
  'already-received': 'already-received',
  'not-a-notice': 'not-a-notice',
  'renewal-answer': 'renewal-answer',
  'renewal-question': 'renewal-question',
  'renewal-late': 'renewal-late',
} satisfies Record<FirstReply, ReplyKind>;

test.each(Object.values(answers))('the decision that asks for %s has its answer', (kind) => {
  expect(replyKinds).toContain(kind);
});

/** Not an answer: what agents write to many. */
const ownWords = 'circular';

test('each kind of answer has its folder of templates, and each folder its kind', () => {
  const folders = readdirSync(TEMPLATES).filter((name) => name !== '_parts');
  expect(folders.sort()).toEqual([...replyKinds, ownWords].sort());
  expect(() => compileTemplates(TEMPLATES)).not.toThrow();
});

const docs = new URL('../../docs/replies/', import.meta.url);

test.each(replyKinds)('the answer %s has its line in the clerk’s check, and its three pictures', (kind) => {
  const line = readFileSync(new URL('clerk-check.md', docs), 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`| \`${kind}\` `));
  const [, , knows = '', does = ''] = line?.split('|') ?? [];
  expect(knows.trim().length).toBeGreaterThan(20);
  expect(does.trim().length).toBeGreaterThan(10);
  const pictures = readdirSync(docs).filter((name) => name.startsWith(`${kind}.`));
  expect(pictures.sort()).toEqual([`${kind}.narrow-dark.png`, `${kind}.narrow.png`, `${kind}.wide.png`]);
});
