import { createReadStream } from 'node:fs';
import { type DirectoryRow, readDirectoryCsv } from '../../src/registry/read-directory-csv.js';
import { aDirectoryFile, aLine, columns2023, columns2026, type Line } from './support/directory-files.js';
import { inPieces } from './support/in-pieces.js';

async function read(content: string | Uint8Array) {
  const { rows, counts } = readDirectoryCsv(inPieces(content, 1_000));
  const schools: DirectoryRow[] = [];
  for await (const row of rows) schools.push(row);
  return { schools, counts };
}

const readOne = async (line: Line) => (await read(aDirectoryFile([aLine(line)]))).schools[0];

test.each([
  ['2026', columns2026],
  ['2023', columns2023],
  ['the API', columns2026.map((column) => column.toLowerCase())],
  ['another order', [...columns2026].reverse()],
])('the columns of %s are found by their names', async (_name, columns) => {
  const titles = columns.map(
    (column) => columns2026.find((known) => known.toLowerCase() === column) ?? column,
  );
  const [header, ...lines] = aDirectoryFile([aLine()], titles).split('\r\n');
  const file = [`\ufeff${columns.join(';')}`, ...lines].join('\r\n');
  expect(header).toBeDefined();
  expect((await read(file)).schools).toEqual([
    {
      uai: '0693027R',
      name: 'Ecole primaire Jean Jaurès',
      level: 'primaire',
      communeInsee: '69273',
      state: 'open',
      nature: '151',
      extra: { postCode: '69960', town: 'Corbas' },
    },
  ]);
});

test('only the four indispensable columns are needed', async () => {
  const file = aDirectoryFile(
    [aLine()],
    ['Identifiant_de_l_etablissement', 'Nom_etablissement', 'Code_commune', 'etat'],
  );
  expect((await read(file)).schools).toMatchObject([
    { uai: '0693027R', level: 'primaire', nature: null, extra: {} },
  ]);
});

test.each([
  ['Identifiant_de_l_etablissement', 'identifiant_de_l_etablissement'],
  ['Nom_etablissement', 'nom_etablissement'],
  ['Code_commune', 'code_commune'],
  ['etat', 'etat'],
])('without the column %s the file is refused', async (column, name) => {
  const file = aDirectoryFile(
    [aLine()],
    columns2026.filter((each) => each !== column),
  );
  await expect(read(file)).rejects.toMatchObject({ columns: [name] });
});

test('an empty file is refused', async () => {
  await expect(read('')).rejects.toThrow('Columns missing');
});

test.each([
  [{ Ecole_maternelle: '1', Ecole_elementaire: '0' }, 'maternelle'],
  [{ Ecole_maternelle: '0', Ecole_elementaire: '1' }, 'elementaire'],
  [{ Ecole_maternelle: '1', Ecole_elementaire: '1' }, 'primaire'],
  [{ Ecole_maternelle: '', Ecole_elementaire: '', code_nature: '101' }, 'maternelle'],
  [{ Ecole_maternelle: '', Ecole_elementaire: '', code_nature: '153' }, 'elementaire'],
  [{ Ecole_maternelle: '', Ecole_elementaire: '', code_nature: '' }, 'primaire'],
])('%j is a %s', async (line, level) => {
  expect(await readOne(line)).toMatchObject({ level });
});

test.each([
  ['OUVERT', 'open'],
  ['A FERMER', 'closing'],
  ['A fermer', 'closing'],
  ['FERME', 'closed'],
  ['Fermé', 'closed'],
])('« %s » is %s', async (etat, state) => {
  expect(await readOne({ etat })).toMatchObject({ state });
});

test.each([
  ['69387', '69123'],
  ['69152', '69149'],
  ['69273', '69273'],
  ['1004', '01004'],
  ['2A004', '2A004'],
])('the commune code %s means %s', async (written, communeInsee) => {
  expect(await readOne({ Code_commune: written })).toMatchObject({ communeInsee });
});

test('a UAI that a spreadsheet robbed of its zero is read', async () => {
  expect(await readOne({ Identifiant_de_l_etablissement: '693027R' })).toMatchObject({ uai: '0693027R' });
});

test.each([
  [{ Identifiant_de_l_etablissement: '0693027X' }, 'invalid_uai'],
  [{ Identifiant_de_l_etablissement: '' }, 'invalid_uai'],
  [{ Nom_etablissement: ' ' }, 'no_name'],
  [{ Code_commune: 'Corbas' }, 'no_commune'],
  [{ etat: '?' }, 'unknown_state'],
  [
    { Ecole_maternelle: '', Ecole_elementaire: '', code_nature: '', Nom_etablissement: 'Jean Jaurès' },
    'unknown_level',
  ],
])('a line with %j is left out, and counted', async (line, reason) => {
  const { schools, counts } = await read(aDirectoryFile([aLine(line)]));
  expect(schools).toEqual([]);
  expect(counts).toEqual({ lines: 1, schools: 0, others: 0, refused: { [reason]: 1 } });
});

test('collèges, lycées and private schools are no business of ours', async () => {
  const lines = [aLine(), aLine({ Type_etablissement: 'Collège' }), aLine({ Statut_public_prive: 'Privé' })];
  expect((await read(aDirectoryFile(lines))).counts).toEqual({
    lines: 3,
    schools: 1,
    others: 2,
    refused: {},
  });
});

test('a school written twice counts once', async () => {
  expect((await read(aDirectoryFile([aLine(), aLine()]))).counts).toMatchObject({
    schools: 1,
    refused: { repeated: 1 },
  });
});

test('a line cut in the middle of the file is counted, at the end of the file it refuses it all', async () => {
  const [header, line] = aDirectoryFile([aLine()]).split('\r\n');
  const cut = line!.slice(0, 60);
  expect((await read([header, cut, line, ''].join('\r\n'))).counts.refused).toEqual({ cut_line: 1 });
  await expect(read([header, line, cut].join('\r\n'))).rejects.toThrow('stops in the middle');
});

test('cut anywhere, a file is refused unless the cut falls between two lines', async () => {
  const second = aLine({
    Identifiant_de_l_etablissement: '0693794Z',
    Nom_etablissement: 'École "Marie; Curie"',
  });
  const file = Buffer.from(aDirectoryFile([aLine(), second]));
  for (let length = 0; length < file.length - 2; length++) {
    const outcome = await read(file.subarray(0, length)).catch(() => 'refused');
    if (typeof outcome === 'object') expect(outcome.schools).toHaveLength(outcome.counts.lines);
  }
});

test('the sample of the demo is read whole', async () => {
  const sample = new URL('../../demo/annuaire-exemple.csv', import.meta.url);
  const { rows, counts } = readDirectoryCsv(createReadStream(sample));
  const communes = new Map<string, number>();
  for await (const { communeInsee } of rows)
    communes.set(communeInsee, (communes.get(communeInsee) ?? 0) + 1);
  expect(counts).toEqual({ lines: 75, schools: 75, others: 0, refused: {} });
  expect(communes.get('69273')).toBe(3);
  expect(communes.get('69123')).toBe(12);
  expect(communes.size).toBe(13);
});
