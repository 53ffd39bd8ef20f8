import type { Grid, GridCell, GridSheet } from '../open/grid.js';
import type { Problem } from '../reading.js';
import { cellName, placeOf } from './cell-name.js';
import { correctionSheetState } from './correction-sheet.js';
import type { DraftCell, Look, SheetDraft } from './draft.js';
import { box, INK, marks, RULE } from './looks.js';
import { noteText } from './note-text.js';
import { linesOf } from './text-lines.js';
import { NotEditable } from './xml-tree.js';

const MOST_CELLS = 100_000;
const NARROWEST = 10;
const WIDEST = 42;
const LINE_POINTS = 15.5;

const plain: Look = {
  color: INK,
  wrap: true,
  vertical: 'top',
  borders: box({ color: RULE, style: 'thin' }),
  isInput: true,
};

/** The sheets of a workbook drawn again from their cells, all of them as text, the wrong ones marked and noted. */
export function rebuildSheets(
  grid: Grid,
  names: readonly string[],
  problems: readonly Problem[],
): SheetDraft[] {
  const size = grid.sheets.reduce((sum, { cells }) => sum + cells.length, 0);
  if (size > MOST_CELLS) throw new NotEditable('too many cells');
  return grid.sheets.map((sheet, index) => {
    const here = problems.filter(({ where }) => where?.sheet === names[index]);
    return rebuildSheet(sheet, names[index]!, here);
  });
}

/** The workbook without the sheet « À corriger » that we had sent with it. */
export function withoutCorrectionSheet(grid: Grid): Grid {
  return {
    sheets: grid.sheets.filter(
      ({ cells }) => correctionSheetState(cells.map(({ text }) => text)) === 'other',
    ),
  };
}

function rebuildSheet(sheet: GridSheet, name: string, problems: readonly Problem[]): SheetDraft {
  const cells = markedCells(cellsOf(sheet), problems);
  const columns = Math.max(1, ...cells.map(({ column }) => column));
  const columnWidths = Array.from({ length: columns }, (_, index) => widthOf(cells, index + 1));
  return {
    name,
    isHidden: sheet.hidden,
    columnWidths,
    rowHeights: heightsOf(cells, columnWidths),
    cells,
    hiddenRows: hiddenOnly(sheet.cells, ({ row }) => row + 1),
    hiddenColumns: hiddenOnly(sheet.cells, ({ column }) => column + 1),
    isProtected: false,
    isLandscape: true,
    fits: 'width',
    footer: name,
  };
}

/** Merges that overlap are no merges: only the first is kept. */
function cellsOf({ cells }: GridSheet): DraftCell[] {
  const taken = new Set<string>();
  const drawn: DraftCell[] = [];
  for (const { row, column, rowSpan, columnSpan, text } of cells) {
    const place = { row: row + 1, column: column + 1 };
    if (taken.has(cellName(place))) continue;
    const covered = coveredBy(place, rowSpan, columnSpan);
    const isFree = covered.length <= MOST_COVERED && covered.every((name) => !taken.has(name));
    for (const name of isFree ? covered : [cellName(place)]) taken.add(name);
    const spans = isFree && covered.length > 1 ? { spans: { columns: columnSpan, rows: rowSpan } } : {};
    drawn.push({ ...place, text, look: plain, ...spans });
  }
  return drawn;
}

const MOST_COVERED = 500;

function coveredBy(place: { row: number; column: number }, rows: number, columns: number): string[] {
  if (rows * columns > MOST_COVERED) return Array.from({ length: MOST_COVERED + 1 }, () => '');
  return Array.from({ length: rows * columns }, (_, index) =>
    cellName({ row: place.row + Math.floor(index / columns), column: place.column + (index % columns) }),
  );
}

function markedCells(cells: readonly DraftCell[], problems: readonly Problem[]): DraftCell[] {
  const byName = new Map(cells.map((cell) => [cellName(cell), cell]));
  const grouped = new Map<string, Problem[]>();
  for (const problem of problems) {
    const place = placeOf(problem.where?.cell ?? '');
    if (place !== null) grouped.set(cellName(place), [...(grouped.get(cellName(place)) ?? []), problem]);
  }
  for (const [name, here] of grouped) {
    const isError = here.some(({ severity }) => severity === 'error');
    const cell = byName.get(name) ?? { ...placeOf(name)!, text: '', look: plain };
    const look = { ...cell.look, ...marks[isError ? 'error' : 'warning'] };
    byName.set(name, { ...cell, look, note: noteText(here) });
  }
  return [...byName.values()];
}

function widthOf(cells: readonly DraftCell[], column: number): number {
  let widest = NARROWEST;
  for (const cell of cells) {
    if (cell.column !== column || (cell.spans?.columns ?? 1) > 1) continue;
    for (const line of cell.text.split('\n')) widest = Math.max(widest, line.length + 3);
  }
  return Math.min(WIDEST, widest);
}

function heightsOf(cells: readonly DraftCell[], widths: readonly number[]): Map<number, number> {
  const heights = new Map<number, number>();
  for (const { row, column, text, spans } of cells) {
    if ((spans?.rows ?? 1) > 1) continue;
    const columns = spans?.columns ?? 1;
    const width = widths.slice(column - 1, column - 1 + columns).reduce((sum, one) => sum + one, 0);
    const height = Math.min(400, linesOf(text, Math.max(width, NARROWEST)) * LINE_POINTS + 4);
    heights.set(row, Math.max(heights.get(row) ?? 0, height));
  }
  return heights;
}

/** Rows (or columns) all of whose cells were hidden stay so. */
function hiddenOnly(cells: readonly GridCell[], lineOf: (cell: GridCell) => number): Set<number> {
  const hidden = new Set<number>();
  const shown = new Set<number>();
  for (const cell of cells) (cell.hidden ? hidden : shown).add(lineOf(cell));
  return new Set([...hidden].filter((one) => !shown.has(one)));
}
