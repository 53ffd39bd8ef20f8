import type { GridCell } from '../open/grid.js';
import { isLevelOnly } from './school-group.js';
import type { View } from './view-sheet.js';

/**
 * An answer whose end was left alone on the row below, as a Word table pasted in a workbook leaves it (« Prénom Nom : |
 * Claire » over « | FAYOLLE »). Only what cannot stand by itself is joined: a name in one word, a level without name, a
 * job that goes on in small letters. Gives the cells to read again, their text whole, and the cells they took in.
 */
export function brokenLines(
  rows: readonly { row: number; views: readonly View[] }[],
): Map<GridCell, GridCell> {
  const ends = new Map<GridCell, GridCell>();
  rows.forEach(({ row, views }, index) => {
    const above = rows[index - 1];
    if (above === undefined || row - above.row !== 1) return;
    for (const [at, view] of views.entries()) {
      const isFirst = at === 0 || views[at - 1]!.label === null;
      const begun = above.views.find(({ cell }) => cell.column === view.cell.column);
      if (!isFirst || begun === undefined || !isText(view) || ends.has(begun.cell)) continue;
      if (goesOn(fieldOf(above.views, begun), begun.pieces.at(-1)!.text, view.cell.text.trim()))
        ends.set(begun.cell, view.cell);
    }
  });
  return ends;
}

function isText({ pieces }: View): boolean {
  return pieces.length === 1 && pieces[0]!.kind === 'text';
}

/** What the answer above answers: the label before it, in its own cell or in the one on its left. */
function fieldOf(views: readonly View[], begun: View): string | null {
  const inside = begun.pieces.at(-2);
  if (inside !== undefined) return inside.kind === 'label' ? inside.label.field : null;
  const before = views[views.indexOf(begun) - 1]?.label;
  return before?.hasColon ? before.label.field : null;
}

function goesOn(field: string | null, begun: string, end: string): boolean {
  if (/[@\d:;(]/.test(end)) return false;
  switch (field) {
    case 'name':
      return (
        /^\p{L}[\p{L}'’-]+$/u.test(begun.trim()) && /^\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?$/u.test(end)
      );
    case 'schoolName':
      return (isLevelOnly(begun) || /^(?:école|groupe scolaire)$/i.test(begun.trim())) && end.length < 60;
    case 'jobTitle':
      return /^\p{Ll}/u.test(end) && end.length < 60;
    default:
      return false;
  }
}
