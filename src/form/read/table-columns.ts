import { isPlainAction } from './action-of.js';
import { isHeaderRow, textOf } from './find-header.js';
import { isAside, type Label, type LabelField, type Role, recogniseLabel } from './recognise-label.js';
import type { SheetView, View } from './view-sheet.js';

export type Column = {
  from: number;
  to: number;
  label: Label;
  field: LabelField;
  role: Role | null;
  text: string;
  /** A cross in it says the word of its header. */
  isMarked?: true;
};

export function readHeader(views: readonly View[], above: readonly View[]): Column[] {
  const labels = views.filter(({ label }) => label !== null);
  const under = (view: View) =>
    above.findLast(({ cell }) => {
      const to = cell.columnSpan > 1 ? cell.column + cell.columnSpan - 1 : Number.POSITIVE_INFINITY;
      return cell.column <= view.cell.column && view.cell.column <= to;
    });
  const all = [...labels, ...above.filter((view) => isHeaderByItself(view, labels))].sort(
    (a, b) => a.cell.column - b.cell.column,
  );
  const others = views.map(({ cell }) => cell.column);
  return all.map((view) => {
    const following = Math.min(
      ...[...others, ...all.map(({ cell }) => cell.column)].filter((column) => column > view.cell.column),
    );
    const text = view.label!.text;
    const group = above.includes(view) ? undefined : under(view);
    const label =
      (group === undefined ? null : recogniseLabel(`${text} ${textOf(group)}`)) ?? view.label!.label;
    const own = view.label!.label;
    const isAsideAll = group?.label != null && isAside(group.label.label);
    const keepsOwn = own.field !== null && own.field !== 'lastName' && label.field !== own.field;
    const to = Number.isFinite(following) ? following - 1 : view.cell.column + view.cell.columnSpan - 1;
    const field = isAsideAll ? 'remark' : ((keepsOwn ? own.field : label.field) ?? own.field ?? 'details');
    return { from: view.cell.column, to, label: own, field, role: label.role ?? own.role, text };
  });
}

/** « Fonction dans le projet » over « Suivi » and « Technique »: whatever its header says, the column names parts. */
export function withColumnOfParts(sheet: SheetView, index: number, columns: readonly Column[]): Column[] {
  const below = sheet.rows.slice(index + 1, index + 4).flatMap(({ views }) => views);
  return columns.map((column) => {
    const cells = below.filter(({ cell }) => cell.column >= column.from && cell.column <= column.to);
    const roles = new Set(cells.map(({ label }) => (label?.label.field === null ? label.label.role : null)));
    const isOther = columns.some((one) => one !== column && one.field === 'jobTitle');
    const namesParts = roles.has('followUp') && roles.has('technical') && isOther;
    return namesParts && column.field !== 'role' ? { ...column, field: 'role', role: null } : column;
  });
}

/** « Statut » over « Maintien », « Ajout »: whatever its header says, the column tells what to do with each school. */
export function withColumnOfActions(sheet: SheetView, index: number, columns: readonly Column[]): Column[] {
  const below = sheet.rows.slice(index + 1, index + 6).flatMap(({ views }) => views);
  return columns.map((column) => {
    const cells = below.filter(({ cell }) => cell.column >= column.from && cell.column <= column.to);
    const [first] = cells;
    const tells = first !== undefined && isPlainAction(textOf(first));
    const others = cells.slice(1, 3).every((view) => isPlainAction(textOf(view)) || view.label !== null);
    return tells && others && column.field !== 'schoolName'
      ? { ...column, field: 'action', role: null }
      : column;
  });
}

/** A heading of the row above with nothing under it in the header is a column too (« École » merged downwards). */
function isHeaderByItself(view: View, labels: readonly View[]): boolean {
  if (view.label === null) return false;
  const { column, columnSpan } = view.cell;
  return !labels.some(({ cell }) => cell.column >= column && cell.column < column + columnSpan);
}

/**
 * « Écoles : » alone on a line of the contacts' table, over lines of the same shape: the header above serves them too, and
 * what stood for the part of a contact is the name of a school.
 */
export function schoolsGoOn(sheet: SheetView, index: number, columns: readonly Column[]): Column[] | null {
  const { views } = sheet.rows[index]!;
  const label = views[0]!.label;
  const next = sheet.rows[index + 1];
  const first = columns.find(({ field }) => field !== 'role');
  if (views.length > 1 || !label?.label.announcesSchools || next === undefined || first === undefined)
    return null;
  if (columns.some(({ field }) => field === 'schoolName') || next.views.length < 3) return null;
  const [name] = next.views;
  if (name!.cell.column >= first.from || name!.label !== null || isHeaderRow(sheet, index + 1)) return null;
  const said = { ...label.label, field: 'schoolName' } as const;
  const column = { from: name!.cell.column, to: first.from - 1, label: said, role: null, text: label.text };
  return [{ ...column, field: 'schoolName' }, ...columns.filter(({ field }) => field !== 'role')];
}

export function columnOf({ cell }: View, columns: readonly Column[]): Column | undefined {
  return columns.find(({ from, to }) => cell.column >= from && cell.column <= to);
}

export function isNameOfSchool({ field }: Column): boolean {
  return field === 'schoolName';
}

/** « Fonction, téléphone »: a column that holds jobs, among other things. */
export function asksJob({ field, text }: Pick<Column, 'field' | 'text'>): boolean {
  return field === 'details' && /fonction|qualit|poste/i.test(text);
}
