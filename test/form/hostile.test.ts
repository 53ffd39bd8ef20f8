import { strToU8, zipSync } from 'fflate';
import { type FormReader, openFormReader } from '../../src/form/open-form-reader.js';

let reader: FormReader;

beforeAll(() => {
  const task = new URL('../../dist/src/form/form-task.js', import.meta.url);
  reader = openFormReader({ size: 1, memoryMb: 256, timeoutMs: 8_000, task });
});
afterAll(() => reader.close());

const fine = strToU8(
  [
    'Nom de la commune : Corbas',
    'Responsable technique',
    'Prénom Nom : Paul Petit',
    'Mail : p.petit@corbas.fr',
  ].join('\n'),
);

const workbook = (sheet: string, more: Record<string, Uint8Array> = {}) =>
  zipSync({
    'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="Feuil1" r:id="rId1"/></sheets></workbook>'),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': strToU8(sheet),
    ...more,
  });

const cell = (place: string, text: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (number: number, cells: string) => `<row r="${number}">${cells}</row>`;
const form =
  row(1, cell('A1', 'Nom de la commune :') + cell('B1', 'Corbas')) +
  row(2, cell('A2', 'Responsable technique :') + cell('B2', 'Paul PETIT'));

const zeros = new Uint8Array(80 * 1024 * 1024);

const hostile: [string, () => Uint8Array, RegExp][] = [
  [
    'a sheet that inflates to 80 MB',
    () => workbook('<sheetData/>', { 'xl/sharedStrings.xml': zeros }),
    /too_large|unreadable/,
  ],
  [
    'a zip of ten thousand parts',
    () =>
      zipSync(
        Object.fromEntries(
          Array.from({ length: 10_000 }, (_, i) => [`xl/a${i}.xml`, new Uint8Array(1)]).concat([
            ['xl/workbook.xml', new Uint8Array(1)],
          ]),
        ),
      ),
    /too_large/,
  ],
  ['a truncated workbook', () => workbook(form).slice(0, 300), /unreadable|unsupported/],
  [
    'an OpenDocument row repeated a million times',
    () =>
      strToU8(
        `<office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><table:table table:name="a"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>Commune :</text:p></table:table-cell></table:table-row></table:table></office:document>`,
      ),
    /.*/,
  ],
  [
    'a page of a hundred thousand nested tables',
    () => strToU8('<html><table><tr><td>'.repeat(100_000)),
    /.*/,
  ],
  ['a million brackets of RTF', () => strToU8(`{\\rtf1 ${'{'.repeat(1_000_000)}`), /.*/],
  ['a PDF of nothing', () => strToU8('%PDF-1.7\n%%EOF'), /unreadable|scanned/],
  [
    'an old workbook cut short',
    () =>
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.from('Workbook\0', 'utf16le'),
        Buffer.alloc(2000),
      ]),
    /unreadable|empty/,
  ],
  ['nothing at all', () => new Uint8Array(0), /empty/],
  ['a photograph', () => Buffer.from('89504e470d0a1a0a0000', 'hex'), /scanned/],
];

test.each(hostile)('%s is refused, and the next form is read at once', async (_, make, code) => {
  const reading = await reader.read({ name: '../../etc/passwd', bytes: make() });
  expect(reading.kind).toBe('invalid');
  expect(reading.problems[0]!.code).toMatch(code);
  const next = await reader.read({ name: 'x.txt', bytes: fine });
  expect(next.commune?.value.name).toBe('Corbas');
});

test('a phantom range and fifty thousand merges cost nothing', async () => {
  const merges = Array.from(
    { length: 50_000 },
    (_, i) => `<mergeCell ref="A${i * 2 + 3}:XFD${i * 2 + 4}"/>`,
  ).join('');
  const bytes = workbook(
    `<worksheet><dimension ref="A1:XFD1048576"/><sheetData>${form}</sheetData><mergeCells>${merges}</mergeCells></worksheet>`,
  );
  const reading = await reader.read({ name: 'x', bytes });
  expect(reading.commune?.value.name).toBe('Corbas');
});

test('entities are never expanded and links never followed', async () => {
  const bomb =
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>';
  const sheet = `${bomb}<worksheet><sheetData>${form}${row(5, cell('A5', '&b;&c;'))}</sheetData></worksheet>`;
  const reading = await reader.read({ name: 'x', bytes: workbook(sheet) });
  expect(reading.commune?.value.name).toBe('Corbas');
  expect(JSON.stringify(reading)).not.toContain('root:');
});
