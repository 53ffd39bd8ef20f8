import { foldWords } from './fold-words.js';

const GENERIC =
  /\b(?:ecole|groupe scolaire|gs|publique?|communale?|maternelle|elementaire|primaire|l|la|le|les|de|du)\b/g;

/** « École Les Tilleuls » is « Les Tilleuls »; a school without a name of its own keeps all its words. */
export function ownNameOf(name: string): string {
  const folded = foldWords(name);
  return folded.replace(GENERIC, ' ').replace(/\s+/g, ' ').trim() || folded;
}

/** The levels that a name, or what stands beside it, says. */
export function levelsIn(...texts: readonly string[]): string {
  const words = texts.map(foldWords).join(' ');
  return ['maternelle', 'elementaire', 'primaire'].filter((one) => words.includes(one)).join(' ');
}
