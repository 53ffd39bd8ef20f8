import type { GridSheet } from '../../src/form/open/grid.js';
import type { ShownCell, ShownDocument } from '../../src/store/desk/shown-parts.js';

const MOST_SHEETS = 6;
const MOST_ROWS = 300;
const MOST_COLUMNS = 40;
const MOST_CELLS = 6_000;
const MOST_SIGNS = 400;

/** What a page can show of a document. Far cells, and what is beyond the measure of a page, are in the download. */
export function cutSheets(sheets: readonly GridSheet[]): ShownDocument {
  let isCut = sheets.length > MOST_SHEETS;
  let left = MOST_CELLS;
  const shown = sheets.slice(0, MOST_SHEETS).map(({ name, hidden, cells }) => {
    const kept = cells.filter(
      (cell) => cell.text.trim() !== '' && cell.row < MOST_ROWS && cell.column < MOST_COLUMNS,
    );
    const visible = kept.slice(0, left);
    left -= visible.length;
    isCut ||= visible.length < cells.filter((cell) => cell.text.trim() !== '').length;
    return { name, isHidden: hidden, cells: visible.map(shownCell) };
  });
  return { sheets: shown, isCut };
}

function shownCell(cell: GridSheet['cells'][number]): ShownCell {
  return {
    row: cell.row,
    column: cell.column,
    rowSpan: cell.rowSpan,
    columnSpan: cell.columnSpan,
    text: cell.text.slice(0, MOST_SIGNS).toWellFormed().replaceAll('\u0000', ''),
    isHidden: cell.hidden,
  };
}
