import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { indexSchools } from '../../src/registry/index-schools.js';
import { aSchool, aUai } from './support/a-school.js';
import { aNationalFile } from './support/directory-files.js';

test('a school is looked for in its commune only', () => {
  const [here, there] = ['69273', '69029'].map((communeInsee) =>
    aSchool({ name: 'Jean Jaurès', communeInsee }),
  );
  const index = indexSchools([here!, there!]);
  expect(index.match({ name: 'Jean Jaurès', uai: null }, '69029')).toEqual({ kind: 'one', school: there });
  expect(index.match({ name: 'Jean Jaurès', uai: null }, '69034')).toEqual({ kind: 'none', nearest: [] });
});

test('a UAI is found whatever the commune', () => {
  const school = aSchool({ name: 'Jean Jaurès' });
  expect(indexSchools([school]).find(school.uai)).toBe(school);
  expect(indexSchools([school]).find(aUai(9_998))).toBeUndefined();
});

async function wholeFile(schools: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of aNationalFile(schools)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Measured in the compiled program: jest's sandbox makes every global slow. */
test('a match among 65,000 schools, 500 of them in the commune', async () => {
  const written = [
    'École maternelle Jean Jaurès',
    'Ecole Jules Ferry',
    'GS P. Langevin',
    'École élémentaire Anatole Frnace',
    'Lamartine les Grands Champs',
  ];
  const script = fileURLToPath(new URL('support/time-matches.mjs', import.meta.url));
  const printed = execFileSync(process.execPath, [script, ...written], {
    input: await wholeFile(65_000),
    encoding: 'utf8',
  });
  const { schools, timings, kinds } = JSON.parse(printed);
  const lines = written.map((name, place) => `${timings[place]} ms for « ${name} »`);
  process.stderr.write(`\nA match among ${schools} schools: ${lines.join(', ')}.\n`);
  expect(schools).toBe(65_001);
  expect(kinds.at(-1)).toBe('none');
});
