import { textOf } from './find-header.js';
import { plainLabel } from './recognise-label.js';
import type { Column } from './table-columns.js';
import type { SheetView, View } from './view-sheet.js';

/** « Souhaite laclasse.com ? » over « Oui », « Non »: a school that says no is not asked for, whoever stands beside it. */
export function withColumnOfWishes(
  sheet: SheetView,
  index: number,
  columns: readonly Column[],
): readonly Column[] {
  const wish = sheet.rows[index]!.views.find(
    (view) => WISH.test(textOf(view)) && !ALREADY.test(textOf(view)) && isAnsweredYesNo(sheet, index, view),
  );
  if (wish === undefined || !columns.some(({ field }) => field === 'schoolName')) return columns;
  const { column, columnSpan } = wish.cell;
  const asked: Column = {
    from: column,
    to: column + columnSpan - 1,
    label: plainLabel('action'),
    field: 'action',
    role: null,
    text: textOf(wish),
  };
  wish.isRead = true;
  return [...columns.filter(({ from }) => from !== column), asked].sort((a, b) => a.from - b.from);
}

const WISH =
  /souhait|demand|inscri|adh[ée][sr]|renouvel|recond|maint|acc[èe]s|ouvr|ouvertu|laclasse|\bENT\b/i;

/** « Déjà inscrite ? Non » says a new school, and « Formation suivie ? Non » nothing at all. */
const ALREADY =
  /d[ée]j[àa]|exist|form(?:ée?|ation)|suivi|actuel|ancien|précédent|dernier|utilis|20\d\d|\bcompte/i;

function isAnsweredYesNo(sheet: SheetView, index: number, { cell }: View): boolean {
  const below = sheet.rows
    .slice(index + 1, index + 41)
    .flatMap(({ views }) => views.filter((view) => view.cell.column === cell.column).map(textOf));
  return below.length > 0 && below.slice(0, 2).every((text) => /^\s*(?:oui|non)\s*$/i.test(text));
}
