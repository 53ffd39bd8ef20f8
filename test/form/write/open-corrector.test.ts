import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { type Corrector, openCorrector } from '../../../src/form/write/open-corrector.js';
import { aProblem, aReading } from './a-reading.js';

const form = new Uint8Array(readFileSync(new URL('./fixtures/letterhead.xlsx', import.meta.url)));
const reading = aReading({ problems: [aProblem({ where: { sheet: 'Écoles 2026', cell: 'B3' } })] });
const ask = (bytes: Uint8Array) => ({ bytes, name: 'liste.xlsx', reading, year: 2026 });

let corrector: Corrector;
afterEach(() => corrector.close());

test('a workbook is corrected in a child', async () => {
  corrector = openCorrector();
  expect(await corrector.correct(ask(form))).toMatchObject({
    manner: 'edited',
    fileName: 'liste - à corriger.xlsx',
  });
});

test('a bomb costs a child at most, and the next workbook is corrected at once', async () => {
  corrector = openCorrector({ memoryMb: 256 });
  const bomb = zipSync({
    'xl/workbook.xml': new Uint8Array(90 * 2 ** 20),
    'xl/worksheets/sheet1.xml': new Uint8Array(90 * 2 ** 20),
  });
  expect((await corrector.correct(ask(bomb))).manner).toBe('model');
  expect((await corrector.correct(ask(form))).manner).toBe('edited');
});

test('when every child is killed, a filled model still goes back', async () => {
  corrector = openCorrector({ timeoutMs: 1 });
  const { manner, bytes } = await corrector.correct(ask(form));
  expect(manner).toBe('model');
  expect(bytes.length).toBeGreaterThan(1_000);
});
