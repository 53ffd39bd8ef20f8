import type { Grid, GridCell } from './grid.js';

/**
 * A text document with what its page headers say above it, once: often the town hall's letterhead, and the only place that
 * names the commune. Footers (addresses, numbers of pages) are left out.
 */
export function withPageHeader(headers: readonly Grid[], document: Grid): Grid {
  const seen = new Set<string>();
  const above: GridCell[] = [];
  let row = 0;
  for (const { cells } of headers.flatMap(({ sheets }) => sheets)) {
    for (const line of new Set(cells.map((cell) => cell.row))) {
      const here = cells.filter((cell) => cell.row === line);
      const text = here.map((cell) => cell.text).join('\t');
      if (seen.has(text)) continue;
      seen.add(text);
      above.push(...here.map((cell) => ({ ...cell, row, rowSpan: 1 })));
      row++;
    }
  }
  if (row === 0) return document;
  const sheets = document.sheets.map((sheet) => ({
    ...sheet,
    cells: [...above, ...sheet.cells.map((cell) => ({ ...cell, row: cell.row + row }))],
  }));
  return { sheets };
}
