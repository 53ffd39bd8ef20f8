import { contentTypes, writeWorkbook } from '../../form/write/write-workbook.js';

/** Tables as a workbook. Every cell is text and nothing else (`DraftCell`): what looks like a formula stays what it is. */
export function tableWorkbook(
  title: string,
  tables: readonly { name: string; rows: readonly (readonly string[])[] }[],
): { bytes: Uint8Array; type: string } {
  const sheets = tables.map(({ name, rows }) => ({
    name,
    columnWidths: (rows[0] ?? []).map((_, column) =>
      Math.min(60, Math.max(12, ...rows.map((row) => row[column]?.length ?? 0))),
    ),
    rowHeights: new Map<number, number>(),
    cells: rows.flatMap((row, line) =>
      row.map((text, column) => ({ row: line, column, text, look: line === 0 ? { bold: true } : {} })),
    ),
    ...{ isProtected: false, isLandscape: true, fits: 'width' as const, frozenRows: 1, footer: title },
  }));
  return { bytes: writeWorkbook({ title, sheets }, 'xlsx'), type: contentTypes.xlsx };
}
