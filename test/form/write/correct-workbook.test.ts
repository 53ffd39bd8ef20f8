import { readdirSync, readFileSync } from 'node:fs';
import { strToU8, unzipSync, zipSync } from 'fflate';
import * as XLSX from 'xlsx';
import type { Reading } from '../../../src/form/reading.js';
import { correctWorkbook } from '../../../src/form/write/correct-workbook.js';
import { correctionSheetName } from '../../../src/form/write/correction-sheet.js';
import { writeTemplate } from '../../../src/form/write/write-template.js';
import { aProblem, aReading } from './a-reading.js';
import { noteOn, openBook } from './open-book.js';
import { partsOf } from './parts-of.js';
import { readBack } from './read-back.js';

const folder = new URL('./fixtures/', import.meta.url);
const fixture = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));

/** The mistakes of the letterhead, whatever the reader says of it on the day. */
const mistakes = [
  {
    cell: 'D7',
    code: 'invalid_email',
    field: 'contacts.technical.email',
    message: 'L’adresse n’est pas valable.',
  },
  { cell: 'D11', code: 'missing', field: 'schools[1].administrator.email', message: 'L’adresse manque.' },
  {
    cell: 'E12',
    code: 'invalid_phone',
    field: 'schools[2].administrator.phone',
    message: 'Il manque un chiffre.',
  },
] as const;
const letterhead = aReading({
  problems: mistakes.map(({ cell, ...problem }) =>
    aProblem({ ...problem, where: { sheet: 'Écoles 2026', cell } }),
  ),
});

async function corrected(name: string, bytes = fixture(name), known?: Reading) {
  const reading = known ?? (name.startsWith('letterhead') ? letterhead : await readBack({ bytes }));
  return { reading, workbook: await correctWorkbook({ bytes, name, reading, year: 2026 }) };
}

/** The values, apart from the address of their cells' sheet. */
const values = ({ commune, contacts, schools }: Reading) => ({ commune, contacts, schools });

const xlsxBooks = ['letterhead.xlsx', 'letterhead-libreoffice.xlsx'];

test.each(readdirSync(folder))('%s comes back corrected, and reads as it did', async (name) => {
  const reading = await readBack({ bytes: fixture(name) });
  const { workbook } = await corrected(name, fixture(name), reading);
  const again = await readBack(workbook);
  expect(values(again)).toEqual(values(reading));
  expect(again.problems).toEqual(reading.problems);
});

test.each([
  ['letterhead.xlsx', 'edited', 'letterhead - à corriger.xlsx'],
  ['letterhead-libreoffice.xlsx', 'edited', 'letterhead-libreoffice - à corriger.xlsx'],
  ['letterhead.ods', 'edited', 'letterhead - à corriger.ods'],
  ['letterhead.xls', 'rebuilt', 'letterhead - à corriger.xlsx'],
  ['letterhead.fods', 'rebuilt', 'letterhead - à corriger.ods'],
])('%s is %s and comes back as « %s »', async (name, manner, fileName) => {
  const { workbook } = await corrected(name);
  expect(workbook).toMatchObject({ manner, fileName });
});

test.each(readdirSync(folder))('every wrong cell of %s carries its sentence in a note', async (name) => {
  const { reading, workbook } = await corrected(name);
  const book = openBook(workbook.bytes);
  expect(book.SheetNames[0]).toBe(correctionSheetName);
  for (const { where, message } of reading.problems.filter((problem) => problem.where !== null)) {
    const note = noteOn(workbook.bytes, where!.sheet, where!.cell);
    expect(note).toContain(message);
    expect(note).toContain('⚠ À corriger');
  }
});

test('an empty cell is marked where the value was expected', async () => {
  const { reading, workbook } = await corrected('letterhead.xlsx');
  const missing = reading.problems.find(({ code }) => code === 'missing')!;
  const sheet = partsOf(workbook.bytes)['xl/worksheets/sheet1.xml']!;
  const format = new RegExp(`<c r="${missing.where!.cell}" s="(\\d+)"`).exec(sheet)?.[1];
  const styles = partsOf(workbook.bytes)['xl/styles.xml']!;
  const formats = styles.slice(styles.indexOf('<cellXfs')).match(/<xf /g)!;
  expect(Number(format)).toBeLessThan(formats.length);
  expect(Number(format)).toBeGreaterThan(0);
});

