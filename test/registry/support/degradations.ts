import type { WrittenSchool } from '../../../src/registry/match-school.js';
import type { DirectorySchool, SchoolLevel } from '../../../src/registry/school.js';

/** A school as a clerk could write it instead of copying the directory. `communeName` is the commune's official name. */
export type Degradation = (school: DirectorySchool, communeName: string) => WrittenSchool;

const levelWords: Record<SchoolLevel, string> = {
  maternelle: 'maternelle',
  elementaire: 'élémentaire',
  primaire: 'primaire',
};

/** The school's own name, without « ECOLE … ». */
export function ownName({ name }: DirectorySchool): string {
  const own = name.replace(
    /^ECOLE (PRIMAIRE|ELEMENTAIRE|MATERNELLE)( D APPLICATION| PUBLIQUE| GROUPE SCOLAIRE)*\s*/,
    '',
  );
  return own.trim();
}

const written = (name: string): WrittenSchool => ({ name, uai: null });
const named = (write: (own: string, level: string, commune: string) => string): Degradation => {
  return (school, commune) => written(write(ownName(school), levelWords[school.level], commune).trim());
};

/** The same number for the same school, so that every run degrades alike. */
function draw({ uai }: DirectorySchool, below: number): number {
  return [...uai].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7) % Math.max(1, below);
}

function spoil(change: (name: string, place: number) => string): Degradation {
  return (school) => {
    const own = ownName(school);
    if (own === '') return written(school.name);
    const place = 1 + draw(school, own.length - 2);
    return written(`École ${levelWords[school.level]} ${change(own, place)}`);
  };
}

const capitalised = (name: string) =>
  name.toLowerCase().replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
const otherWords = /^\S+\s+/;

export const degradations: Record<string, Degradation> = {
  'as the directory': ({ name }) => written(name),
  'lower case': ({ name }) => written(name.toLowerCase()),
  'capitals and level': named((own, level) => `École ${level} ${capitalised(own)}`),
  'without its level': named((own) => capitalised(own)),
  'level behind': named((own, level) => `${capitalised(own)} (${level})`),
  'level in its column': (school) => ({ ...written(capitalised(ownName(school))), level: school.level }),
  'level abbreviated': named((own, level) => `Ec. ${level.slice(0, level === 'maternelle' ? 3 : 4)}. ${own}`),
  'ministry initials': named(
    (own, level) => `E.${level[0] === 'é' ? 'E' : level[0]!.toUpperCase()}.PU. ${own}`,
  ),
  'groupe scolaire': named((own) => `Groupe scolaire ${capitalised(own)}`),
  GS: named((own) => `GS ${own}`),
  'école publique': named((own) => `École publique ${capitalised(own)}`),
  'commune behind': named((own, level, commune) => `École ${level} ${capitalised(own)} de ${commune}`),
  'address behind': named((own, level) => `École ${level} ${own} - 12 rue de la République`),
  hyphens: named((own, level) => `école ${level} ${capitalised(own).replaceAll(' ', '-')}`),
  'glued words': named((own, level) => `école ${level} ${own.replaceAll(' ', '')}`),
  'St for Saint': named(
    (own, level) => `École ${level} ${own.replace(/\bSAINT\b/, 'St').replace(/\bSAINTE\b/, 'Ste')}`,
  ),
  'first name as an initial': named(
    (own, level) => `École ${level} ${own.replace(/^[A-Z]{4,}(?= )/, (word) => `${word[0]}.`)}`,
  ),
  'surname only': named((own, level) => `École ${level} ${own.replace(otherWords, '')}`),
  'words in another order': named((own, level) => `École ${level} ${own.split(' ').reverse().join(' ')}`),
  'a letter dropped': spoil((own, at) => own.slice(0, at) + own.slice(at + 1)),
  'a letter doubled': spoil((own, at) => own.slice(0, at) + own.slice(at - 1)),
  'two letters swapped': spoil(
    (own, at) => own.slice(0, at) + (own[at + 1] ?? '') + (own[at] ?? '') + own.slice(at + 2),
  ),
  'a letter for another': spoil((own, at) => `${own.slice(0, at)}E${own.slice(at + 1)}`),
  'cut by a narrow cell': named((own, level) => `École ${level} ${own.slice(0, 8)}`),
  'suffix dropped': named((own, level) => `École ${level} ${own.replace(/ ([A-Z]|\d)$/, '')}`),
  'primaire for all': named((own) => `École primaire ${capitalised(own)}`),
  'UAI and a vague name': (school) => ({
    name: `École ${ownName(school).split(' ').at(-1)}`,
    uai: school.uai,
  }),
  'UAI alone': (school) => ({ name: null, uai: school.uai }),
};
