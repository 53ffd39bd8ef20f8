import { isExampleMark } from '../write/model-words.js';
import { isPlainAction } from './action-of.js';
import { withColumnOfWishes } from './column-of-wishes.js';
import { isGroupedHeader } from './find-grouped-header.js';
import { isHeaderRow, textOf } from './find-header.js';
import {
  beginsWithSchool,
  isClosing,
  looksLikeEmail,
  looksLikePhone,
  looksLikeSchool,
  looksLikeSentence,
} from './guess-kind.js';
import { headsSector, isOverTable } from './headings-of-table.js';
import { announcesPast } from './is-past-list.js';
import { looksLikeJob } from './job-words.js';
import { nameInLine } from './name-in-line.js';
import { isAside, type Label, type LabelField, type Role, recogniseLabel } from './recognise-label.js';
import { isLevelOnly, namesGroup } from './school-group.js';
import { settleColumns } from './settle-columns.js';
import type { LineOfTable, Pair, Token, Written } from './tokens.js';
import type { SheetView, View } from './view-sheet.js';
import { withoutItsLabel } from './without-its-label.js';

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

/** Reads the table whose header is the row `index` (with `above`, the row of group headings, when there is one). */
export function readTable(
  sheet: SheetView,
  index: number,
  above: readonly View[],
): { tokens: Token[]; next: number } {
  const header = sheet.rows[index]!;
  let columns = settleColumns(
    sheet,
    index,
    withColumnOfActions(
      sheet,
      index,
      withColumnOfParts(sheet, index, withColumnOfWishes(sheet, index, readHeader(header.views, above))),
    ),
  );
  for (const view of [...header.views, ...above]) if (view.label !== null) view.isRead = true;
  const tokens: Token[] = header.views
    .filter((view) => view.isRead && view.label === null)
    .map((view) =>
      TELLS_SOMEBODY.test(textOf(view))
        ? { kind: 'loose', written: sheet.written(view) }
        : { ...nameOfSchool(sheet, view), field: 'other' },
    );
  let next = index + 1;
  for (; next < sheet.rows.length; next++) {
    const columnsOfSchools = schoolsGoOn(sheet, next, columns);
    if (columnsOfSchools !== null) {
      const heading = sheet.rows[next]!.views[0]!;
      heading.isRead = true;
      const at = sheet.addressOf(heading);
      tokens.push({ kind: 'heading', role: null, announces: 'schools', text: textOf(heading), at });
      columns = columnsOfSchools;
      continue;
    }
    const inside = headingInside(sheet, next, columns);
    if (inside !== null) {
      tokens.push(inside);
      continue;
    }
    if (endsTable(sheet, next, columns)) break;
    tokens.push(...readLine(sheet, next, columns));
  }
  if (!tokens.some(({ kind }) => kind === 'line')) tokens.push(emptyLine(sheet, header.row + 1, columns));
  return { tokens, next };
}

