import fc from 'fast-check';
import { matchSchool } from '../../src/registry/match-school.js';
import type { DirectorySchool, SchoolMatch } from '../../src/registry/school.js';
import { aSchool, aUai } from './support/a-school.js';

const schools: Record<string, DirectorySchool> = {
  jaures: aSchool({ name: 'Ecole primaire Jean Jaurès' }),
  cotMaternelle: aSchool({ name: 'PIERRE COT', level: 'maternelle' }),
  cotElementaire: aSchool({ name: 'ECOLE ELEMENTAIRE PIERRE COT', level: 'elementaire' }),
  franceA: aSchool({ name: 'Ecole élémentaire Anatole France A', level: 'elementaire' }),
  franceB: aSchool({ name: 'Ecole élémentaire Anatole France B', level: 'elementaire' }),
  exupery: aSchool({ name: 'E.E.PU. SAINT-EXUPERY', level: 'elementaire' }),
  mariecurie: aSchool({ name: 'Ecole élémentaire Marie Curie', level: 'elementaire' }),
  curies: aSchool({ name: 'Ecole maternelle Pierre et Marie Curie', level: 'maternelle' }),
  moulin: aSchool({ name: 'Ecole primaire Moulin à Vent' }),
  prainet1: aSchool({ name: 'Ecole primaire Le Prainet 1' }),
  prainet2: aSchool({ name: 'Ecole primaire Le Prainet 2' }),
  leclerc: aSchool({ name: 'Ecole élémentaire Général Leclerc', level: 'elementaire' }),
  veil: aSchool({ name: 'Ecole maternelle publique Simone Veil', level: 'maternelle', state: 'closing' }),
  centre: aSchool({ name: 'ECOLE ELEMENTAIRE CENTRE', level: 'elementaire' }),
  oldHugo: aSchool({ name: 'Ecole élémentaire Victor Hugo', level: 'elementaire', state: 'closed' }),
  macéClosed: aSchool({ name: 'Ecole élémentaire Jean Macé', level: 'elementaire', state: 'closed' }),
  macé: aSchool({ name: 'Ecole élémentaire Jean Macé', level: 'elementaire' }),
  sources: aSchool({ name: 'Groupe scolaire Les Sources' }),
};
const directory = Object.values(schools);
const byName = (name: string) => matchSchool({ name, uai: null }, directory);
const keysOf = (found: readonly DirectorySchool[]) =>
  Object.keys(schools).filter((key) => found.includes(schools[key]!));

test.each([
  ['Ecole primaire Jean Jaurès', 'jaures'],
  ['JEAN JAURES', 'jaures'],
  ['école jean-jaurès', 'jaures'],
  ['École publique Jean Jaurès', 'jaures'],
  ['Ecole Jean Jaurès de Corbas', 'jaures'],
  ['École Jean Jaurès, 69960 Corbas', 'jaures'],
  ['École Jean Jaurès - 5 rue des Écoles', 'jaures'],
  ['J. Jaurès', 'jaures'],
  ['Jaurès', 'jaures'],
  ['JAURES Jean', 'jaures'],
  ['Jean Jaurés', 'jaures'],
  ['Jean Jorès', 'jaures'],
  ['École élémentaire Jean Jaurès', 'jaures'],
  ['Groupe scolaire Jean Jaurès', 'jaures'],
  ['GS Jean Jaurès', 'jaures'],
  ['École maternelle Pierre Cot', 'cotMaternelle'],
  ['E.M.PU. Pierre Cot', 'cotMaternelle'],
  ['Pierre Cot (mat.)', 'cotMaternelle'],
  ['EE Pierre Cot', 'cotElementaire'],
  ['Ec. élém. Pierre Cot', 'cotElementaire'],
  ['Anatole France A', 'franceA'],
  ['ECOLE ANATOLE FRANCE B', 'franceB'],
  ['St Exupéry', 'exupery'],
  ['Saint Exupery', 'exupery'],
  ['Saint-Exupéri', 'exupery'],
  ['Marie Curie élémentaire', 'mariecurie'],
  ['Maternelle Pierre & Marie Curie', 'curies'],
  ['Moulin à vent', 'moulin'],
  ['Le Prainet II', 'prainet2'],
  ['Prainet n° 1', 'prainet1'],
  ['Gal Leclerc', 'leclerc'],
  ['École primaire Général Leclerc', 'leclerc'],
  ['école du Centre', 'centre'],
  ['maternelle Simone Veil', 'veil'],
  ['Jean Macé', 'macé'],
  ['Victor Hugo', 'oldHugo'],
  ['Les Sources', 'sources'],
])('« %s » is %s', (name, key) => {
  const match = byName(name);
  expect(match.kind).toBe('one');
  expect(match.kind === 'one' && keysOf([match.school])).toEqual([key]);
});

