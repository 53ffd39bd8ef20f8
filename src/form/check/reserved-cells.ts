import { cellName, type Grid, type GridCell } from '../open/grid.js';
import { isOfAnnex } from '../read/annex-text.js';
import { foldWords } from '../read/fold-words.js';
import { isNoAnswer } from '../read/no-answer.js';
import { tellsReserve } from '../read/tells-reserve.js';
import { tidy } from '../read/tidy.js';
import type { ReadSchool, UnreadCell } from '../reading.js';

/**
 * Visible cells that take back or doubt what stands beside them and that no part of the reading shows: a title, a heading
 * over a part of the table, the head of a column. Whatever took them for a label, a person reads them.
 */
export function reservedCells(
  { sheets }: Grid,
  schools: readonly ReadSchool[],
  unread: readonly UnreadCell[],
): UnreadCell[] {
  const place = (sheet: string, cell: string) => `${sheet}\n${cell}`;
  const shown = new Set([
    ...unread.map(({ sheet, cell }) => place(sheet, cell)),
    ...schools.flatMap(({ action }) => (action ? [place(action.at.sheet, action.at.cell)] : [])),
  ]);
  const read = new Set(
    unread.filter(({ looksLikeData }) => looksLikeData).map(({ sheet, cell }) => place(sheet, cell)),
  );
  return sheets
    .filter(({ hidden }) => !hidden)
    .flatMap(({ name, cells }) => {
      const isRead = ({ row, column }: GridCell) => read.has(place(name, cellName(row, column)));
      /** The head of a row or of columns whose answers are for a person already. */
      const headsRead = (head: GridCell) => cells.some((one) => isUnder(one, head) && isRead(one));
      const isAnswer = ({ row, text }: GridCell) =>
        isNoAnswer(text) && cells.some((one) => one.row === row && one.text !== text);
      return cells
        .filter((cell) => !cell.hidden && tellsReserve(cell.text) && !isOfAnnex(foldWords(cell.text)))
        .filter(
          (cell) =>
            !shown.has(place(name, cellName(cell.row, cell.column))) && !isAnswer(cell) && !headsRead(cell),
        )
        .map(({ row, column, text }) => ({
          sheet: name,
          cell: cellName(row, column),
          text: tidy(text),
          looksLikeData: true,
        }));
    });
}

function isUnder(one: GridCell, head: GridCell): boolean {
  if (one.row === head.row) return one.column > head.column;
  return one.row > head.row && one.column >= head.column && one.column < head.column + head.columnSpan;
}
