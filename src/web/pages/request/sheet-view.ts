import { cellName } from '../../../form/open/grid.js';
import { displayPhone } from '../../../form/read/read-phone.js';
import type { CellAddress, Problem, Reading, ReadPerson } from '../../../form/reading.js';
import { fieldInFrench } from '../../../reply/field-in-french.js';
import type { ShownCell, ShownDocument } from '../../../store/desk/shown-parts.js';
import { idOf } from './form-view.js';

/** More cells than this in one page are left to the download. */
const MOST_CELLS = 1_500;

/** What is known of one cell of the sheet: the field it gives, and what is wrong with it. */
type CellMark = {
  tone: 'value' | 'wrong' | 'doubt' | 'unread' | 'mended';
  /** The field it gives, or its place among the cells nobody understood. */
  href: string;
  field: string | null;
  says: string;
  /** Of the problem, the same as in the list beside the sheet. */
  number: number | null;
};

export type Marking = {
  /** The reading of the document; null to mark the problems alone. */
  original: Reading | null;
  /** What the rules say now that agents wrote over it, or what a letter says. */
  problems: readonly Problem[];
  /** Fields an agent wrote over. */
  mended: ReadonlySet<string>;
  /** Where the page answers a problem. */
  hrefOf(problem: Problem): string;
};

export type SheetCell = {
  id: string;
  name: string;
  text: string;
  rowSpan: number;
  columnSpan: number;
  mark: CellMark | null;
};

/** The sheet as the commune sent it: rows of cells, with the mark of each. */
export type SheetView = {
  name: string;
  isHidden: boolean;
  columns: string[];
  rows: { number: number; cells: (SheetCell | null)[] }[];
};

/** The identifier of a cell in the page, `c0-D19`; null when the document's sheets do not hold it. */
export function cellIdsOf(document: ShownDocument | null): (at: CellAddress | null) => string | null {
  const sheets = new Map((document?.sheets ?? []).map((sheet, index) => [sheet.name, index]));
  return (at) => {
    const sheet = at === null ? undefined : sheets.get(at.sheet);
    return sheet === undefined ? null : `c${sheet}-${at!.cell}`;
  };
}

/** The text of a cell as the commune wrote it; empty when it is not shown. */
export function cellTextsOf(document: ShownDocument | null): (at: CellAddress | null) => string {
  const texts = new Map(
    (document?.sheets ?? []).flatMap(({ name, cells }) =>
      cells.map((cell) => [`${name}!${cellName(cell.row, cell.column)}`, cell.text] as const),
    ),
  );
  return (at) => (at === null ? '' : (texts.get(`${at.sheet}!${at.cell}`) ?? ''));
}

export function sheetViews(document: ShownDocument, marking: Marking): SheetView[] {
  const marks = marksOf(marking);
  let left = MOST_CELLS;
  return document.sheets.map(({ name, isHidden, cells }, index) => {
    const kept = cells.filter(({ isHidden: cellIsHidden }) => !cellIsHidden).slice(0, left);
    left -= kept.length;
    return {
      name,
      isHidden,
      ...rowsOf([...kept, ...emptyMarked(name, marks, cells)], (cell) =>
        viewCell(cell, index, marks.get(`${name}!${nameOf(cell)}`)),
      ),
    };
  });
}

const MOST_EMPTY = 100;

/** Cells that hold nothing and should: a missing value is marked where it is missing. */
function emptyMarked(
  sheet: string,
  marks: ReadonlyMap<string, CellMark>,
  cells: readonly ShownCell[],
): ShownCell[] {
  const held = new Set(cells.map((cell) => `${sheet}!${nameOf(cell)}`));
  const empty = [...marks.keys()].filter((name) => name.startsWith(`${sheet}!`) && !held.has(name));
  return empty.slice(0, MOST_EMPTY).flatMap((name) => {
    const place = placeOf(name.slice(sheet.length + 1));
    return place === null ? [] : [{ ...place, text: '', rowSpan: 1, columnSpan: 1, isHidden: false }];
  });
}

/** `C12` → row 11, column 2. Null for what names no cell of a grid. */
function placeOf(cell: string): { row: number; column: number } | null {
  const [, letters, digits] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(cell) ?? [];
  if (letters === undefined || digits === undefined) return null;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits) - 1, column };
}

function nameOf({ row, column }: ShownCell): string {
  return cellName(row, column);
}

function viewCell(cell: ShownCell, sheet: number, mark: CellMark | undefined): SheetCell {
  return {
    id: `c${sheet}-${nameOf(cell)}`,
    name: nameOf(cell),
    text: cell.text,
    rowSpan: cell.rowSpan,
    columnSpan: cell.columnSpan,
    mark: mark ?? null,
  };
}

