import { isExampleMark } from '../write/model-words.js';
import { emptyLine, takeCells } from './cells-of-line.js';
import { withColumnOfWishes } from './column-of-wishes.js';
import { endsTable } from './end-of-table.js';
import { isGroupedHeader } from './find-grouped-header.js';
import { isHeaderRow, textOf } from './find-header.js';
import {
  beginsWithSchool,
  looksLikeEmail,
  looksLikePhone,
  looksLikeSchool,
  looksLikeSentence,
} from './guess-kind.js';
import { headsSector, isOverTable } from './headings-of-table.js';
import { announcesPast } from './is-past-list.js';
import { nameOfSchool } from './parts-in-line.js';
import { isLevelOnly, namesGroup } from './school-group.js';
import { settleColumns } from './settle-columns.js';
import {
  type Column,
  columnOf,
  isNameOfSchool,
  readHeader,
  schoolsGoOn,
  withColumnOfActions,
  withColumnOfParts,
} from './table-columns.js';
import type { Pair, Token } from './tokens.js';
import type { SheetView, View } from './view-sheet.js';

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
