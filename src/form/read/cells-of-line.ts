import { textOf } from './find-header.js';
import { looksLikeJob } from './job-words.js';
import { nameInLine } from './name-in-line.js';
import { isForRoles, nameOfSchool, partBeforeJob, partInBrackets, standsForSchool } from './parts-in-line.js';
import type { LabelField, Role } from './recognise-label.js';
import { namesGroup } from './school-group.js';
import { asksJob, type Column, columnOf, isNameOfSchool } from './table-columns.js';
import type { LineOfTable, Pair, Token, Written } from './tokens.js';
import type { SheetView, View } from './view-sheet.js';
import { withoutItsLabel } from './without-its-label.js';

/** The cells of a row, each under its column; what stands under none is left loose. */
export function takeCells(
  sheet: SheetView,
  index: number,
  columns: readonly Column[],
): [LineOfTable, ...Token[]] {
  const { views, row } = sheet.rows[index]!;
  const tokens: Token[] = [];
  const taken = new Map<Column, View[]>();
  const before: View[] = [];
  const jobs = new Map<Column, string>();
  const hasRoles = columns.some(({ field }) => field === 'role');
  let role: Role | null = null;
  let school: View | null = null;
  for (const view of views) {
    view.isRead = true;
    const column = columnOf(view, columns);
    const said = view.label?.label;
    const namesRole =
      said?.role != null && said.field === null && (column === undefined || isForRoles(column, said.role));
    if (namesRole) role = said.role;
    else if (standsForSchool(view, column, columns)) {
      if (school !== null) before.push(school);
      school = view;
    } else if (column !== undefined && column.field !== 'role') {
      const told = hasRoles ? null : partBeforeJob(view, column);
      if (told !== null && role === null) jobs.set(column, told.job);
      role ??= partInBrackets(view, column) ?? told?.role ?? null;
      taken.set(column, [...(taken.get(column) ?? []), view]);
    } else if (isBeforeAll(view, columns)) before.push(view);
    else if (isWorthTelling(view)) tokens.push({ kind: 'loose', written: sheet.written(view) });
  }
  const marked = columns.find(({ isMarked }, at) => isMarked === true && taken.has(columns[at]!));
  const asked = columns.filter(({ isMarked }, at) => isMarked !== true || columns[at] === marked);
  const pairs = asked.map((column) => {
    const pair = pairOf(sheet, row, column, taken.get(column) ?? []);
    const job = jobs.get(column);
    return job === undefined
      ? pair
      : { ...pair, values: pair.values.map((value) => ({ ...value, text: job })) };
  });
  const name =
    school === null && role === null && !columns.some(isNameOfSchool) && taken.size >= 2
      ? namedBefore(sheet, before)
      : null;
  for (const view of before) {
    if (headsLines(view))
      tokens.push({
        kind: 'heading',
        role: null,
        announces: 'group',
        text: textOf(view),
        at: sheet.addressOf(view),
      });
    else if (view !== name?.view && isWorthTelling(view))
      tokens.push({ kind: 'loose', written: sheet.written(view) });
  }
  if (school !== null) pairs.push(nameOfSchool(sheet, school));
  if (name !== null) pairs.push(name.pair);
  return [{ kind: 'line', pairs: withMerged(sheet, row, asked, pairs), role }, ...tokens];
}

/** Neither a sentence of the model nor the number of the line. */
function isWorthTelling(view: View): boolean {
  return !view.isSentence && !/^\W*\d{1,3}\W*$/.test(textOf(view));
}

/** Left of every column that asks something of somebody: where a line says of whom it speaks. */
function isBeforeAll({ cell }: View, columns: readonly Column[]): boolean {
  return columns.every(({ from, field }) => field === 'role' || cell.column < from);
}

/** « Mairie », « Groupe scolaire Romain Rolland » merged down the left of several lines: the heading of each. */
function headsLines(view: View): boolean {
  return view.cell.rowSpan > 1 && (view.label?.label.field === 'commune' || namesGroup(textOf(view)));
}

/** The school named nearest to what its line tells of its administrator. */
function namedBefore(sheet: SheetView, before: readonly View[]): { view: View; pair: Pair } | null {
  const view = before.at(-1);
  const name = view === undefined || view.label !== null ? null : nameInLine(textOf(view));
  if (view === undefined || name === null) return null;
  const pair = nameOfSchool(sheet, view, name.name);
  return { view, pair: name.isGuess ? { ...pair, isGuess: true } : pair };
}

function pairOf(sheet: SheetView, row: number, column: Column, views: readonly View[]): Pair {
  return {
    kind: 'pair',
    field:
      asksJob(column) && views.length === 1 && looksLikeJob(textOf(views[0]!)) ? 'jobTitle' : column.field,
    role: column.role,
    nameOrder: column.label.nameOrder,
    label: column.text,
    values: views.map((view) => ({
      ...asTyped(sheet, view, column.field),
      ...(column.isMarked === true && { text: column.text, number: null }),
    })),
    continues: views.length === 0 && (sheet.at(row, column.from)?.cell.row ?? row) < row,
    expectedAt: views[0] === undefined ? sheet.address(row, column.from) : sheet.addressOf(views[0]),
  };
}

/** A school of its own beside cells merged over several lines: they answer for each of them. */
function withMerged(
  sheet: SheetView,
  row: number,
  columns: readonly Column[],
  pairs: readonly Pair[],
): Pair[] {
  const isNamed = pairs.some(({ field, values }) => field === 'schoolName' && values.length > 0);
  return pairs.map((pair, index) => {
    const above = pair.continues && isNamed ? sheet.at(row, columns[index]!.from) : undefined;
    return above === undefined || pair.field === 'schoolName'
      ? pair
      : { ...pair, values: [asTyped(sheet, above, pair.field)], continues: false };
  });
}

/** « Tél : 04… / Fax : 04… » in a line of a table: the whole cell answers its column. */
function asTyped(sheet: SheetView, view: View, field: LabelField): Written {
  const answer = withoutItsLabel(view, field);
  if (answer !== null) return sheet.written(view, answer);
  const isMixed = view.pieces.length > 1 && view.pieces.some(({ kind }) => kind === 'label');
  return isMixed ? { ...sheet.written(view), text: view.cell.text } : sheet.written(view);
}

export function emptyLine(sheet: SheetView, row: number, columns: readonly Column[]): Token {
  return { kind: 'line', pairs: columns.map((column) => pairOf(sheet, row, column, [])), role: null };
}
