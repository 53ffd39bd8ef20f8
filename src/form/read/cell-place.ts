import type { CellAddress } from '../reading.js';

/** One text for one cell of a document, to find it again in a set. */
export function placeOf({ sheet, cell }: CellAddress): string {
  return `${sheet}!${cell}`;
}

/** The number of a cell's row as the clerk sees it: 19 for `D19`. */
export function rowOf(cell: string): number {
  return Number(/\d+$/.exec(cell)?.[0] ?? 0);
}
