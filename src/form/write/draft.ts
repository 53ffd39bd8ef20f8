import type { CellAddress } from '../reading.js';
import type { Range } from './cell-name.js';

export type Side = 'top' | 'bottom' | 'left' | 'right';
export type Line = { color: string; style: 'thin' | 'medium' | 'thick' | 'dashed' | 'dotted' };

/** How a cell looks. Colours are `RRGGBB`; what is absent is the sheet's plain look. */
export type Look = {
  size?: number;
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  color?: string;
  fill?: string;
  borders?: Partial<Record<Side, Line>>;
  horizontal?: 'left' | 'center' | 'right';
  vertical?: 'top' | 'center' | 'bottom';
  wrap?: boolean;
  indent?: number;
  /** The clerk may type here when the sheet is protected. */
  isInput?: boolean;
  /** How a number is shown: whole, or an amount with its two decimals. */
  shows?: 'whole' | 'amount';
};

/**
 * A cell holds text and nothing else: what looks like a formula, a number or a date stays the text it is. Only a number
 * of our own (`number`) is one; `text` is then how it reads.
 */
export type DraftCell = {
  row: number;
  column: number;
  text: string;
  number?: number;
  look: Look;
  /** A jump to a cell of the same workbook. */
  link?: CellAddress;
  /** A note shown on the cell. */
  note?: string;
  /** How many columns and rows the cell covers. */
  spans?: { columns: number; rows: number };
};

/** A closed list (`isStrict`) or an open one that only suggests, with a word of help shown on the cell. */
export type Choice = {
  range: Range;
  options: readonly string[];
  isStrict: boolean;
  help: { title: string; text: string };
};

export type SheetDraft = {
  name: string;
  isHidden?: boolean;
  /** Counted from 1. */
  hiddenRows?: ReadonlySet<number>;
  hiddenColumns?: ReadonlySet<number>;
  /** Widths in characters of the plain font, from column A. */
  columnWidths: readonly number[];
  /** Heights in points, by row. */
  rowHeights: ReadonlyMap<number, number>;
  cells: readonly DraftCell[];
  choices?: readonly Choice[];
  /** Locked without a password: it guides the clerk, it hides nothing. */
  isProtected: boolean;
  isLandscape: boolean;
  /** Fits on one page, or on one page's width only. */
  fits: 'page' | 'width';
  /** Rows printed again at the top of every page. */
  repeatedRows?: { from: number; to: number };
  /** Rows that stay in view, from the first. */
  frozenRows?: number;
  footer: string;
};

export type WorkbookDraft = { title: string; sheets: readonly SheetDraft[] };
