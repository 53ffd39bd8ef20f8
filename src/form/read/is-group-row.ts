import { looksLikeEmail, looksLikePhone } from './guess-kind.js';
import { isIdem } from './no-answer.js';
import type { View } from './view-sheet.js';

/** A row that may name groups of columns: labels or names without colon, none answered in its own cell. */
export function isGroupRow(views: readonly View[]): boolean {
  return views.every(
    (view) =>
      !view.isRead &&
      !view.isSentence &&
      !isIdem(view.cell.text) &&
      !looksLikeEmail(view.cell.text) &&
      !looksLikePhone(view.cell.text) &&
      view.pieces.length === 1 &&
      (view.label === null || !view.label.hasColon || view.label.label.mayBeValue),
  );
}
