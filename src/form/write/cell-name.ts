/** A place in a sheet, both counted from 1. */
export type Place = { row: number; column: number };
/** Both ends included. */
export type Range = { from: Place; to: Place };

export function columnName(column: number): string {
  let name = '';
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26)) {
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  }
  return name;
}

export function cellName({ row, column }: Place): string {
  return `${columnName(column)}${row}`;
}

/** `D19`, `$D$19`: the place meant, or null when it is no cell of a sheet (1,048,576 rows, 16,384 columns). */
export function placeOf(name: string): Place | null {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(name.trim());
  if (found === null) return null;
  let column = 0;
  for (const letter of found[1]!.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  const row = Number(found[2]);
  return row >= 1 && row <= 1_048_576 && column <= 16_384 ? { row, column } : null;
}

/** `A1:C3`, or `A1` alone. */
export function rangeOf(name: string): Range | null {
  const [first = '', last = first] = name.split(':');
  const from = placeOf(first);
  const to = placeOf(last);
  return from && to && { from, to };
}

export function isWithin({ row, column }: Place, { from, to }: Range): boolean {
  return row >= from.row && row <= to.row && column >= from.column && column <= to.column;
}

/** `'Feuille 1'!D19`: how a link inside the workbook names a cell, for Excel (`!`) or OpenDocument (`.`). */
export function linkTo(sheet: string, cell: string, separator: '!' | '.'): string {
  return `'${sheet.replaceAll("'", "''")}'${separator}${cell}`;
}
