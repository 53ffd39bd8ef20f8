import { textOf } from './find-header.js';
import { looksLikeEmail, looksLikeSchool, tellsPerson } from './guess-kind.js';
import { isGroupRow } from './is-group-row.js';
import type { Token } from './tokens.js';
import type { SheetView, View } from './view-sheet.js';

/**
 * « Suivi du projet | Référent technique » (or the names of two schools) over a name, a job, an address and a telephone
 * each, without labels, a row for each or all in one cell: one person per column. Null when the rows from `index` on are no such block.
 */
export function readHeads(sheet: SheetView, index: number): { tokens: Token[]; next: number } | null {
  const heads = sheet.rows[index]!.views;
  const areNumbered = heads.every(numbersSchool);
  if (heads.length < 2 || !isGroupRow(heads) || !(areNumbered || heads.every(isHead))) return null;
  const columns = heads.map(({ cell }) => cell.column);
  let next = index + 1;
  while (next < sheet.rows.length && next <= index + (areNumbered ? 6 : 5) && isBelow(sheet, next, columns))
    next++;
  const lines = sheet.rows.slice(index + 1, next).map(({ views }) => views);
  const areAddresses = lines.some(
    (views) => views.length >= 2 && views.every((view) => looksLikeEmail(textOf(view))),
  );
  const isWhole = areWhole(lines[0] ?? [], heads);
  if (isWhole) {
    lines.splice(1);
    next = index + 2;
  } else if (lines.length < (areNumbered ? 4 : 3) || !areAddresses) return null;
  for (const view of [heads, ...lines].flat()) view.isRead = true;
  const tokens = heads.flatMap((head): Token[] => {
    const values = lines.flatMap((views) => views.filter(({ cell }) => cell.column === head.cell.column));
    return tokensOf(sheet, head, values);
  });
  return { tokens, next };
}

/** Everybody told in one cell, a line for each answer, under each head. */
function areWhole(views: readonly View[], heads: readonly View[]): boolean {
  return views.length === heads.length && views.every((view) => tellsPerson(textOf(view)));
}

function isHead({ label, cell }: View): boolean {
  if (label === null) return looksLikeSchool(cell.text);
  const { field, role } = label.label;
  return field === null && (role === 'followUp' || role === 'technical' || role === 'administrator');
}

/** « École 1 | École 2 » over their names, then what each says of its administrator. */
function numbersSchool({ label }: View): boolean {
  return label?.label.field === 'schoolName' && !label.hasColon && /\d\s*$/.test(label.text);
}

function isBelow(sheet: SheetView, index: number, columns: readonly number[]): boolean {
  const { views, row } = sheet.rows[index]!;
  return (
    row - sheet.rows[index - 1]!.row === 1 &&
    views.every(
      ({ cell, label, pieces }) =>
        columns.includes(cell.column) &&
        (pieces.every(({ kind }) => kind === 'text') || (label !== null && label.label.field === null)),
    )
  );
}

function tokensOf(sheet: SheetView, head: View, views: readonly View[]): Token[] {
  const values = views.map((view) => sheet.written(view));
  const pair = { kind: 'pair', nameOrder: null, label: '', expectedAt: sheet.addressOf(head) } as const;
  if (numbersSchool(head)) {
    return [
      { ...pair, field: 'schoolName', role: null, values: values.slice(0, 1) },
      { ...pair, field: 'details', role: 'administrator', values: values.slice(1) },
    ];
  }
  if (head.label !== null) return [{ ...pair, field: 'details', role: head.label.label.role, values }];
  return [
    { ...pair, field: 'schoolName', role: null, values: [sheet.written(head)] },
    { ...pair, field: 'details', role: 'administrator', values },
  ];
}