test.each(xlsxBooks)('pictures, merges, lists and names of %s are still there', async (name) => {
  const before = unzipSync(fixture(name));
  const after = unzipSync((await corrected(name)).workbook.bytes);
  const pictures = Object.keys(before).filter((path) => /media\/./.test(path));
  expect(pictures.length).toBeGreaterThan(0);
  for (const path of pictures) expect(after[path]).toEqual(before[path]);
  const sheet = Buffer.from(after['xl/worksheets/sheet1.xml']!).toString();
  expect(sheet).toContain('<mergeCell ref="B1:E1"/>');
  expect(sheet).toContain('Directrice,Directeur');
  expect(sheet).toContain('<drawing ');
  expect(Buffer.from(after['xl/workbook.xml']!).toString()).toContain('liste');
});

test('the picture and the letters of the ods are still there', async () => {
  const before = unzipSync(fixture('letterhead.ods'));
  const after = unzipSync((await corrected('letterhead.ods')).workbook.bytes);
  const picture = Object.keys(before).find((path) => path.startsWith('Pictures/'))!;
  expect(after[picture]).toEqual(before[picture]);
  expect(Buffer.from(after['content.xml']!).toString()).toContain('Georgia');
  expect(Object.keys(after)[0]).toBe('mimetype');
});

test.each(['letterhead.xlsx', 'letterhead.ods'])(
  'the note the commune had written in %s is kept above ours',
  async (name) => {
    const { workbook } = await corrected(name);
    const note = openBook(workbook.bytes).Sheets['Écoles 2026']!['D7'].c[0].t;
    expect(note).toMatch(/^à vérifier avec la DSI[\s\S]*⚠ À corriger/);
  },
);

test.each(['letterhead.xlsx', 'letterhead.ods'])(
  'formulas of %s come back as the values they had',
  async (name) => {
    const all = Object.values(partsOf((await corrected(name)).workbook.bytes)).join('\n');
    expect(all).toContain('zoe.legall@ac-lyon.fr');
    expect(all).not.toMatch(/<f>|<f |table:formula|ZOE\.LEGALL/);
  },
);

test.each(['letterhead.xlsx', 'letterhead.ods'])(
  'correcting %s twice is correcting it once',
  async (name) => {
    const once = (await corrected(name)).workbook;
    const twice = (await corrected(once.fileName, once.bytes)).workbook;
    const thrice = (await corrected(twice.fileName, twice.bytes)).workbook;
    expect(twice.fileName).toBe(once.fileName);
    const book = openBook(twice.bytes);
    expect(book.SheetNames).toEqual(openBook(once.bytes).SheetNames);
    const note = (bytes: Uint8Array) => openBook(bytes).Sheets['Écoles 2026']!['D7'].c[0].t;
    expect(note(twice.bytes).trim()).toBe(note(once.bytes).trim());
    expect(Math.abs(thrice.bytes.length - twice.bytes.length)).toBeLessThan(600);
  },
);

test.each(['letterhead.xlsx', 'letterhead.ods'])(
  'a cell of %s corrected since loses its mark and its note',
  async (name) => {
    const once = (await corrected(name)).workbook;
    const reading = aReading();
    const clean = await correctWorkbook({ bytes: once.bytes, name, reading, year: 2026 });
    expect(clean.manner).toBe('edited');
    const all = Object.entries(partsOf(clean.bytes)).map(([path, text]) =>
      path.includes('sheet1.xml') ? text : '',
    );
    const book = openBook(clean.bytes);
    const sheet = book.Sheets['Écoles 2026']!;
    expect(sheet['D11']?.c ?? []).toEqual([]);
    expect(sheet['D7'].c[0].t.trim()).toBe('à vérifier avec la DSI');
    expect(all.join('')).not.toContain('fde4e1');
  },
);

/** A small xlsx by SheetJS whose parts a test may rewrite. */
function craft(rows: unknown[][], change: (parts: Record<string, string>) => void = () => {}): Uint8Array {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), 'Feuille1');
  const parts = partsOf(new Uint8Array(XLSX.write(book, { type: 'buffer', bookType: 'xlsx' })));
  change(parts);
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)])));
}

