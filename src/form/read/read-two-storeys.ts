import { takeCells } from './cells-of-line.js';
import { type Column, readHeader } from './table-columns.js';
import type { LineOfTable, Token } from './tokens.js';
import type { SheetView, View } from './view-sheet.js';

/**
 * A table too wide for its page, folded in two: « École | Administrateur | Fonction » over « Mail | Téléphone », then two
 * rows for each school. Null when the rows from `index` on are no such table.
 */
export function readTwoStoreys(sheet: SheetView, index: number): { tokens: Token[]; next: number } | null {
  const [upper, lower] = [sheet.rows[index], sheet.rows[index + 1]];
  if (upper === undefined || lower === undefined || !areLabels(upper.views, 2) || !areLabels(lower.views, 1))
    return null;
  const storeys = [readHeader(upper.views, []), readHeader(lower.views, [])] as const;
  const school = storeys[0].find(({ field }) => field === 'schoolName');
  const asked = storeys[1].map(({ field }) => field);
  const isFolded =
    school !== undefined &&
    asked.some((field) => field === 'email' || field === 'phone') &&
    !asked.some((field) => field === 'schoolName' || storeys[0].some((column) => column.field === field));
  if (!isFolded || !isRecord(sheet, index + 2, school)) return null;

  for (const view of [...upper.views, ...lower.views]) view.isRead = true;
  const tokens: Token[] = [];
  let next = index + 2;
  for (; isRecord(sheet, next, school); next += 2) {
    const [first, ...loose] = takeCells(sheet, next, storeys[0]);
    const [second, ...others] = takeCells(sheet, next + 1, storeys[1]);
    const line: LineOfTable = { kind: 'line', pairs: [...first.pairs, ...second.pairs], role: null };
    tokens.push(line, ...loose, ...others);
  }
  return { tokens, next };
}

function areLabels(views: readonly View[], least: number): boolean {
  return (
    views.length >= least &&
    views.every(({ label, isRead }) => label !== null && !label.hasColon && !isRead) &&
    views.some(({ label }) => label!.label.field !== null)
  );
}

/** A row that names a school, over one that does not. */
function isRecord(sheet: SheetView, index: number, { from, to }: Column): boolean {
  const [first, second] = [sheet.rows[index]?.views, sheet.rows[index + 1]?.views];
  const named = (views: readonly View[]) =>
    views.some(({ cell }) => cell.column >= from && cell.column <= to);
  return first !== undefined && second !== undefined && named(first) && !named(second);
}
