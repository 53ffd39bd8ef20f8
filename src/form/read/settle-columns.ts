import { isPlainAction } from './action-of.js';
import { textOf } from './find-header.js';
import { foldWords } from './fold-words.js';
import { givenNames } from './given-names.js';
import { looksLikeEmail, looksLikePerson, looksLikePhone, looksLikeSchool } from './guess-kind.js';
import { plainLabel } from './recognise-label.js';
import { isLevelOnly } from './school-group.js';
import type { Column } from './table-columns.js';
import type { SheetView, View } from './view-sheet.js';

/** What the columns of a table hold, told by what stands in them and by each other, when the words of the header do not say. */
export function settleColumns(sheet: SheetView, index: number, columns: readonly Column[]): Column[] {
  const below = sheet.rows.slice(index + 1, index + 41).flatMap(({ views }) => views);
  const under = ({ from, to }: Column) =>
    below.filter(({ cell }) => cell.column >= from && cell.column <= to);
  const settled = withNamesOfSchools(withoutPastYears(columns)).map((column, at, all) =>
    isColumnOfLevels(column, at, all, under(column)) ? { ...column, field: 'level' as const } : column,
  );
  return [...settled, ...columnsOfMarks(sheet, index), ...columnsByContent(sheet, index, settled)].sort(
    (a, b) => a.from - b.from,
  );
}

/** « Administrateur 2025-2026 | Administrateur 2026-2027 »: the last year answers; the one before is remembered. */
function withoutPastYears(columns: readonly Column[]): Column[] {
  const years = columns.map(({ text }) => Number(/\b(20\d\d)\b/.exec(text)?.[1] ?? 0));
  const last = Math.max(...years);
  return columns.map((column, at) => {
    const isPast =
      years[at]! > 0 &&
      columns.some(
        ({ field, role }, other) =>
          field === column.field && role === column.role && years[other]! > years[at]!,
      );
    return isPast && years[at]! < last ? { ...column, field: 'remark', role: null } : column;
  });
}

/** « Nom | Administrateur | Fonction | … »: the name asked beside an administrator is the school's. */
function withNamesOfSchools(columns: readonly Column[]): Column[] {
  const [first, ...others] = columns;
  const asks = (field: Column['field']) => columns.some((column) => column.field === field);
  const isBeside = others.some(
    ({ field, role }) => role === 'administrator' && (field === 'details' || field === 'name'),
  );
  const isName =
    first?.field === 'lastName' && first.role === null && !asks('firstName') && !asks('schoolName');
  return isName && isBeside ? [{ ...first, field: 'schoolName' }, ...others] : [...columns];
}

/** « Groupe scolaire | École » over « Montessuy | Maternelle »: the second only says the level. */
function isColumnOfLevels(
  { field }: Column,
  at: number,
  all: readonly Column[],
  views: readonly View[],
): boolean {
  const isSecond = field === 'schoolName' && all.slice(0, at).some((before) => before.field === 'schoolName');
  return isSecond && views.length > 0 && views.every((view) => isLevelOnly(textOf(view)));
}

/** « Acteur » over names, « Contact électronique » over addresses: what nobody else in the table asks for. */
function columnsByContent(sheet: SheetView, index: number, columns: readonly Column[]): Column[] {
  const asks = (...fields: Column['field'][]) => columns.some(({ field }) => fields.includes(field));
  const lines = sheet.rows.slice(index + 1, index + 9).map(({ views }) => views);
  const found = new Set<Column['field']>();
  return sheet.rows[index]!.views.filter((view) => view.label === null && !view.isRead).flatMap(
    (view): Column[] => {
      const { column } = view.cell;
      const texts = lines.flatMap((views) => views.filter(({ cell }) => cell.column === column).map(textOf));
      const field = fieldOfAll(texts);
      const isAsked =
        field === 'name'
          ? asks('name', 'firstName', 'lastName', 'details')
          : field === null || asks(field, 'details');
      if (field === null || isAsked || found.has(field) || columns.length < 3) return [];
      found.add(field);
      view.isRead = true;
      return [{ from: column, to: column, label: plainLabel(field), field, role: null, text: textOf(view) }];
    },
  );
}

function fieldOfAll(texts: readonly string[]): 'name' | 'email' | 'phone' | null {
  if (texts.length < 2) return null;
  if (texts.every(looksLikeEmail)) return 'email';
  if (texts.every(looksLikePhone)) return 'phone';
  return texts.every((text) => looksLikePerson(text) && !looksLikeSchool(text) && isGivenFirstOrLast(text))
    ? 'name'
    : null;
}

/** A given name that everybody knows begins or ends it: « Jo Ardon », not « Jules Ferry Nord ». */
function isGivenFirstOrLast(text: string): boolean {
  const words = foldWords(text).split(' ');
  return [words[0]!, words.at(-1)!].some((word) => givenNames.has(word)) || /\p{Lu}{2}/u.test(text);
}

const MARK = /^\s*(?:x|✓|✔|☒|☑|oui)\s*$/i;

/**
 * « Maintien | Ajout | Radiation » over crosses: each cross says the word above it. The words may stand on a row of their
 * own (« Souhaite laclasse.com » over « Oui | Non »).
 */
function columnsOfMarks(sheet: SheetView, index: number): Column[] {
  const header = sheet.rows[index]!.views;
  const under = sheet.rows[index + 1]?.views ?? [];
  const isTwoRows = under.length >= 2 && under.every(isChoice);
  const below = sheet.rows.slice(index + (isTwoRows ? 2 : 1), index + 41).flatMap(({ views }) => views);
  return [...header, ...(isTwoRows ? under : [])].filter(isChoice).flatMap((view): Column[] => {
    const { column } = view.cell;
    const marks = below.filter(({ cell }) => cell.column === column);
    if (!marks.every((mark) => MARK.test(textOf(mark)))) return [];
    view.isRead = true;
    const group = header.find(({ cell }) => cell.column <= column && column < cell.column + cell.columnSpan);
    if (group?.label === null) group.isRead = true;
    return [
      {
        from: column,
        to: column,
        label: plainLabel('action'),
        field: 'action',
        role: null,
        text: textOf(view),
        isMarked: true,
      },
    ];
  });
}

function isChoice({ label, cell }: View): boolean {
  return label === null && (isPlainAction(cell.text) || /^\s*(?:oui|non)\s*$/i.test(cell.text));
}
