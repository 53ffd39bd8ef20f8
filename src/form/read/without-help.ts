import type { GridCell } from '../open/grid.js';
import { foldWords } from './fold-words.js';
import { tellsChange } from './known-sentence.js';

const HELP =
  /^(?:aide|aide (?:a la saisie|au remplissage)|consignes?|explications?|indications?|exemples?|format(?: attendu)?|mode d emploi|comment remplir)$/;
const ANSWER =
  /^(?:(?:votre |vos |ma |la )?(?:saisie|reponses?|valeurs?)|a (?:remplir|completer|saisir|renseigner)|reponses? (?:de la |de votre )?(?:commune|mairie))$/;

/**
 * « Rubrique | Aide | Votre saisie »: the column that tells how to answer answers nothing, whatever its examples look like.
 * What it says of a change stays, for a person to read.
 */
export function withoutHelp(cells: readonly GridCell[]): GridCell[] {
  const helps = cells.filter(({ row, text }) => row < 40 && HELP.test(foldWords(text)));
  const head = helps.find(({ row }) =>
    cells.some((cell) => cell.row === row && ANSWER.test(foldWords(cell.text))),
  );
  if (head === undefined) return [...cells];
  return cells.filter(
    ({ row, column, text }) =>
      row < head.row || (row > head.row && column !== head.column) || (row > head.row && tellsChange(text)),
  );
}
