import type { GridSheet } from '../open/grid.js';
import { foldWords } from './fold-words.js';
import { looksLikeEmail, looksLikePhone } from './guess-kind.js';
import { tellsChange } from './known-sentence.js';

const NAME =
  /^(?:listes?(?: deroulantes?| de (?:choix|valeurs|donnees))?|parametres?|parametrage|menus?|menus? deroulants?|valeurs|choix|nomenclatures?|referentiels?|donnees de validation|validation)$/;

/** The sheet that feeds the drop-down lists of a form: words to choose among, and nobody's address or number. */
export function isListOfChoices({ name, cells }: GridSheet): boolean {
  return (
    NAME.test(foldWords(name)) &&
    cells.every(
      ({ text }) => text.length <= 50 && !looksLikeEmail(text) && !looksLikePhone(text) && !tellsChange(text),
    )
  );
}
