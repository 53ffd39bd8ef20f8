import { textOf } from './find-header.js';
import { foldWords } from './fold-words.js';
import { looksLikeSchool } from './guess-kind.js';
import { namesGroup } from './school-group.js';
import type { Column } from './table-columns.js';
import type { View } from './view-sheet.js';

/** « SECTEUR NORD », « Nouvelles écoles » alone on its line: it sorts the schools, and is none. */
export function headsSector(view: View): boolean {
  const text = textOf(view);
  if (view.label !== null || namesGroup(text) || /[@\d]/.test(text)) return false;
  return SCHOOLS.test(foldWords(text)) || (SECTOR.test(foldWords(text)) && !looksLikeSchool(text));
}

/** Merged over three columns or more: it heads the lines below, whatever it says, and is no school without administrator. */
export function isOverTable({ cell }: View, columns: readonly Column[]): boolean {
  const to = cell.column + cell.columnSpan;
  return columns.filter(({ from }) => from >= cell.column && from < to).length >= 3;
}

/** « NOUVELLES ÉCOLES », « Écoles reconduites »: several, so the name of none. */
const SCHOOLS = /^(?:(?:nouvelles?|autres|les|nos) )*(?:ecoles|etablissements)\b.{0,40}$/;

const SECTOR = /^(?:secteur|quartier|zone|circonscription|arrondissement|bassin)\b.{0,50}$/;
