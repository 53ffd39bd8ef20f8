import { cellName, type Grid, type GridCell } from '../open/grid.js';
import { isOfAnnex } from '../read/annex-text.js';
import { placeOf, rowOf } from '../read/cell-place.js';
import { foldWords } from '../read/fold-words.js';
import { looksLikeDate } from '../read/guess-kind.js';
import { announcesNews, tellsChange } from '../read/known-sentence.js';
import { isNoAnswer } from '../read/no-answer.js';
import { tellsReserve } from '../read/tells-reserve.js';
import { tidy } from '../read/tidy.js';
import type { ReadSchool, UnreadCell } from '../reading.js';
import { headsOtherCommune } from './is-other-commune.js';

/** More would say nothing that these do not: one is enough for a person to look. */
const MOST_TOLD = 200;

/**
 * Visible cells that take back or doubt what stands beside them and that nobody would read otherwise: a title, a heading
 * over a part of the table, another town hall’s heading, the head of a column, « NON » or a date beside a school. Whatever took them for a label, a
 * person reads them.
 */
export function reservedCells(
  { sheets }: Grid,
  schools: readonly ReadSchool[],
  unread: readonly UnreadCell[],
  insee: string | null,
): UnreadCell[] {
  const answers = schools.flatMap(({ name, uai, administrator, action }) =>
    [name, uai, action, ...Object.values(administrator ?? {})].flatMap((field) => field?.at ?? []),
  );
  const forPerson = new Set(unread.filter(({ looksLikeData }) => looksLikeData).map(placeOf));
  const asked = new Set(schools.flatMap(({ action }) => (action ? [placeOf(action.at)] : [])));
  const taken = new Set(answers.map(placeOf));
  const named = schools.flatMap(({ name }) => name?.at ?? []);

  return sheets
    .filter(({ hidden }) => !hidden)
    .flatMap(({ name: sheet, cells }) => {
      const at = ({ row, column }: GridCell) => placeOf({ sheet, cell: cellName(row, column) });
      const lines = new Set(named.filter((one) => one.sheet === sheet).map(({ cell }) => rowOf(cell) - 1));
      const isAlone = (word: GridCell) =>
        lines.has(word.row) &&
        !taken.has(at(word)) &&
        !cells.some(({ row, column }) => column === word.column && row < word.row && !lines.has(row));
      const isHead = (head: GridCell) => cells.some((one) => isUnder(one, head) && forPerson.has(at(one)));
      const isAnswer = ({ row, text }: GridCell) =>
        isNoAnswer(text) && cells.some((one) => one.row === row && one.text !== text);
      /** « Ancien administrateur » over a column that nobody filled, « Date de départ : » with nothing behind. */
      const isUnanswered = (head: GridCell) => {
        const others = cells.filter((one) => one !== head && one.row === head.row);
        if (lines.has(head.row)) return false;
        if (others.length < 2)
          return others.length === 0 && /:\s*$/.test(head.text) && head.text.trim().split(/\s+/).length <= 5;
        return !cells.some((one) => one.row > head.row && isUnder(one, head));
      };
      const says = (cell: GridCell) =>
        headsOtherCommune(cell.text, insee) ||
        (tellsReserve(cell.text) ? !isAnswer(cell) && !isHead(cell) && !isUnanswered(cell) : isAlone(cell));
      const pinned = cells
        .filter(({ hidden, note }) => !hidden && note !== undefined && tellsNews(note))
        .slice(0, MOST_TOLD)
        .map(({ row, column, note }) => ({
          sheet,
          cell: cellName(row, column),
          text: tidy(note!),
          looksLikeData: true,
        }));
      const words = cells
        .filter(
          ({ hidden, text }) =>
            !hidden && (isBareWord(text) || tellsReserve(text) || headsOtherCommune(text, insee)),
        )
        .filter(
          (cell) => !forPerson.has(at(cell)) && !asked.has(at(cell)) && !isOfAnnex(foldWords(cell.text)),
        )
        .slice(0, MOST_TOLD)
        .filter(says)
        .map(({ row, column, text }) => ({
          sheet,
          cell: cellName(row, column),
          text: tidy(text),
          looksLikeData: true,
        }));
      return [...pinned, ...words];
    });
}

/** A note tells how to fill the cell, or something of who is in it. */
function tellsNews(note: string): boolean {
  return tellsReserve(note) || tellsChange(note) || announcesNews(note);
}

/** « NON », « ? », « 31/12/2026 »: what they say depends on the heading, and means something where there is none. */
function isBareWord(text: string): boolean {
  return /^\s*(?:non|n|faux|\?+|\d{1,2}\/\d{1,2})\s*!*$/i.test(text) || looksLikeDate(text);
}

function isUnder(one: GridCell, head: GridCell): boolean {
  if (one.row === head.row) return one.column > head.column;
  return one.row > head.row && one.column >= head.column && one.column < head.column + head.columnSpan;
}
