import { rowsOf, type Word } from './pdf-words.js';

/** Words further apart than this many letter heights stand in two columns. */
const WIDE_GAP = 0.8;
/** Columns begin at the same abscissa, nearly, in points. */
const NEAR = 2;

/**
 * True when the cells that lines draw hold columns that no line parts: a row of words in a cell goes on after two wide
 * gaps or more where another row does, in a cell or outside of any (`around`); or three rows go on after one at the same
 * place. So does a sheet whose headings alone are shaded: the edges of the shades are all that is drawn, and they are no
 * table.
 */
export function holdsColumns(cells: readonly (readonly Word[])[], around: readonly Word[]): boolean {
  const inside = cells.flatMap(startsOfRows);
  const all = [...inside, ...startsOfRows(around)];
  return inside.some((one) => {
    const others = all.filter((other) => other !== one);
    const alike = (other: readonly number[]) => one.filter((x) => isAmong(other, x)).length;
    const isPlain = others.some((other) => alike(other) >= 2);
    return isPlain || inside.filter((other) => other !== one && alike(other) >= 1).length >= 2;
  });
}

/** For each row of words that has wide gaps, where it goes on after them. */
function startsOfRows(words: readonly Word[]): number[][] {
  return rowsOf([...words].sort((a, b) => b.y - a.y || a.from - b.from))
    .map(startsAfterGaps)
    .filter((starts) => starts.length > 0);
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