/** « Portable Zoé QUATREMER »: more than what a column may be called. */
const TELLS_SOMEBODY = /@|\d{2}[\s.]?\d{2}[\s.]?\d{2}|\p{Lu}\p{Ll}+\s+\p{Lu}[\p{Lu}'’-]{3,}$/u;

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
function withColumnOfParts(sheet: SheetView, index: number, columns: readonly Column[]): Column[] {
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
function withColumnOfActions(sheet: SheetView, index: number, columns: readonly Column[]): Column[] {
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
function schoolsGoOn(sheet: SheetView, index: number, columns: readonly Column[]): Column[] | null {
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

function columnOf({ cell }: View, columns: readonly Column[]): Column | undefined {
  return columns.find(({ from, to }) => cell.column >= from && cell.column <= to);
}

/** « Suivi du projet | Claire Durand | DGS | c.durand@… » below a table of schools whose columns are other ones. */
function tellsContactApart(views: readonly View[], columns: readonly Column[]): boolean {
  const label = views[0]!.label?.label;
  const isContact =
    label?.field === null &&
    (label.role === 'followUp' || label.role === 'technical' || label.role === 'both');
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

/**
 * « Mairie », « École Jean Jaurès » merged over the table, its lines going on below in the same columns: whom they speak of.
 * Null when the row is no such heading.
 */
function headingInside(sheet: SheetView, index: number, columns: readonly Column[]): Token | null {
  const { views, row } = sheet.rows[index]!;
  const [view] = views;
  const next = sheet.rows[index + 1];
  if (views.length > 1 || !isOverTable(view!, columns) || next === undefined || next.row !== row + 1)
    return null;
  const goesOn =
    next.views.length >= 3 &&
    next.views.slice(1).every((one) => columnOf(one, columns) !== undefined) &&
    !isHeaderRow(sheet, index + 1) &&
    !isGroupedHeader(sheet, index + 1);
  const text = textOf(view!);
  if (!goesOn || announcesPast(text)) return null;
  if (view!.label === null && !(beginsWithSchool(text) && !columns.some(isNameOfSchool))) return null;
  view!.isRead = true;
  if (view!.label === null) return nameOfSchool(sheet, view!);
  const { role, announcesSchools } = view!.label.label;
  return {
    kind: 'heading',
    role,
    announces: announcesSchools ? 'schools' : null,
    text,
    at: sheet.addressOf(view!),
  };
}

function endsTable(sheet: SheetView, index: number, columns: readonly Column[]): boolean {
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

function readLine(sheet: SheetView, index: number, columns: readonly Column[]): Token[] {
  const { views } = sheet.rows[index]!;
  const [first] = views;
  if (
    views.every(({ isSentence }) => isSentence) ||
    views.some(
      (view) =>
        (/^\s*exemple/i.test(view.cell.text) && isExampleMark(textOf(view))) ||
        /^\s*ex(?:emple)?\s*[.:]/i.test(textOf(view)) ||
        (isTotal(view) && !tellsSomebody(views)),
    )
  ) {
    for (const view of views) view.isRead = true;
    const values = views.map((view) => sheet.written(view));
    const at = values[0]!.at;
    const example: Pair = {
      kind: 'pair',
      field: 'other',
      role: null,
      nameOrder: null,
      label: '',
      values,
      expectedAt: at,
    };
    return [example];
  }
  if (views.length === 1 && headsSector(first!)) {
    first!.isRead = true;
    return [{ ...nameOfSchool(sheet, first!), field: 'other' }];
  }
  if (views.length === 1 && headsGroup(sheet, index, columns)) {
    first!.isRead = true;
    const at = sheet.addressOf(first!);
    return [{ kind: 'heading', role: null, announces: 'group', text: textOf(first!), at }];
  }
  if (views.length === 1 && (isOverTable(first!, columns) || !isPlainName(first!, columns))) {
    first!.isRead = true;
    return [{ kind: 'loose', written: sheet.written(first!) }];
  }
  return takeCells(sheet, index, columns);
}

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

/**
 * « Suivi du projet », « Responsable technique », « École Jean Jaurès » down one column, headed « Rôle » or by nothing:
 * where the part of a contact stands, a school's name says whose administrator the line tells.
 */
function standsForSchool(view: View, column: Column | undefined, columns: readonly Column[]): boolean {
  if (columns.some(({ field }) => field === 'schoolName') || view.pieces.length > 1) return false;
  const isBefore = columns.every(({ from }) => view.cell.column < from);
  const saysSchool =
    column?.field === 'role' &&
    (column.label.field === 'schoolName' || schoolAfterRole(textOf(view)) !== null);
  return (
    (isBefore || column?.field === 'role') &&
    view.label?.hasColon !== true &&
    (saysSchool || beginsWithSchool(textOf(view)) || isLevelOnly(textOf(view)))
  );
}

/** « SUIVI DU PROJET / Directrice » where a job is asked: the part of the person, then the job. */
function partBeforeJob(
  view: View,
  { field, role }: Pick<Column, 'field' | 'role'>,
): { role: Role; job: string } | null {
  if (field !== 'jobTitle' || role !== null) return null;
  const [, part = '', job = ''] = /^([^/–:]{4,40}?)\s*(?:\s[/–-]|:)\s+(\S.*)$/u.exec(textOf(view)) ?? [];
  const said = part === '' ? null : recogniseLabel(part);
  const isPart = said?.role != null && ['followUp', 'technical', 'both', 'administrator'].includes(said.role);
  return isPart && said.field === null ? { role: said.role!, job } : null;
}

/** « BARDIN Colette (suivi) » where a name is asked: the part of a contact, told beside. */
function partInBrackets(view: View, { field, role }: Column): Role | null {
  if (role !== null && role !== 'contact') return null;
  if (field !== 'name' && field !== 'lastName' && field !== 'details') return null;
  const said = recogniseLabel(/\S\s*\(([^()]+)\)\s*$/.exec(textOf(view))?.[1] ?? '');
  const isContact = said?.role === 'followUp' || said?.role === 'technical' || said?.role === 'both';
  return isContact && said.field === null ? said.role : null;
}

/** « administratrice école Bony-Aventurière », « Référent de l’école Pasteur » in a column of parts. */
function schoolAfterRole(text: string): string | null {
  const said =
    /^(?:administrat(?:eur|rice)|référente?|direct(?:eur|rice))(?:\s+ENT)?[\s:–-]+(?:de\s+l['’]|du\s|d['’])?\s*(\S.+)$/iu;
  const rest = said.exec(text)?.[1] ?? '';
  return beginsWithSchool(rest) ? rest : null;
}

function nameOfSchool(
  sheet: SheetView,
  view: View,
  text = schoolAfterRole(textOf(view)) ?? textOf(view),
): Pair {
  const values = [{ ...sheet.written(view), text }];
  const said = { kind: 'pair', field: 'schoolName', role: null, nameOrder: null, label: '' } as const;
  return { ...said, values, expectedAt: sheet.addressOf(view) };
}

/** Neither a sentence of the model nor the number of the line. */
function isWorthTelling(view: View): boolean {
  return !view.isSentence && !/^\W*\d{1,3}\W*$/.test(textOf(view));
}

function isNameOfSchool({ field }: Column): boolean {
  return field === 'schoolName';
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

/**
 * A column that may hold parts rather than names: « Contact », « Rôle », « Responsable ». No school is called « Suivi du
 * projet »: in the schools' column, it is a contact added below them.
 */
function isForRoles({ field, role, text }: Column, said: Role): boolean {
  if (asksJob({ field, text })) return false;
  if (field === 'schoolName') return said === 'followUp' || said === 'technical' || said === 'both';
  if (field === 'commune') return ['followUp', 'technical', 'both', 'contact'].includes(said);
  return field === 'role' || (field === 'details' && role !== 'administrator' && role !== 'director');
}

/** « Fonction, téléphone »: a column that holds jobs, among other things. */
function asksJob({ field, text }: Pick<Column, 'field' | 'text'>): boolean {
  return field === 'details' && /fonction|qualit|poste/i.test(text);
}

/** « Total : 2 écoles » counts the lines above. */
function isTotal(view: View): boolean {
  return /^\s*(?:(?:sous-)?total\b[^@]{0,60}|(?:nombre|nb)\s+(?:total\s+)?d(?:e\s+|['’]\s*)[ée](?:coles|tablissements)(?:\s+\p{L}{4,12})?)(?:\P{L}.{0,30})?$/iu.test(
    textOf(view),
  );
}

/** « Total : 251 » may be the pupils of one school, beside its administrator. */
function tellsSomebody(views: readonly View[]): boolean {
  return views.some((view) => looksLikeEmail(textOf(view)) || looksLikePhone(textOf(view)));
}

/** « Groupe scolaire Jean Jaurès » alone on its line, over lines that only say Maternelle, Élémentaire. */
function headsGroup(sheet: SheetView, index: number, columns: readonly Column[]): boolean {
  const next = sheet.rows[index + 1]?.views;
  const [view] = sheet.rows[index]!.views;
  if (next === undefined || !(namesGroup(textOf(view!)) || isOverTable(view!, columns))) return false;
  const names = columns.filter(({ field }) => field === 'schoolName' || field === 'level');
  return next.some(
    (view) =>
      isLevelOnly(textOf(view)) &&
      names.some(({ from, to }) => view.cell.column >= from && view.cell.column <= to),
  );
}

/** A line with one cell is a school without administrator when the cell is in the schools' column and reads as a name. */
function isPlainName(view: View, columns: readonly Column[]): boolean {
  const column = columnOf(view, columns);
  if (column?.field !== 'schoolName') return false;
  const text = textOf(view);
  if (view.isSentence || /^\s*[(*]/.test(text)) return false;
  return (
    looksLikeSchool(text) ||
    (!looksLikeSentence(text) && !/[:@]|\d{4}/.test(text) && text.split(/\s+/).length <= 6)
  );
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

function emptyLine(sheet: SheetView, row: number, columns: readonly Column[]): Token {
  return { kind: 'line', pairs: columns.map((column) => pairOf(sheet, row, column, [])), role: null };
}
