import { textOf } from './find-header.js';
import { announcesPast } from './is-past-list.js';
import type { Token } from './tokens.js';
import type { SheetView, View } from './view-sheet.js';

/**
 * The rows of those who leave, from the heading at `index` to the next part of the form: each of their cells is set aside,
 * for a person to read. Null when the row heads no such list.
 */
export function readPastList(sheet: SheetView, index: number): { tokens: Token[]; next: number } | null {
  const { views } = sheet.rows[index]!;
  if (views.length > 1 || views[0]!.isRead || !announcesPast(textOf(views[0]!))) return null;
  let next = index + 1;
  while (next < sheet.rows.length && !beginsPart(sheet.rows[next]!.views)) next++;
  const aside = sheet.rows.slice(index, next).flatMap((row) => row.views);
  for (const view of aside) view.isRead = true;
  const values = aside
    .filter((view) => view === views[0] || view.pieces.some(({ kind }) => kind === 'text'))
    .map((view) => ({ ...sheet.written(view), text: view.cell.text }));
  const pair = { kind: 'pair', field: 'remark', role: null, nameOrder: null, label: '' } as const;
  return { tokens: [{ ...pair, values, expectedAt: sheet.addressOf(views[0]!) }], next };
}

/** A label of the form alone, or with its answer; a row of labels is the header of the list itself. */
function beginsPart(views: readonly View[]): boolean {
  const [first, ...others] = views;
  if (announcesPast(textOf(first!)) || others.filter(({ label }) => label !== null).length >= 2) return false;
  const [piece] = first!.pieces;
  if (piece?.kind !== 'label') return false;
  const { role, field, announcesSchools } = piece.label;
  const isPart = role !== null && role !== 'contact' && role !== 'school' && role !== 'townHall';
  return (
    announcesSchools || ((isPart || field === 'commune' || field === 'schoolName') && others.length <= 4)
  );
}
