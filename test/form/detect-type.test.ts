import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { type DocumentType, detectType } from '../../src/form/detect-type.js';
import { readDocument } from '../../src/form/read-document.js';

const office = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../fixtures/forms/office/${name}`, import.meta.url)));

const kinds: [string, DocumentType][] = [
  ['letterhead-1065.xlsx', 'xlsx'],
  ['letterhead-1066.ods', 'ods'],
];

/** Each damages a whole zip file as transport, a full disk or a mail gateway does. */
const damages: [string, (bytes: Uint8Array) => Uint8Array][] = [
  ['cut in the middle', (bytes) => bytes.subarray(0, bytes.length >> 1)],
  ['cut a few bytes before its end', (bytes) => bytes.subarray(0, bytes.length - 30)],
  ['whose directory is overwritten', (bytes) => overwritten(bytes, 'PK\x01\x02')],
  ['whose end record is overwritten', (bytes) => overwritten(bytes, 'PK\x05\x06')],
  [
    'whose parts have lost their names',
    (bytes) => renamed(renamed(bytes, 'xl/', 'q_q'), 'content.xml', 'qontent.xml'),
  ],
];

function overwritten(bytes: Uint8Array, mark: string): Uint8Array {
  const damaged = Buffer.from(bytes);
  damaged.fill('?', damaged.indexOf(mark, 0, 'latin1'), damaged.indexOf(mark, 0, 'latin1') + 4);
  return damaged;
}

function renamed(bytes: Uint8Array, from: string, to: string): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(from, to), 'latin1');
}

describe.each(kinds)('%s', (name, kind) => {
  test('is told by its bytes', () => {
    expect(detectType(office(name))).toBe(kind);
  });

  test.each(damages)('%s is damaged, not an archive', async (_what, damage) => {
    const reading = await readDocument({ name, bytes: damage(office(name)) });
    expect(reading.problems.map(({ code }) => code)).toEqual(['unreadable']);
    expect(reading.problems[0]?.message).toContain('abîmé ou incomplet');
  });
});

test('a whole archive of other files stays an archive', () => {
  expect(detectType(zipSync({ 'photo.jpg': new Uint8Array(9) }))).toBe('zip');
});

const texts = (...names: string[]) =>
  zipSync(Object.fromEntries(names.map((name) => [name, new Uint8Array(9)])));

test.each([
  ['a Visio drawing', texts('[Content_Types].xml', 'visio/document.xml')],
  ['a book', texts('mimetype', 'META-INF/container.xml')],
])('%s is whole, and of a kind we do not read', async (name, bytes) => {
  const reading = await readDocument({ name, bytes });
  expect(reading.problems.map(({ code }) => code)).toEqual(['unsupported']);
  expect(reading.problems[0]?.message).toContain('format Excel ou OpenDocument');
});

test.each([
  ['a SYLK sheet', 'ID;PWXL;N;E\r\nP;PGeneral\r\n', 'exchange'],
  ['a DIF sheet', 'TABLE\r\n0,1\r\n"EXCEL"\r\nVECTORS\r\n', 'exchange'],
  ['an identity table', 'ID;Prénom;Nom\r\n1;Claire;Durand\r\n', 'csv'],
  [
    'a page saved whole',
    'MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary="a"\r\n\r\n--a\r\nContent-Type: text/html\r\n\r\n<html>',
    'web-archive',
  ],
])('%s is told by its first lines', (_what, text, type) => {
  expect(detectType(Buffer.from(text, 'latin1'))).toBe(type);
});

test('a text that begins with PK is a text', () => {
  expect(detectType(Buffer.from('PK 12, route de Lyon\nCommune : Bron\n'))).toBe('text');
});

/** The field of two or four bytes at `from` in the first entry of the zip's directory says the most it can. */
function exaggerated(bytes: Uint8Array, from: number, length: 2 | 4): Uint8Array {
  const damaged = new Uint8Array(bytes);
  const entry = Buffer.from(bytes).indexOf('PK\x01\x02', 0, 'latin1');
  damaged.fill(0xff, entry + from, entry + from + length);
  return damaged;
}

test('a name said to run past the end of the zip is damage, and reads nothing beyond the bytes', () => {
  expect(detectType(exaggerated(office('letterhead-1065.xlsx'), 28, 2))).toBe('broken');
});

test('a mimetype said to begin past the end of the zip leaves a document all the same', () => {
  expect(detectType(exaggerated(office('letterhead-1066.ods'), 42, 4))).toBe('ods');
});