const FORM = [
  ['Nom de la commune :', 'Corbas'],
  ["Nom de l'école :", 'École Jean Jaurès'],
  ['Prénom Nom :', 'Marie DUPONT'],
  ['Fonction :', 'Directrice'],
  ['Mail :', '=CMD|"/c calc"!A0'],
  ['Tel :', '+1'],
  ['Note', '@SUM(1+1)'],
];

test('text that looks like a formula stays text, and is told so to the spreadsheet', async () => {
  const { workbook } = await corrected('x.xlsx', craft(FORM));
  expect(workbook.manner).toBe('edited');
  const book = openBook(workbook.bytes);
  for (const [cell, text] of [
    ['B5', '=CMD|"/c calc"!A0'],
    ['B6', '+1'],
    ['B7', '@SUM(1+1)'],
  ] as const) {
    expect(book.Sheets['Feuille1']![cell]).toMatchObject({ t: 's', v: text });
    expect(book.Sheets['Feuille1']![cell].f).toBeUndefined();
  }
  const parts = partsOf(workbook.bytes);
  expect(parts['xl/styles.xml']).toContain('quotePrefix="1"');
  expect(Object.values(parts).join('')).not.toMatch(/<f[ >]/);
});

test('a formula that was never computed keeps its own text, as text', async () => {
  const bytes = craft(FORM, (parts) => {
    const sheet = parts['xl/worksheets/sheet1.xml']!;
    parts['xl/worksheets/sheet1.xml'] = sheet.replace(
      '</sheetData>',
      '<row r="30"><c r="A30"><f>1+1</f></c></row></sheetData>',
    );
  });
  const workbook = await correctWorkbook({ bytes, name: 'x.xlsx', reading: aReading(), year: 2026 });
  expect(partsOf(workbook.bytes)['xl/worksheets/sheet1.xml']).toMatch(
    /r="A30"[^>]*t="inlineStr"[^>]*><is><t[^>]*>=1\+1</,
  );
});

test('macros, links to other files and connections do not come back', async () => {
  const bytes = craft(FORM, (parts) => {
    parts['xl/vbaProject.bin'] = 'macro';
    parts['xl/externalLinks/externalLink1.xml'] = '<externalLink/>';
    parts['xl/_rels/workbook.xml.rels'] = parts['xl/_rels/workbook.xml.rels']!.replace(
      '</Relationships>',
      '<Relationship Id="rId90" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>' +
        '<Relationship Id="rId91" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>',
    );
    parts['xl/workbook.xml'] = parts['xl/workbook.xml']!.replace(
      '</sheets>',
      '</sheets><externalReferences><externalReference r:id="rId91"/></externalReferences><definedNames><definedName name="bad">WEBSERVICE("http://x")</definedName><definedName name="good">Feuille1!$A$1</definedName></definedNames>',
    );
  });
  const workbook = await correctWorkbook({ bytes, name: 'x.xlsm', reading: aReading(), year: 2026 });
  const parts = partsOf(workbook.bytes);
  expect(workbook).toMatchObject({ manner: 'edited', fileName: 'x - à corriger.xlsx' });
  expect(Object.keys(parts).join(' ')).not.toMatch(/vba|external/i);
  expect(parts['xl/workbook.xml']).not.toMatch(/external|WEBSERVICE/i);
  expect(parts['xl/workbook.xml']).toContain('name="good"');
});

test('a csv comes back as a workbook whose cells are all text', async () => {
  const bytes = strToU8(
    'Nom de la commune;Corbas\nNom de l\'école;Mail;Tel\nÉcole Jean Jaurès;=HYPERLINK("http://x");0472900318\n',
  );
  const { workbook } = await corrected('liste.csv', bytes);
  expect(workbook).toMatchObject({ manner: 'rebuilt', fileName: 'liste - à corriger.xlsx' });
  const sheet = partsOf(workbook.bytes)['xl/worksheets/sheet2.xml']!;
  expect(sheet).toContain('<t xml:space="preserve">0472900318</t>');
  expect(sheet).not.toMatch(/<f[ >]|<v>/);
});

