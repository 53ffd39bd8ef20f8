import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import { replyKinds } from '../../src/reply/reply-kinds.js';
import { loadTemplates, writeReply } from '../../src/reply/write-reply.js';
import { aReplyOf, aService, TEMPLATES } from './a-reply.js';

beforeAll(() => loadTemplates(TEMPLATES));

/** Rewritten by `UPDATE_LETTERS=1`; read aloud before committing. */
const letterOf = (kind: string) => new URL(`./letters/${kind}.txt`, import.meta.url);

test.each(replyKinds)('the %s letter reads as we left it', (kind) => {
  const { subject, text } = writeReply(aReplyOf(kind), aService);
  expect(`${subject}\n\n${text}`).toBe(readFileSync(letterOf(kind), 'utf8'));
});
