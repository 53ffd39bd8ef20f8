import { communeByInsee } from './find-commune.js';
import { fold } from './fold.js';
import type { DirectorySchool } from './school.js';
import { readSchoolName, type SchoolName } from './school-name.js';
import type { Uai } from './uai.js';

export type ListedSchool = { school: DirectorySchool; name: SchoolName };

/** The directory of one commune, its names already taken apart. */
export type SchoolsOfCommune = {
  all: readonly ListedSchool[];
  /** Open or closing. */
  open: readonly ListedSchool[];
  byUai: ReadonlyMap<Uai, ListedSchool>;
  /** What a school's name may be without what follows it: an address, the commune's own name. */
  shorterNames(name: string): string[];
};

const prepared = new WeakMap<readonly DirectorySchool[], SchoolsOfCommune>();

/** Prepared once per array: a form of fifty schools asks fifty times. The array must not change afterwards. */
export function listSchools(schools: readonly DirectorySchool[]): SchoolsOfCommune {
  const known = prepared.get(schools) ?? prepare(schools);
  prepared.set(schools, known);
  return known;
}

function prepare(schools: readonly DirectorySchool[]): SchoolsOfCommune {
  const all = schools.map((school) => ({ school, name: readSchoolName(school.name) }));
  const endings = communeEndings(schools[0]?.communeInsee);
  return {
    all,
    open: all.filter(({ school }) => school.state !== 'closed'),
    byUai: new Map(all.map((listed) => [listed.school.uai, listed])),
    shorterNames: (name) => shorterNames(name, endings),
  };
}

/** The names of the commune that may end a school's: whole, former, and first word (« Vaulx »). */
function communeEndings(insee: string | undefined): string[] {
  const commune = insee === undefined ? undefined : communeByInsee(insee);
  if (commune === undefined) return [];
  const names = [commune.name, ...commune.formerNames].map(fold);
  const short = names.map((name) => name.split(' ')[0]!).filter((word) => !/^(SAINTE?|LA|LE)$/.test(word));
  return [...new Set([...names, ...short])].sort((a, b) => b.length - a.length);
}

const address =
  /(?:[,;(]|\s[-–—]|\s(?=\d))\s*(?:\d+\s*(?:bis|ter)?[\s,]+)?(?:rue|avenue|av\.?|place|pl\.?|boulevard|bd|chemin|route|all[ée]e|impasse|cours|quai|mont[ée]e)\s.*$/i;

function shorterNames(name: string, endings: readonly string[]): string[] {
  const withoutAddress = name.replace(address, '');
  const withoutCommune = withoutEnding(withoutAddress, endings);
  return [withoutAddress, withoutCommune].filter(
    (shorter) => shorter !== null && shorter !== name,
  ) as string[];
}

function withoutEnding(name: string, endings: readonly string[]): string | null {
  const bare = fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/ \d{5}(?= |$)/g, '')
    .trim()
    .replace(/\bST(E?)\b/g, 'SAINT$1')
    .replace(/ LYON 0?[1-9] ?(?:ER|E|EME|ND)?(?: ARR\w*)?$/, ' LYON');
  const ending = endings.find((each) => bare.endsWith(` ${each}`));
  return ending === undefined ? null : bare.slice(0, -ending.length).replace(/( (DE|D|A|DU|LA|L))* *$/, '');
}
