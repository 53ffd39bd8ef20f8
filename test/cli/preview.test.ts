import { beforeAll, expect, test } from '@jest/globals';
import { previewFacts } from '../../src/cli/preview-facts.js';
import type { PreviewMaterial } from '../../src/cli/preview-material.js';
import { replyKinds } from '../../src/reply/reply-kinds.js';
import { loadTemplates, writeReply } from '../../src/reply/write-reply.js';
import { aService, someProblems, someSchools, TEMPLATES } from '../reply/a-reply.js';

beforeAll(() => loadTemplates(TEMPLATES));

const material: PreviewMaterial = {
  reference: 'LC-2026-00042',
  receivedAt: new Date('2026-11-23T20:42:00Z'),
  originalSubject: 'ENT',
  communeName: 'Corbas',
  deadline: { dueOn: '2026-12-07', targetOn: '2026-12-07' },
  schools: someSchools,
  problems: someProblems,
  documentNames: ['liste.xlsx'],
  form: { name: 'liste.xlsx', readingId: 'r1' },
  sizeBytes: 40_000_000,
  written: null,
};
const nothingKnown = {
  ...material,
  communeName: null,
  schools: [],
  problems: [],
  documentNames: [],
  form: null,
};

test.each(replyKinds)('%s is previewed from what a request holds, however little', (kind) => {
  for (const known of [material, nothingKnown]) {
    const { subject, text } = writeReply(previewFacts(kind, known), aService);
    expect(subject).toMatch(/^LC-2026-00042 – /);
    expect(text).not.toMatch(/undefined|null/);
  }
});