test('a letter comes back as a model filled with what was read in it', async () => {
  const letter = `Nom de la commune : Corbas\nNom de l'école : École Jean Jaurès\nAdministrateur\nPrénom Nom : Marie DUPONT\nFonction : Directrice\nMail : marie.dupont@ac-lyon.fr\nTel : 04 78 20 11\n`;
  const { reading, workbook } = await corrected('message.txt', strToU8(letter));
  expect(workbook.manner).toBe('model');
  const again = await readBack(workbook);
  expect(again.commune?.value).toEqual(reading.commune?.value);
  expect(again.schools[0]?.administrator?.email?.value).toBe('marie.dupont@ac-lyon.fr');
  const book = openBook(workbook.bytes);
  const noted = Object.entries(book.Sheets['Inscription']!).filter(([, cell]) => (cell as XLSX.CellObject).c);
  expect(noted.length).toBeGreaterThan(0);
});

test.each([
  ['nothing', new Uint8Array()],
  ['noise', Uint8Array.from({ length: 3000 }, (_, index) => (index * 7919) % 256)],
  ['a truncated xlsx', fixture('letterhead.xlsx').slice(0, 5000)],
  ['a truncated ods', fixture('letterhead.ods').slice(0, 5000)],
])('%s still gives a workbook that says what is wrong', async (_what, bytes) => {
  const reading = aReading({
    problems: [aProblem({ field: 'document', where: null, message: 'Le fichier est abîmé.' })],
  });
  const workbook = await correctWorkbook({ bytes, name: '../../a/b\u202e.xlsx', reading, year: 2026 });
  expect(workbook.manner).toBe('model');
  expect(workbook.fileName).toBe('b - à corriger.xlsx');
  expect(partsOf(workbook.bytes)['xl/worksheets/sheet1.xml']).toContain('Le fichier est abîmé.');
});

test('a model form made by us, sent back with mistakes, comes back marked with its lists', async () => {
  for (const format of ['xlsx', 'ods'] as const) {
    const model = writeTemplate({ format, year: 2026, commune: { name: 'Corbas', insee: '69273' } });
    const { workbook } = await corrected(model.fileName, model.bytes);
    expect(workbook.manner).toBe('edited');
    const all = Object.values(partsOf(workbook.bytes)).join('');
    expect(all).toContain('radiation');
    expect(all).toMatch(/sheetProtection|table:protected/);
  }
});

test('four thousand problems are all marked, noted and listed', async () => {
  const rows = Array.from({ length: 2000 }, (_, index) => [`École ${index}`, 'x']);
  const problems = rows.flatMap((_, row) =>
    ['A', 'C'].map((column) =>
      aProblem({ field: `schools[${row}].name`, where: { sheet: 'Feuille1', cell: `${column}${row + 1}` } }),
    ),
  );
  const bytes = craft(rows);
  const workbook = await correctWorkbook({
    bytes,
    name: 'x.xlsx',
    reading: aReading({ problems }),
    year: 2026,
  });
  const parts = partsOf(workbook.bytes);
  expect(workbook.manner).toBe('edited');
  expect(parts['xl/comments1.xml']!.match(/<comment /g)).toHaveLength(4_000);
  expect(parts['xl/worksheets/sheet2.xml']!.match(/<hyperlink /g)).toHaveLength(4_000);
});

test('a problem in a merge marks the whole merge and notes its first cell', async () => {
  const reading = aReading({ problems: [aProblem({ where: { sheet: 'Écoles 2026', cell: 'C3' } })] });
  for (const name of ['letterhead.xlsx', 'letterhead.ods']) {
    const workbook = await correctWorkbook({ bytes: fixture(name), name, reading, year: 2026 });
    const book = openBook(workbook.bytes);
    expect(book.Sheets['Écoles 2026']!['B3'].c[0].t).toContain('manque');
  }
});

test('a commune whose own sheet is called « À corriger » keeps it', async () => {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(FORM), correctionSheetName);
  const bytes = new Uint8Array(XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }));
  const { workbook } = await corrected('x.xlsx', bytes);
  expect(openBook(workbook.bytes).SheetNames).toEqual([`${correctionSheetName} (2)`, correctionSheetName]);
});
