import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { printedReading } from '../../src/cli/print-reading.js';
import { readDocument } from '../../src/form/read-document.js';
import { comparable, type Expected } from './corpus/expected.js';

const folder = path.resolve(import.meta.dirname, '../fixtures/forms/office');
const documents = readdirSync(folder).filter((file) => !file.endsWith('.json'));

const sorted = (read: Expected, hasCells: boolean) => ({
  ...read,
  problems: read.problems
    .map(({ field, code, cell }) => ({ field, code, cell: hasCells ? cell : null }))
    .sort((a, b) => a.field.localeCompare(b.field)),
});

test('the corpus holds at least 120 documents', () => {
  expect(documents.length).toBeGreaterThanOrEqual(120);
});

test.each(documents)('%s is read right', async (file) => {
  const bytes = readFileSync(path.join(folder, file));
  const {
    hasCells,
    expected,
    unread = [],
    uai,
  } = JSON.parse(readFileSync(path.join(folder, `${file}.json`), 'utf8'));
  const printed = printedReading(await readDocument({ name: 'document', bytes }));
  expect(sorted(comparable(printed), hasCells)).toEqual(sorted(expected, hasCells));
  expect(printed.unread.map(({ cell }) => cell).sort()).toEqual([...unread].sort());
  if (uai !== undefined) expect(printed.schools.map((school) => school.uai)).toEqual(uai);
});
