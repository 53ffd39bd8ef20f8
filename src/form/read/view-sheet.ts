import { cellName, type GridCell, type GridSheet } from '../open/grid.js';
import type { CellAddress } from '../reading.js';
import { brokenLines } from './join-broken-lines.js';
import { isKnownSentence } from './known-sentence.js';
import { recogniseLabel } from './recognise-label.js';
import { type Piece, splitPieces } from './split-pieces.js';
import { ticked } from './ticked.js';
import { isBlank } from './tidy.js';
import type { Written } from './tokens.js';
import { withoutHelp } from './without-help.js';

export type LabelPiece = Extract<Piece, { kind: 'label' }>;

/** A visible cell and what it is made of. */
export type View = {
  cell: GridCell;
  pieces: Piece[];
  /** The cell is one label and nothing else. */
  label: LabelPiece | null;
  /** A sentence of the model: nothing to read in it. */
  isSentence: boolean;
  /** Taken as a label or a value by someone. */
  isRead: boolean;
};

/** The visible cells of a sheet, by row, with quick access by place. */
export class SheetView {
  readonly rows: { row: number; views: View[] }[] = [];
  private readonly places = new Map<number, View>();

  constructor(
    readonly name: string,
    views: readonly View[],
  ) {
    for (const view of views) {
      const { row, column, rowSpan, columnSpan } = view.cell;
      if (this.rows.at(-1)?.row !== row) this.rows.push({ row, views: [] });
      this.rows.at(-1)!.views.push(view);
      for (let r = row; r < row + Math.min(rowSpan, 60); r++) {
        for (let c = column; c < column + Math.min(columnSpan, 60); c++)
          this.places.set(r * 20_000 + c, view);
      }
    }
  }

  /** The view that covers this place, merges included. */
  at(row: number, column: number): View | undefined {
    return this.places.get(row * 20_000 + column);
  }

  address(row: number, column: number): CellAddress {
    return { sheet: this.name, cell: cellName(row, column) };
  }

  addressOf(view: View): CellAddress {
    return this.address(view.cell.row, view.cell.column);
  }

  /** The whole text of a view, or one piece of it, as written in its cell. */
  written(view: View, text?: string): Written {
    const { number, link } = view.cell;
    const whole = view.pieces.map((piece) => piece.text).join('\n');
    return {
      text: text ?? whole,
      number: text === undefined ? number : null,
      link,
      at: this.addressOf(view),
    };
  }
}

export function viewSheet(sheet: GridSheet): SheetView {
  const visible = sheet.cells.filter((cell) => !cell.hidden && !isBlank(cell.text));
  const whole = new SheetView(sheet.name, withoutHelp(visible).map(viewCell));
  const ends = brokenLines(whole.rows);
  return ends.size === 0 ? whole : new SheetView(sheet.name, joined(whole, ends));
}

/** The views of a sheet, each answer cut in two read whole where it begins. */
function joined({ rows }: SheetView, ends: ReadonlyMap<GridCell, GridCell>): View[] {
  const taken = new Set(ends.values());
  return rows
    .flatMap(({ views }) => views)
    .filter(({ cell }) => !taken.has(cell))
    .map((view) => {
      const end = ends.get(view.cell);
      return end === undefined
        ? view
        : viewCell({ ...view.cell, text: `${view.cell.text.trim()} ${end.text.trim()}` });
    });
}

/** « Mail (ex. : prenom.nom@ac-lyon.fr) » asks what « Mail » asks; an example answers nothing. */
function withoutExample(text: string): string {
  const bare = text.replace(/[\s\u00a0]*\((?:p(?:ar)?\.?\s?)?ex(?:emple)?\b[^()]*\)/giu, '');
  return bare !== text && recogniseLabel(bare.replace(/[\s\u00a0]*:[\s\u00a0]*$/, '')) !== null ? bare : text;
}

function viewCell(cell: GridCell): View {
  const pieces = splitPieces(withoutExample(ticked(cell.text)));
  const only = pieces.length === 1 ? pieces[0]! : null;
  const label = only?.kind === 'label' ? only : null;
  const isSentence = pieces.every((piece) => piece.kind === 'text') && isKnownSentence(cell.text);
  return { cell, pieces, label, isSentence, isRead: false };
}
