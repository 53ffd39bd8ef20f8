import { foldWords } from './fold-words.js';

const LEVEL_ONLY =
  /^(?:l )?(?:ecole |section |niveau )?(?:publique )?(?:maternelle|elementaire|primaire)(?: publique)?$/;

/** « Maternelle », « École élémentaire »: a name only under the heading of its group. */
export function isLevelOnly(text: string): boolean {
  return LEVEL_ONLY.test(foldWords(text));
}

/** « Groupe scolaire Jean Jaurès »: a school, or the heading of several. */
export function namesGroup(text: string): boolean {
  return /^(?:groupe scolaire|gs|g s|groupe|ecoles du groupe scolaire|ensemble scolaire)\b.{2,60}$/.test(
    foldWords(text),
  );
}
