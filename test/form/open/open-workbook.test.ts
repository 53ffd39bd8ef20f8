import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openWorkbook } from '../../../src/form/open/open-workbook.js';
import { isNoAnswer } from '../../../src/form/read/no-answer.js';
import { readDocument } from '../../../src/form/read-document.js';

const bytes = readFileSync(path.resolve(import.meta.dirname, '../write/fixtures/letterhead.xls'));

test('a formula that LibreOffice saved as 0 without computing it is no value', () => {
  const cell = openWorkbook(bytes).sheets[0]!.cells.find(({ row, column }) => row === 11 && column === 3);
  expect(cell).toMatchObject({ text: '#FORMULE', number: null });
});

test('the form says which cell holds the formula without a result', async () => {
  const { problems } = await readDocument({ name: 'x', bytes });
  expect(problems.filter(({ where }) => where?.cell === 'D12')).toMatchObject([
    { field: 'schools[2].administrator.email', severity: 'error' },
  ]);
});

test.each(['#REF!', '#N/A', '#NOM ?', '#VALEUR!', 'Err:502', '#FORMULE'])('%s is no answer', (text) => {
  expect(isNoAnswer(text)).toBe(true);
});

test('a word that only resembles a failed formula is an answer', () => {
  expect(isNoAnswer('Référent')).toBe(false);
  expect(isNoAnswer('#1 École')).toBe(false);
});
