import type { Grid, GridCell, GridSheet } from '../open/grid.js';

/**
 * The sheets whose lines stand whole in column A, separators included (a CSV that a spreadsheet opened without cutting
 * it), cut in columns; and their names, for whatever is found there is in column A.
 */
export function unpackLines(grid: Grid): { grid: Grid; packed: ReadonlySet<string> } {
  const packed = new Set<string>();
  const sheets = grid.sheets.map((sheet) => {
    const separator = separatorOf(sheet);
    if (separator === null) return sheet;
    packed.add(sheet.name);
    return { ...sheet, cells: sheet.cells.flatMap((cell) => cut(cell, separator)) };
  });
  return { grid: packed.size === 0 ? grid : { sheets }, packed };
}

/** The separator found twice or more in nearly every line, when nothing stands beyond column A. */
function separatorOf({ cells }: GridSheet): string | null {
  if (cells.length < 3 || cells.some(({ column }) => column > 0)) return null;
  const found = [';', '\t', '|'].find(
    (separator) => cells.filter(({ text }) => text.split(separator).length >= 4).length >= cells.length * 0.7,
  );
  return found ?? null;
}

function cut(cell: GridCell, separator: string): GridCell[] {
  return cell.text
    .split(separator)
    .map((text) => text.trim().replace(/^"(.*)"$/s, '$1'))
    .map((text, column) => ({ ...cell, column, columnSpan: 1, text, number: null, link: null }))
    .filter(({ text }) => text !== '');
}

/** The same reading, each of its places in the column where the file holds it. */
export function inTheirCells<Read>(reading: Read, packed: ReadonlySet<string>): Read {
  if (packed.size === 0) return reading;
  return JSON.parse(JSON.stringify(reading), (_, value) => {
    const isPlace =
      typeof value?.sheet === 'string' && typeof value?.cell === 'string' && packed.has(value.sheet);
    return isPlace ? { ...value, cell: value.cell.replace(/^[A-Z]+/, 'A') } : value;
  }) as Read;
}
