/** A workbook being written by an imaginary clerk, who remembers where each value went. */
export type PaperCell = {
  row: number;
  column: number;
  text: string | number;
  link?: string;
  format?: string;
};
export type PaperSheet = {
  name: string;
  hidden: boolean;
  cells: PaperCell[];
  merges: { row: number; column: number; rows: number; columns: number }[];
  hiddenRows: number[];
};
export type Paper = { sheets: PaperSheet[]; places: Map<string, { sheet: string; cell: string }> };

export class Clerk {
  readonly paper: Paper = { sheets: [], places: new Map() };
  private current!: PaperSheet;
  constructor(
    private readonly shiftRows = 0,
    private readonly shiftColumns = 0,
  ) {}

  sheet(name: string, hidden = false): this {
    this.current = { name, hidden, cells: [], merges: [], hiddenRows: [] };
    this.paper.sheets.push(this.current);
    return this;
  }

  /** Writes a text; with `path`, it is the value of that field (an empty text only marks its place). */
  put(
    row: number,
    column: number,
    text: string | number,
    path: string | null = null,
    more: { link?: string; format?: string } = {},
  ): this {
    const [r, c] = [row + this.shiftRows, column + this.shiftColumns];
    if (text !== '') this.current.cells.push({ row: r, column: c, text, ...more });
    if (path !== null)
      this.paper.places.set(path, {
        sheet: this.current.name,
        cell: `${String.fromCharCode(65 + c)}${r + 1}`,
      });
    return this;
  }

  mark(row: number, column: number, path: string): this {
    return this.put(row, column, '', path);
  }

  merge(row: number, column: number, rows: number, columns: number): this {
    this.current.merges.push({
      row: row + this.shiftRows,
      column: column + this.shiftColumns,
      rows,
      columns,
    });
    return this;
  }

  hideRow(row: number): this {
    this.current.hiddenRows.push(row + this.shiftRows);
    return this;
  }
}