test.each([
  ['Pierre Cot', ['cotMaternelle', 'cotElementaire']],
  ['GS Pierre Cot', ['cotMaternelle', 'cotElementaire']],
  ['École primaire Pierre Cot', ['cotMaternelle', 'cotElementaire']],
  ['Maternelle et élémentaire Pierre Cot', ['cotMaternelle', 'cotElementaire']],
  ['Anatole France', ['franceA', 'franceB']],
  ['Le Prainet', ['prainet1', 'prainet2']],
  ['Curie', ['mariecurie', 'curies']],
  ['maternelle Jean Jaurès', ['jaures']],
  ['Jean Jaurès B', ['jaures']],
  ['Jean Jaurès prolongée', ['jaures']],
])('« %s » may be several schools, or one that is not quite it', (name, keys) => {
  const match = byName(name);
  expect(match.kind).toBe('ambiguous');
  expect(match.kind === 'ambiguous' && keysOf(match.candidates)).toEqual(keys);
});

test.each([
  ['École Louise Michel', []],
  ['Anatole France C', ['franceA', 'franceB']],
  ['maternelle Général Leclerc', ['leclerc']],
  ['élémentaire Simone Veil', ['veil']],
])('« %s » is not in the directory; the nearest are mentioned', (name, keys) => {
  const match = byName(name);
  expect(match.kind).toBe('none');
  expect(match.kind === 'none' && keysOf(match.nearest)).toEqual(keys);
});

test('« École primaire » alone names a school only where there is no other', () => {
  const only = aSchool({ name: 'ECOLE PRIMAIRE' });
  expect(matchSchool({ name: 'École de Corbas', uai: null }, [only])).toEqual({ kind: 'one', school: only });
  expect(matchSchool({ name: 'école primaire publique', uai: null }, [only]).kind).toBe('one');
  expect(matchSchool({ name: 'École maternelle', uai: null }, [only]).kind).toBe('ambiguous');
  expect(matchSchool({ name: 'École primaire', uai: null }, [only, schools['jaures']!]).kind).toBe(
    'ambiguous',
  );
});

test('the level may come from a column of its own', () => {
  expect(matchSchool({ name: 'Pierre Cot', uai: null, level: 'elementaire' }, directory)).toMatchObject({
    school: schools['cotElementaire']!,
  });
});

const withUai = (name: string | null, key: string): SchoolMatch =>
  matchSchool({ name, uai: schools[key]!.uai }, directory);

test.each([
  [null, 'jaures'],
  ['École', 'jaures'],
  ['Jean Jaurès', 'jaures'],
  ['Pierre Cot', 'cotMaternelle'],
  ['Anatole France', 'franceB'],
  ['Curie', 'curies'],
  ['École Jean Jaurès de Corbas', 'jaures'],
])('« %s » with the UAI of %s is that school', (name, key) => {
  expect(withUai(name, key)).toEqual({ kind: 'one', school: schools[key]! });
});

test.each([
  ['Jean Jaurès', 'leclerc', ['jaures', 'leclerc']],
  ['maternelle Pierre Cot', 'cotElementaire', ['cotMaternelle', 'cotElementaire']],
  ['Anatole France A', 'franceB', ['franceA', 'franceB']],
  ['Louise Michel', 'jaures', ['jaures']],
  ['Marie Curie', 'curies', ['mariecurie', 'curies']],
])('« %s » with the UAI of %s contradicts itself: both are shown', (name, key, keys) => {
  const match = withUai(name, key);
  expect(match.kind).toBe('ambiguous');
  expect(match.kind === 'ambiguous' && keysOf(match.candidates)).toEqual(keys);
});

test('a UAI unknown in the commune is never replaced by the name without asking', () => {
  const elsewhere = aUai(9_999);
  expect(matchSchool({ name: 'Jean Jaurès', uai: elsewhere }, directory)).toEqual({
    kind: 'ambiguous',
    candidates: [schools['jaures']!],
  });
  expect(matchSchool({ name: null, uai: elsewhere }, directory)).toEqual({ kind: 'none', nearest: [] });
});

test.each([null, '', '   ', '?', '-'])('a school written %j is none, or anyone', (name) => {
  expect(matchSchool({ name, uai: null }, directory).kind).not.toBe('one');
});

test('no text makes the matching throw, and no answer comes from outside the directory', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (name) => {
      const match = byName(name);
      const said =
        match.kind === 'one' ? [match.school] : match.kind === 'none' ? match.nearest : match.candidates;
      expect(said.every((school) => directory.includes(school))).toBe(true);
    }),
  );
});
