import { type Grid, type GridCell, textCell } from './grid.js';

/**
 * Lays a text document on a grid: a paragraph is a row, its tabs are columns; a table keeps its rows and columns.
 * A table inside a cell becomes lines of that cell.
 */
export class PageBuilder {
  private readonly cells: GridCell[] = [];
  private row = 0;
  private text = '';
  private struck = '';
  private link: string | null = null;
  private readonly tables: {
    column: number;
    cell: string[];
    struck: string;
    link: string | null;
    spans: [number, number];
    covered: Map<number, number>;
  }[] = [];

  addText(text: string): void {
    this.text += text;
  }

  /** What a clerk struck through: in its place, and no part of the text. */
  addStruck(text: string): void {
    this.struck += text;
  }

  addLink(target: string): void {
    this.link ??= target;
  }

  endParagraph(): void {
    const { text, struck } = this;
    this.text = '';
    this.struck = '';
    const table = this.tables.at(-1);
    if (table !== undefined) {
      if (text.trim() !== '') table.cell.push(text);
      table.struck += struck;
      table.link ??= this.link;
      this.link = null;
      return;
    }
    const { link } = this;
    this.link = null;
    text.split('\t').forEach((part, column) => {
      this.put(column, part, link, [1, 1], column === 0 ? struck : '');
    });
    this.row++;
  }

  /** Ends a paragraph that has words; a block of nothing is no row. */
  endBlock(): void {
    if (`${this.text}${this.struck}`.trim() !== '') this.endParagraph();
    else this.text = '';
  }

  openTable(): void {
    if (`${this.text}${this.struck}`.trim() !== '') this.endParagraph();
    this.tables.push({ column: 0, cell: [], struck: '', link: null, spans: [1, 1], covered: new Map() });
  }

  closeTable(): void {
    if (this.tables.length > 1) {
      const inner = this.tables.pop()!;
      this.tables.at(-1)!.cell.push(...inner.cell);
      this.tables.at(-1)!.struck += inner.struck;
      return;
    }
    this.tables.pop();
  }

  openRow(): void {
    const table = this.tables.at(-1);
    if (table === undefined || this.tables.length > 1) return;
    table.column = 0;
  }

  closeRow(): void {
    const table = this.tables.at(-1);
    if (table === undefined || this.tables.length > 1) return;
    for (const [column, rows] of table.covered) {
      if (rows <= 1) table.covered.delete(column);
      else table.covered.set(column, rows - 1);
    }
    this.row++;
  }

  /** `rowSpan` cells below are skipped when the format does not repeat them (HTML). */
  openCell(columnSpan: number, rowSpan: number, skipsCovered = false): void {
    const table = this.tables.at(-1);
    if (table === undefined || this.tables.length > 1) return;
    while (skipsCovered && table.covered.has(table.column)) table.column++;
    table.cell = [];
    table.struck = '';
    table.link = null;
    table.spans = [clamp(columnSpan), clamp(rowSpan)];
  }

  /** `advance`: how many columns the cell takes in the file's own count, when it is not its span. */
  closeCell(skipsCovered = false, advance?: number): void {
    this.endParagraph();
    const table = this.tables.at(-1);
    if (table === undefined || this.tables.length > 1) return;
    const [columnSpan, rowSpan] = table.spans;
    this.put(table.column, table.cell.join('\n'), table.link, table.spans, table.struck);
    if (skipsCovered && rowSpan > 1) {
      for (let column = table.column; column < table.column + columnSpan; column++)
        table.covered.set(column, rowSpan);
    }
    table.column += advance ?? columnSpan;
    table.cell = [];
    table.struck = '';
  }

  get isInTable(): boolean {
    return this.tables.length > 0;
  }

  finish(sheet: string): Grid {
    if (`${this.text}${this.struck}`.trim() !== '') this.endParagraph();
    return { sheets: [{ name: sheet, hidden: false, cells: this.cells }] };
  }

  private put(
    column: number,
    text: string,
    link: string | null,
    [columnSpan, rowSpan]: readonly [number, number],
    struckThrough: string,
  ): void {
    const struck = struckThrough.trim();
    if (text.trim() === '' && struck === '') return;
    const cell = { ...textCell(this.row, column, text.trim()), link, columnSpan, rowSpan };
    this.cells.push(struck === '' ? cell : { ...cell, struck });
  }
}

function clamp(span: number): number {
  return Number.isFinite(span) ? Math.min(Math.max(1, span), 100) : 1;
}
