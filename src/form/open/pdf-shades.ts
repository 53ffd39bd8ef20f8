import { rowsOf, type Word } from './pdf-words.js';

/** Words further apart than this many letter heights stand in two columns. */
const WIDE_GAP = 0.8;
/** Columns begin at the same abscissa, nearly, in points. */
const NEAR = 2;

/**
 * True when the cells that lines draw hold columns that no line parts: two rows of words, in one cell or in two, go on
 * after two wide gaps or more at the same places. So does a sheet whose headings alone are shaded: the edges of the
 * shades are all that is drawn, and they are no table.
 */
export function holdsColumns(cells: readonly (readonly Word[])[]): boolean {
  const rows = cells.flatMap((words) => rowsOf([...words].sort((a, b) => b.y - a.y || a.from - b.from)));
  const starts = rows.map(startsAfterGaps).filter((found) => found.length >= 2);
  return starts.some((one, index) =>
    starts.slice(0, index).some((other) => one.filter((x) => isAmong(other, x)).length >= 2),
  );
}

function startsAfterGaps(row: readonly Word[]): number[] {
  return row.flatMap(({ from, size }, index) => {
    const before = row[index - 1];
    return before !== undefined && from - before.to > size * WIDE_GAP ? [from] : [];
  });
}

function isAmong(starts: readonly number[], x: number): boolean {
  return starts.some((start) => Math.abs(start - x) <= NEAR);
}
