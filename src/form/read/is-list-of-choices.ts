import type { GridSheet } from '../open/grid.js';
import { foldWords } from './fold-words.js';
import {
  looksLikeEmail,
  looksLikePerson,
  looksLikePhone,
  looksLikeSchool,
  looksLikeUai,
} from './guess-kind.js';
import { tellsChange } from './known-sentence.js';
import { isLevelOnly } from './school-group.js';

const NAME =
  /^(?:listes|listes? deroulantes?|listes? de (?:choix|valeurs|donnees)|parametres?|parametrage|menus?|menus? deroulants?|valeurs|choix|nomenclatures?|referentiels?|donnees de validation|validation)$/;

/** The sheet that feeds the drop-down lists of a form: words to choose among, and nobody's name, school, address or number. */
export function isListOfChoices({ name, cells }: GridSheet): boolean {
  return NAME.test(foldWords(name)) && cells.every(({ text }) => isChoice(text));
}

function isChoice(text: string): boolean {
  const tellsSomebody =
    looksLikeEmail(text) || looksLikePhone(text) || looksLikePerson(text) || looksLikeUai(text);
  const namesSchool = looksLikeSchool(text) && !isLevelOnly(text);
  return text.length <= 50 && !tellsSomebody && !namesSchool && !tellsChange(text);
}
