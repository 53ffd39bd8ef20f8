import fc from 'fast-check';
import { parseCsv } from '../../src/registry/parse-csv.js';
import { inPieces } from './support/in-pieces.js';

async function parse(text: string | Uint8Array, pieceLength = 7): Promise<string[][]> {
  const records: string[][] = [];
  for await (const record of parseCsv(inPieces(text, pieceLength))) records.push(record);
  return records;
}

test.each([
  [
    'a;b\n1;2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a;b\r\n1;2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    '\ufeffa;b\n1;2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a,b\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a\tb\n1\t2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a;b\n"1;2";3',
    [
      ['a', 'b'],
      ['1;2', '3'],
    ],
  ],
  [
    'a;b\n"dit ""Lulu""";3',
    [
      ['a', 'b'],
      ['dit "Lulu"', '3'],
    ],
  ],
  [
    'a;b\n"deux\nlignes";3\n4;5',
    [
      ['a', 'b'],
      ['deux\nlignes', '3'],
      ['4', '5'],
    ],
  ],
  [
    'a;b\n\n1;2\n\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a;b\n;',
    [
      ['a', 'b'],
      ['', ''],
    ],
  ],
  [
    'a;b\nÉcole;élève',
    [
      ['a', 'b'],
      ['École', 'élève'],
    ],
  ],
  ['', []],
])('%j is read, however it is cut in pieces', async (text, records) => {
  for (const length of [1, 2, 3, 1_000]) expect(await parse(text, length)).toEqual(records);
});

test('what is written is read back', async () => {
  const field = fc.string({ unit: fc.constantFrom('a', 'é', ';', ',', '"', '\n', ' '), maxLength: 6 });
  const table = fc.array(fc.array(field, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (records, pieceLength) => {
      const written = records.map((record) =>
        record.map((each) => `"${each.replaceAll('"', '""')}"`).join(';'),
      );
      expect(await parse(`a;b;;\n${written.join('\n')}`, pieceLength)).toEqual([
        ['a', 'b', '', ''],
        ...records,
      ]);
    }),
  );
});

test.each([
  ['a;b\n"1;2\n3;4\n', 'quote_never_closed'],
  [`a;b\n"${'x'.repeat(1_100_000)}`, 'record_too_long'],
  [Buffer.from('a;b\n\u00c9cole;2', 'latin1'), 'not_utf8'],
  [Buffer.from('a;b\nÉ').subarray(0, 5), 'not_utf8'],
])('a file that is no whole CSV is refused', async (text, code) => {
  await expect(parse(text, 65_536)).rejects.toMatchObject({ code });
});
