import { isGroupedHeader } from './find-grouped-header.js';
import { isHeaderRow, textOf } from './find-header.js';
import { isClosing, looksLikeEmail, looksLikePhone } from './guess-kind.js';
import { announcesPast } from './is-past-list.js';
import { isOfContact } from './recognise-label.js';
import { type Column, columnOf } from './table-columns.js';
import type { SheetView, View } from './view-sheet.js';
import { withoutItsLabel } from './without-its-label.js';

/** « Suivi du projet | Claire Durand | DGS | c.durand@… » below a table of schools whose columns are other ones. */
function tellsContactApart(views: readonly View[], columns: readonly Column[]): boolean {
  const label = views[0]!.label?.label;
  const isContact = label?.field === null && isOfContact(label.role);
  const addresses = views.filter((view) => looksLikeEmail(textOf(view)));
  const asksAddress = columns.some(({ field }) => field === 'email');
  return (
    isContact &&
    asksAddress &&
    addresses.length > 0 &&
    addresses.every((view) => !['email', 'details'].includes(columnOf(view, columns)?.field ?? '')) &&
    !views.some((view) => columnOf(view, columns)?.field === 'email' && looksLikePhone(textOf(view)))
  );
}

export function endsTable(sheet: SheetView, index: number, columns: readonly Column[]): boolean {
  const { views, row } = sheet.rows[index]!;
  if (views.length === 2 && views[0]!.label?.label.field === 'commune') return true;
  if (views.length === 2 && views[0]!.label?.hasColon && views[0]!.label.label.field === 'schoolName')
    return true;
  if (views.length === 1 && (announcesPast(textOf(views[0]!)) || isClosing(textOf(views[0]!)))) return true;
  if (tellsContactApart(views, columns)) return true;
  const isLine = views.length >= 3 && views[0]!.pieces.every(({ kind }) => kind === 'text');
  if (
    !isLine &&
    views.some(
      (view) =>
        view.pieces.length > 1 &&
        view.pieces.some((piece) => piece.kind === 'label' && piece.hasColon) &&
        withoutItsLabel(view, columnOf(view, columns)?.field ?? null) === null,
    )
  )
    return true;
  const labels = views.filter(({ label }) => label !== null);
  if (labels.some(({ label }) => label!.hasColon && !label!.label.mayBeValue)) return true;
  if (labels.length >= 2 && (isHeaderRow(sheet, index) || isGroupedHeader(sheet, index))) return true;
  if (labels.length === views.length && views.length === 1) {
    const { label } = labels[0]!.label!;
    const isNameOfSchool =
      label.field === 'schoolName' &&
      columns.some(({ field }) => field === 'schoolName') &&
      !label.announcesSchools;
    return !isNameOfSchool && !isJobBelow(sheet, index, columns);
  }
  const gap = row - sheet.rows[index - 1]!.row;
  return gap > 1 && views.length === 1 && views[0]!.isSentence;
}

/** « Directrice » alone under the name of an administrator: a line of that cell, not the heading of another part. */
function isJobBelow(sheet: SheetView, index: number, columns: readonly Column[]): boolean {
  const { views, row } = sheet.rows[index]!;
  const [{ cell, label }] = views as [View];
  const column = columnOf(views[0]!, columns);
  const isOfSchool = columns.some(({ field }) => field === 'schoolName');
  return (
    isOfSchool &&
    cell.column > columns[0]!.from &&
    (column?.field === 'details' || column?.field === 'name') &&
    label!.label.field === null &&
    !label!.hasColon &&
    row - sheet.rows[index - 1]!.row === 1
  );
}
