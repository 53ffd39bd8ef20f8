import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError } from '../../src/cli/command-error.js';
import { template } from '../../src/cli/template.js';
import { detectType } from '../../src/form/detect-type.js';
import { partsOf } from '../form/write/parts-of.js';

const out = (name: string) => join(mkdtempSync(join(tmpdir(), 'template-')), name);

test.each([
  ['69273', 'ods'],
  ['Corbas', 'xlsx'],
])('the form of the commune %s is written as %s', async (commune, format) => {
  const file = out(`form.${format}`);
  expect(await template(['--commune', commune, '--format', format, '--year', '2027', '--out', file])).toBe(0);
  const bytes = new Uint8Array(readFileSync(file));
  expect(detectType(bytes)).toBe(format);
  const all = Object.values(partsOf(bytes)).join('');
  expect(all).toContain('Corbas');
  expect(all).toContain('2027-2028');
});

test('without a commune the form is blank', async () => {
  const file = out('form.xlsx');
  expect(await template(['--out', file])).toBe(0);
  expect(Object.values(partsOf(new Uint8Array(readFileSync(file)))).join('')).toContain('Nom de la commune');
});

test.each([
  [['--commune', '75056']],
  [['--commune', 'Saint-Genis']],
  [['--format', 'pdf']],
  [['--year', 'soon']],
  [['--nothing']],
  [['--out', '/no/such/folder/form.xlsx']],
])('%j is a wrong command', async (args) => {
  await expect(template(args)).rejects.toThrow(CommandError);
});
