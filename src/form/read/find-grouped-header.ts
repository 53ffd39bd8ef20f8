import { isHeaderRow } from './find-header.js';
import { isGroupRow } from './is-group-row.js';
import type { SheetView, View } from './view-sheet.js';

/** Whether the row `index` groups the columns of the header just below: « Administrateur » over « Prénom | Nom | Mail ». */
export function isGroupedHeader(sheet: SheetView, index: number): boolean {
  const [above, header] = [sheet.rows[index], sheet.rows[index + 1]];
  return (
    above !== undefined &&
    header !== undefined &&
    spansHeader(above.views, header.views) &&
    isHeaderRow(sheet, index + 1)
  );
}

/** A heading reaches to the next one, merged or not: at least one covers two labels of the header. */
function spansHeader(above: readonly View[], header: readonly View[]): boolean {
  const spans = above.some(({ cell, label }, index) => {
    const next = above[index + 1]?.cell.column ?? Number.POSITIVE_INFINITY;
    const to = cell.columnSpan > 1 ? cell.column + cell.columnSpan : next;
    const under = header.filter(
      (view) => view.label !== null && view.cell.column >= cell.column && view.cell.column < to,
    );
    return label !== null && under.length >= 2;
  });
  return spans && above.length > 1 && above.every(({ label }) => label !== null) && isGroupRow(above);
}
