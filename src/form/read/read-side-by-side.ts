import { readSheet } from './read-sheet.js';
import type { Token } from './tokens.js';
import { SheetView, type View } from './view-sheet.js';

/**
 * The sheet read as blocks that stand side by side, cut at `column`. Blocks begin again on every row where both sides
 * announce somebody, so that schools keep their order.
 */
export function readSideBySide(sheet: SheetView, column: number): Token[] {
  const bands = cutInBands(sheet, column);
  return bands.flatMap(({ left, right }) =>
    [left, right].flatMap((views) => readSheet(new SheetView(sheet.name, views))),
  );
}

/** Columns, other than the first, where people or schools are announced: the sheet may be cut there. */
export function columnsOfBlocks(sheet: SheetView): number[] {
  const counts = new Map<number, { labels: number; heads: number }>();
  let first = Number.POSITIVE_INFINITY;
  for (const { views } of sheet.rows) {
    for (const { cell, label } of views) {
      first = Math.min(first, cell.column);
      if (label === null) continue;
      const count = counts.get(cell.column) ?? { labels: 0, heads: 0 };
      count.labels++;
      if (isHead(label.label)) count.heads++;
      counts.set(cell.column, count);
    }
  }
  return [...counts]
    .filter(([column, { labels, heads }]) => column > first && labels >= 3 && heads >= 1)
    .map(([column]) => column)
    .sort((a, b) => a - b);
}

function isHead({ role, field, announcesSchools }: NonNullable<View['label']>['label']): boolean {
  return (field === null && role !== null) || field === 'schoolName' || announcesSchools;
}

/** An administrator goes on with his school; anybody else begins something. */
function isBeginning(label: NonNullable<View['label']>['label']): boolean {
  return (
    isHead(label) && label.role !== 'administrator' && label.role !== 'director' && label.role !== 'contact'
  );
}

function begins([first]: readonly View[]): boolean {
  return first?.label != null && isBeginning(first.label.label);
}

function cutInBands(sheet: SheetView, column: number): { left: View[]; right: View[] }[] {
  const bands: { left: View[]; right: View[]; startsBoth: boolean }[] = [];
  for (const { views } of sheet.rows) {
    const left = views.filter(({ cell }) => cell.column < column);
    const right = views.filter(({ cell }) => cell.column >= column);
    const startsBoth = [left, right].every(begins);
    const startsAlone = bands.at(-1)?.startsBoth === true && right.length === 0 && begins(left);
    if (bands.length === 0 || startsBoth || startsAlone) bands.push({ left: [], right: [], startsBoth });
    bands.at(-1)!.left.push(...left);
    bands.at(-1)!.right.push(...right);
  }
  return bands;
}