/** Rows and columns that hold nothing are left out; what a merge covers is no cell. */
function rowsOf(cells: readonly ShownCell[], view: (cell: ShownCell) => SheetCell) {
  const columns = [...new Set(cells.map(({ column }) => column))].sort((a, b) => a - b);
  const rows = [...new Set(cells.map(({ row }) => row))].sort((a, b) => a - b);
  const byPlace = new Map(cells.map((cell) => [`${cell.row}:${cell.column}`, cell]));
  const covered = new Set<string>();
  for (const { row, column, rowSpan, columnSpan } of cells) {
    for (const below of rows.filter((one) => one >= row && one < row + rowSpan)) {
      for (const right of columns.filter((one) => one >= column && one < column + columnSpan)) {
        if (below !== row || right !== column) covered.add(`${below}:${right}`);
      }
    }
  }
  return {
    columns: columns.map((column) => cellName(0, column).slice(0, -1)),
    rows: rows.map((row) => ({
      number: row + 1,
      cells: columns.flatMap((column) => {
        if (covered.has(`${row}:${column}`)) return [];
        const cell = byPlace.get(`${row}:${column}`);
        if (cell === undefined) return [null];
        const rowSpan = rows.filter((one) => one >= row && one < row + cell.rowSpan).length;
        const columnSpan = columns.filter((one) => one >= column && one < column + cell.columnSpan).length;
        return [{ ...view(cell), rowSpan, columnSpan }];
      }),
    })),
  };
}

function marksOf({ original, problems, mended, hrefOf }: Marking): Map<string, CellMark> {
  const marks = new Map<string, CellMark>();
  const keyOf = ({ sheet, cell }: CellAddress) => `${sheet}!${cell}`;
  const put = (at: CellAddress, mark: CellMark) => marks.set(keyOf(at), mark);
  const read = original === null ? [] : fieldsOf(original);
  for (const { at, field, says } of read) {
    const known = marks.get(keyOf(at));
    if (known === undefined) put(at, { tone: 'value', href: `#${idOf(field)}`, field, says, number: null });
    else known.says += ` · ${says}`;
  }
  for (const [index, at] of (original?.unread ?? []).entries()) {
    const says = 'Cellule non comprise : elle ne répond à aucune question du formulaire.';
    put(at, { tone: 'unread', href: `#non-comprise-${index + 1}`, field: null, says, number: null });
  }
  for (const [index, problem] of problems.entries()) {
    const { where, field, message, severity } = problem;
    if (where === null || marks.get(keyOf(where))?.tone === 'wrong') continue;
    const tone = severity === 'error' ? 'wrong' : 'doubt';
    put(where, { tone, href: hrefOf(problem), field, says: message, number: index + 1 });
  }
  const wrongAtFirst = (original?.problems ?? []).map(({ where, field }) => ({ at: where, field }));
  for (const { at, field } of [...read, ...wrongAtFirst]) {
    if (at === null || !mended.has(field) || marks.get(keyOf(at))?.number) continue;
    const says = `${fieldInFrench(field, null)} : corrigé par un agent, dans le formulaire.`;
    put(at, { tone: 'mended', href: `#${idOf(field)}`, field, says, number: null });
  }
  return marks;
}

const details = ['firstName', 'lastName', 'jobTitle', 'email', 'phone'] as const;

/** Every value of a reading, with its path, its cell, and what was understood, in words. */
function fieldsOf(reading: Reading): { field: string; at: CellAddress; says: string }[] {
  const found: { field: string; at: CellAddress; says: string }[] = [];
  const add = (
    field: string,
    value: { at: CellAddress; writtenAs: string } | null | undefined,
    understood: string,
  ) => {
    if (!value) return;
    const more = understood === value.writtenAs ? '' : ` « ${understood} »`;
    found.push({ field, at: value.at, says: `Lu : ${fieldInFrench(field, null)}${more}` });
  };
  const addPerson = (path: string, person: ReadPerson | null) => {
    for (const detail of details) {
      const value = person?.[detail];
      if (!value) continue;
      add(`${path}.${detail}`, value, detail === 'phone' ? displayPhone(value.value) : value.value);
    }
  };
  add('commune', reading.commune, reading.commune?.value.name ?? '');
  addPerson('contacts.followUp', reading.contacts.followUp);
  addPerson('contacts.technical', reading.contacts.technical);
  for (const [index, school] of reading.schools.entries()) {
    add(`schools[${index}].name`, school.name, school.name?.value ?? '');
    add(`schools[${index}].uai`, school.uai, school.uai?.value ?? '');
    addPerson(`schools[${index}].administrator`, school.administrator);
  }
  return found;
}
