import { fold } from './fold.js';
import { linkWords } from './link-words.js';
import type { SchoolLevel } from './school.js';

/** The name of a school taken apart, so that two ways of writing it can be compared. */
export type SchoolName = {
  /** What the words say (« élém. », « E.M.PU. »); null when they say nothing, or both. */
  level: SchoolLevel | null;
  /** « Groupe scolaire », « GS », or « maternelle et élémentaire »: perhaps several schools. */
  isGroup: boolean;
  /** Meaningful words of its own name, abbreviations in full: `JEAN JAURES`; none for « Ecole primaire ». */
  words: readonly string[];
  /** The letter or number that tells two twins apart (« Anatole France A », « Le Prainet 2 »). */
  suffix: string | null;
  /** All words glued, link words too (`PHILIBERTDELORME`): two spellings that differ by spaces are equal. */
  glued: string;
  /** The meaningful words only, glued. */
  key: string;
  /** One bit for each letter of the alphabet that each spelling uses: names far apart are told apart at once. */
  letters: { key: number; glued: number };
};

const levelOfWord: Record<string, SchoolLevel> = {
  MATERNELLE: 'maternelle',
  MATERNELLES: 'maternelle',
  MATERNEL: 'maternelle',
  MATER: 'maternelle',
  MAT: 'maternelle',
  EM: 'maternelle',
  EMPU: 'maternelle',
  ELEMENTAIRE: 'elementaire',
  ELEMENTAIRES: 'elementaire',
  ELEM: 'elementaire',
  ELE: 'elementaire',
  EE: 'elementaire',
  EEPU: 'elementaire',
  PRIMAIRE: 'primaire',
  PRIMAIRES: 'primaire',
  PRIM: 'primaire',
  EP: 'primaire',
  EPPU: 'primaire',
};

/** Words of every school, which name none. */
const generic = new Set(
  'ECOLE ECOLES ECOL EC PUBLIQUE PUBLIC PUB PU COMMUNALE MUNICIPALE APPLICATION APPLI REP ETABLISSEMENT'.split(
    ' ',
  ),
);

const inFull: Record<string, string> = {
  ST: 'SAINT',
  STE: 'SAINTE',
  DR: 'DOCTEUR',
  GAL: 'GENERAL',
  GEN: 'GENERAL',
  CDT: 'COMMANDANT',
  PDT: 'PRESIDENT',
  MT: 'MONT',
  DEUX: '2',
  TROIS: '3',
  QUATRE: '4',
  CINQ: '5',
};

const romanSuffix: Record<string, string> = { I: '1', II: '2', III: '3', IV: '4' };

/** Takes a school's name apart. Without its commune's words, which the caller may have removed from the end. */
export function readSchoolName(name: string): SchoolName {
  const { words, isGroup } = withoutGroup(spellOut(name));
  const levels = new Set(words.map((word) => levelOfWord[word]).filter((level) => level !== undefined));
  const own = words.filter((word) => levelOfWord[word] === undefined && !generic.has(word));
  const { base, suffix } = splitSuffix(own);
  const meaningful = base.filter((word) => !linkWords.has(word));
  return {
    level: levels.size === 1 ? [...levels][0]! : null,
    isGroup: isGroup || levels.size > 1,
    words: meaningful,
    suffix,
    glued: base.join(''),
    key: meaningful.join(''),
    letters: { key: lettersOf(meaningful.join('')), glued: lettersOf(base.join('')) },
  };
}

/** Folded words, abbreviations in full; codes and numbers of the directory (UAI, post codes) are left out. */
function spellOut(name: string): string[] {
  return fold(name)
    .replace(/\b\d{7}[A-Z]\b|(?<!\d)\d{5}(?!\d)/g, ' ')
    .replace(/\b(?:N|NO|NUM)\s*[°º.]?\s*(?=\d)/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^(?:ECOLE )?E ([MEP])(?: A)?(?: PU)?(?= |$)/, 'E$1')
    .replace(/\bD APPLI(CATION)?\b/g, ' ')
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => inFull[word] ?? word);
}

function withoutGroup(words: readonly string[]): { words: string[]; isGroup: boolean } {
  const text = words.join(' ');
  const rest = text.replace(/\b(?:G S|GS|(?:GROUPES?|GRPE?|GPE?) SCOL(?:AIRES?)?)\b/g, ' ');
  return { words: rest.split(' ').filter((word) => word !== ''), isGroup: rest !== text };
}

function splitSuffix(words: readonly string[]): { base: string[]; suffix: string | null } {
  const last = words.at(-1);
  if (last === undefined || words.length < 2 || !/^([A-Z]|\d{1,2}|I{2,3}|IV)$/.test(last)) {
    return { base: [...words], suffix: null };
  }
  return { base: words.slice(0, -1), suffix: romanSuffix[last] ?? last };
}

function lettersOf(text: string): number {
  return [...text].reduce((bits, letter) => bits | (1 << (letter.charCodeAt(0) % 32)), 0);
}
