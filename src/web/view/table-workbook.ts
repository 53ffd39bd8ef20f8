import type { DraftCell } from '../../form/write/draft.js';
import { contentTypes, writeWorkbook } from '../../form/write/write-workbook.js';

/** A text; a whole number; or an amount in cents, shown in euros. */
export type TableCell = string | number | { cents: number };

/** Tables as a workbook. A text is text and nothing else (`DraftCell`): what looks like a formula stays what it is. */
export function tableWorkbook(
  title: string,
  tables: readonly { name: string; rows: readonly (readonly TableCell[])[] }[],
): { bytes: Uint8Array; type: string } {
  const sheets = tables.map(({ name, rows }) => ({
    name,
    columnWidths: (rows[0] ?? []).map((_, column) =>
      Math.min(60, Math.max(12, ...rows.map((row) => asText(row[column] ?? '').length + 2))),
    ),
    rowHeights: new Map<number, number>(),
    cells: rows.flatMap((row, line) => row.map((cell, column) => draftCell(cell, line + 1, column + 1))),
    ...{ isProtected: false, isLandscape: true, fits: 'width' as const, frozenRows: 1, footer: title },
  }));
  return { bytes: writeWorkbook({ title, sheets }, 'xlsx'), type: contentTypes.xlsx };
}

function asText(cell: TableCell): string {
  return typeof cell === 'object' ? (cell.cents / 100).toFixed(2) : String(cell);
}

/** Rows and columns count from 1; the first row is the head. */
function draftCell(cell: TableCell, row: number, column: number): DraftCell {
  const place = { row, column, text: asText(cell) };
  const bold = row === 1 ? { bold: true } : {};
  if (typeof cell === 'string') return { ...place, look: bold };
  const isAmount = typeof cell === 'object';
  const look = { ...bold, shows: isAmount ? ('amount' as const) : ('whole' as const) };
  return { ...place, number: isAmount ? cell.cents / 100 : cell, look };
}
