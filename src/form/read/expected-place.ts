import type { CellAddress } from '../reading.js';
import type { LabelPiece, SheetView, View } from './view-sheet.js';

type Habits = { inside: number; below: number; beside: Map<number, number> };
const habitsOf = new WeakMap<SheetView, Habits>();

/** Where the clerk would have answered this label: where the other labels of the sheet are answered. */
export function expectedPlace(sheet: SheetView, view: View, piece: LabelPiece): CellAddress {
  const { row, column, rowSpan, columnSpan } = view.cell;
  const isOneOfSeveral = view.pieces.filter(({ kind }) => kind === 'label').length > 1;
  if (isOneOfSeveral || piece.hasLeaders) return sheet.addressOf(view);

  const { inside, below, beside } = habits(sheet);
  const [step, times] = [...beside].sort((a, b) => b[1] - a[1])[0] ?? [1, 0];
  if (inside > times && inside > below) return sheet.addressOf(view);
  if (below > times && sheet.at(row + rowSpan, column) === undefined)
    return sheet.address(row + rowSpan, column);
  const usual = column + columnSpan - 1 + step;
  const at = isFree(sheet, row, column + columnSpan, usual) ? usual : column + columnSpan;
  return sheet.at(row, at) === undefined ? sheet.address(row, at) : sheet.addressOf(view);
}

/** Whether the labels of this sheet are answered in the cell below rather than beside. */
export function answersBelow(sheet: SheetView): boolean {
  const { inside, below, beside } = habits(sheet);
  return below > inside && below > [...beside.values()].reduce((sum, times) => sum + times, 0);
}

function isFree(sheet: SheetView, row: number, from: number, to: number): boolean {
  for (let column = from; column <= to; column++) if (sheet.at(row, column) !== undefined) return false;
  return true;
}

function habits(sheet: SheetView): Habits {
  const known = habitsOf.get(sheet);
  if (known !== undefined) return known;
  const found: Habits = { inside: 0, below: 0, beside: new Map() };
  for (const { views } of sheet.rows) {
    views.forEach((view, index) => {
      note(sheet, view, views[index + 1], found);
    });
  }
  habitsOf.set(sheet, found);
  return found;
}

function note(sheet: SheetView, view: View, next: View | undefined, found: Habits): void {
  if (view.label === null) {
    if (view.pieces.some((piece, index) => piece.kind === 'label' && view.pieces[index + 1]?.kind === 'text'))
      found.inside++;
    return;
  }
  const { row, column, rowSpan, columnSpan } = view.cell;
  if (next?.pieces.every(({ kind }) => kind === 'text') && !next.isSentence) {
    const step = next.cell.column - (column + columnSpan - 1);
    found.beside.set(step, (found.beside.get(step) ?? 0) + 1);
    return;
  }
  const under = sheet.at(row + rowSpan, column);
  if (under?.pieces.every(({ kind }) => kind === 'text') && view.label.label.field !== null) found.below++;
}
