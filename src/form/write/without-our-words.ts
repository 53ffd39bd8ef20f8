import type { Grid, GridCell, GridSheet } from '../open/grid.js';
import { correctionSheetState } from './correction-sheet.js';
import { exampleRow, isExampleMark, isModelSentence } from './model-words.js';
import { startsOurNote, withoutOurNote } from './note-text.js';

const CHANGED = 'Quelqu’un a écrit dans la feuille « À corriger » : une personne doit la lire.';

/**
 * What we wrote ourselves taken out of what came back, before it is read: the sheet « À corriger », the example row, the
 * sentences of the model and our notes on wrong cells. Never a text of the commune: a sheet « À corriger » someone typed in leaves one sentence
 * for a person, and an example row whose example was replaced stays.
 */
export function withoutOurWords(grid: Grid): Grid {
  return { sheets: grid.sheets.flatMap(cleared) };
}

function cleared(sheet: GridSheet): GridSheet[] {
  const state = correctionSheetState(sheet.cells.map(({ text }) => text));
  if (state === 'ours') return [];
  if (state === 'changed')
    return [{ ...sheet, hidden: false, cells: [{ ...sheet.cells[0]!, hidden: false, text: CHANGED }] }];
  const examples = exampleRowsOf(sheet.cells);
  const cells = sheet.cells.filter(({ row, text }) => !examples.has(row) && !isModelSentence(text));
  return [{ ...sheet, cells: cells.map(withItsOwnNote) }];
}

/** What the commune itself pinned to the cell, our sentences on it set aside. */
function withItsOwnNote(cell: GridCell): GridCell {
  const { note, ...bare } = cell;
  if (note === undefined || !startsOurNote(note)) return cell;
  const own = withoutOurNote(note);
  return own === '' ? bare : { ...bare, note: own };
}

/** Rows that begin with the mark and hold nothing but the example itself. */
function exampleRowsOf(cells: readonly GridCell[]): Set<number> {
  const marked = cells.filter(({ text }) => isExampleMark(text)).map(({ row }) => row);
  const known = new Set<string>(exampleRow.map(plain));
  const isUntouched = (row: number) =>
    cells.every((cell) => cell.row !== row || isExampleMark(cell.text) || known.has(plain(cell.text)));
  return new Set(marked.filter(isUntouched));
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('’', "'").trim().toLowerCase();
}
