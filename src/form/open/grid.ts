/**
 * What every opener gives, whatever the kind of file: the cells that exist, nothing between them.
 * A text document is a grid too: a paragraph is a row, a table keeps its columns.
 */
export type GridCell = {
  /** Zero-based, as in the file, so that `cellName` names the cell the clerk sees. */
  row: number;
  column: number;
  /** Cells that a merge makes one; 1 × 1 otherwise. */
  rowSpan: number;
  columnSpan: number;
  /** As displayed. */
  text: string;
  /** The number behind what is displayed, when the file stores one. */
  number: number | null;
  /** Where the cell's link leads, e.g. `mailto:a@b.fr`. Never followed. */
  link: string | null;
  /** In a hidden row or column: it never wins over what is visible. */
  hidden: boolean;
  /** What is struck through in it, and no part of `text`: shown to a person, never an answer. */
  struck?: string;
  /** What is pinned to it (« Commentaire »), and no part of `text`: read by a person when it tells something. */
  note?: string;
};

export type GridSheet = { name: string; hidden: boolean; cells: GridCell[] };

export type Grid = { sheets: GridSheet[] };

/** A cell of one row and one column, with only its text. */
export function textCell(row: number, column: number, text: string): GridCell {
  return { row, column, rowSpan: 1, columnSpan: 1, text, number: null, link: null, hidden: false };
}

/** The name a clerk knows: `cellName(18, 3)` is `D19`. */
export function cellName(row: number, column: number): string {
  return columnName(column) + String(row + 1);
}

function columnName(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}
