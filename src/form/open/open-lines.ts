import { type Grid, textCell } from './grid.js';

/** A letter or a message: a line is a row, tabs and wide gaps cut it into columns. */
export function openLines(text: string, sheet: string): Grid {
  const cells = text.split(/\r\n?|\n|\u2028/).flatMap((line, row) =>
    line
      .split('\t')
      .map((part, column) => textCell(row, column, part))
      .filter((cell) => cell.text.trim() !== ''),
  );
  return { sheets: [{ name: sheet, hidden: false, cells }] };
}
