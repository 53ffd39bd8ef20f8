import { cellName, type Grid, type GridCell, type GridSheet } from '../open/grid.js';

/**
 * The sheets whose lines stand whole in one column, separators included (a CSV that a spreadsheet opened without cutting
 * it), cut in columns; and their names, with the letter of that column.
 */
export function unpackLines(grid: Grid): { grid: Grid; packed: ReadonlyMap<string, string> } {
  const packed = new Map<string, string>();
  const sheets = grid.sheets.map((sheet) => {
    const separator = separatorOf(sheet);
    if (separator === null) return sheet;
    packed.set(sheet.name, cellName(0, sheet.cells[0]!.column).replace(/\d+$/, ''));
    return { ...sheet, cells: sheet.cells.flatMap((cell) => cut(cell, separator)) };
  });
  return { grid: packed.size === 0 ? grid : { sheets }, packed };
}

/** The separator found twice or more in nearly every line, when nothing stands in another column. */
function separatorOf({ cells }: GridSheet): string | null {
  if (cells.length < 3 || cells.some(({ column }) => column !== cells[0]!.column)) return null;
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
export function inTheirCells<Read>(reading: Read, packed: ReadonlyMap<string, string>): Read {
  if (packed.size === 0) return reading;
  return JSON.parse(JSON.stringify(reading), (_, value) => {
    const isPlace =
      typeof value?.sheet === 'string' && typeof value?.cell === 'string' && packed.has(value.sheet);
    return isPlace ? { ...value, cell: value.cell.replace(/^[A-Z]+/, packed.get(value.sheet)!) } : value;
  }) as Read;
}
