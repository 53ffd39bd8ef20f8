import { foldWords } from './fold-words.js';

/** How the academy shortens the kind of a school: « EMPU Condorcet » is « École maternelle publique Condorcet ». */
const SHORT: Readonly<Record<string, string>> = {
  empu: 'ecole maternelle publique',
  eepu: 'ecole elementaire publique',
  eppu: 'ecole primaire publique',
  em: 'ecole maternelle',
  ee: 'ecole elementaire',
  ep: 'ecole primaire',
  mat: 'maternelle',
  elem: 'elementaire',
  prim: 'primaire',
};

const GENERIC =
  /\b(?:ecole|groupe scolaire|gs|publique?|communale?|maternelle|elementaire|primaire|l|la|le|les|d|de|du|des)\b/g;

/** « É. Mat. Jean Macé », « E.M. Jean Macé »: with every word whole, folded. */
function inFull(text: string): string {
  const folded = foldWords(text);
  return folded
    .replace(/^e (?=(?:m|e|p)\b)/, 'e')
    .replace(/^(e[emp]) p u\b/, '$1pu')
    .replace(/^e (?=(?:mat|elem|prim)\b)/, 'ecole ')
    .split(' ')
    .map((word, index) => (index > 0 && word.length === 2 ? word : (SHORT[word] ?? word)))
    .join(' ');
}

/** « École Les Tilleuls » is « Les Tilleuls »; a school without a name of its own keeps all its words. */
export function ownNameOf(name: string): string {
  const whole = inFull(name);
  return whole.replace(GENERIC, ' ').replace(/\s+/g, ' ').trim() || whole;
}

/** The levels that a name, or what stands beside it, says. */
export function levelsIn(...texts: readonly string[]): string {
  const words = texts.map(inFull).join(' ');
  return ['maternelle', 'elementaire', 'primaire'].filter((one) => words.includes(one)).join(' ');
}
