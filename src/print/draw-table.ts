import { printableText } from './printable-text.js';
import type { Table } from './printed-document.js';
import { LINE, PAGE, type Sheet, SOFT, WIDTH } from './sheet.js';

const PAD = 4;
const SIZE = 8.5;

/** A table whose head is printed again on each page; a row is never cut in two. */
export function drawTable(sheet: Sheet, { columns, rows, total }: Table): void {
  const { pdf } = sheet;
  const weights = columns.reduce((sum, { weight }) => sum + weight, 0);
  const widths = columns.map(({ weight }) => (weight / weights) * WIDTH);
  const lefts = widths.map(
    (_, index) => PAGE.left + widths.slice(0, index).reduce((sum, one) => sum + one, 0),
  );
  const table = pdf.struct('Table');
  sheet.root.add(table);

  const heightOf = (cells: readonly string[]) =>
    Math.max(...cells.map((cell, index) => pdf.heightOfString(cell, { width: widths[index]! - 2 * PAD }))) +
    2 * PAD -
    1;

  function drawRow(given: readonly string[], { isHead = false, isTotal = false } = {}): void {
    const cells = given.map(printableText);
    const look = { size: SIZE, isBold: isHead || isTotal, ...(isHead ? { color: SOFT } : {}) };
    sheet.font(look);
    const height = heightOf(cells);
    if (sheet.makeRoom(height) && !isHead) head();
    const { y } = sheet;
    const row = pdf.struct('TR');
    table.add(row);
    for (const [index, cell] of cells.entries()) {
      const align = columns[index]!.align ?? 'left';
      sheet.font(look);
      const draw = () =>
        pdf.text(cell, lefts[index]! + PAD, y + PAD, { width: widths[index]! - 2 * PAD, align });
      row.add(pdf.struct(isHead || index === 0 ? 'TH' : 'TD', {}, draw));
    }
    row.end();
    sheet.ornament(() => {
      const [at, width] = isTotal ? [y, 1] : [y + height, isHead ? 1 : 0.4];
      pdf
        .moveTo(PAGE.left, at)
        .lineTo(PAGE.right, at)
        .lineWidth(width)
        .strokeColor(isTotal ? SOFT : LINE)
        .stroke();
    });
    sheet.y = y + height;
  }
  const head = () =>
    drawRow(
      columns.map(({ title }) => title),
      { isHead: true },
    );

  sheet.makeRoom(60);
  head();
  for (const row of rows) drawRow(row);
  if (total !== undefined) drawRow(total, { isTotal: true });
  table.end();
  sheet.skip(10);
}
