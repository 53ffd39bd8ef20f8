import { cellName } from '../../../form/open/grid.js';
import type { CellAddress, Reading, ReadPerson } from '../../../form/reading.js';
import type { ShownCell, ShownDocument } from '../../../store/desk/shown-parts.js';

/** More cells than this in one page are left to the download. */
const MOST_CELLS = 1_500;

/** What is known of one cell of the sheet: the field it gives, and what is wrong with it. */
type CellMark = {
  tone: 'value' | 'wrong' | 'doubt' | 'unread';
  field: string | null;
  says: string;
  number: number | null;
};

export type SheetCell = {
  id: string;
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

/** `inputs` names the field of the page that shows each cell's value. */
export function sheetViews(document: ShownDocument, reading: Reading): SheetView[] {
  const marks = marksOf(reading);
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

function marksOf(reading: Reading): Map<string, CellMark> {
  const marks = new Map<string, CellMark>();
  const put = (at: CellAddress, mark: CellMark) => marks.set(`${at.sheet}!${at.cell}`, mark);
  for (const { at, field } of fieldsOf(reading)) put(at, { tone: 'value', field, says: '', number: null });
  for (const { sheet, cell, text } of reading.unread) {
    put(
      { sheet, cell },
      { tone: 'unread', field: null, says: `Cellule non comprise : « ${text} »`, number: null },
    );
  }
  for (const [index, { where, field, message, severity }] of reading.problems.entries()) {
    if (where === null) continue;
    const known = marks.get(`${where.sheet}!${where.cell}`);
    if (known?.tone === 'wrong') continue;
    put(where, { tone: severity === 'error' ? 'wrong' : 'doubt', field, says: message, number: index + 1 });
  }
  return marks;
}

const details = ['firstName', 'lastName', 'jobTitle', 'email', 'phone'] as const;

/** Every value of a reading, with its path and its cell. */
export function fieldsOf(reading: Reading): { field: string; at: CellAddress }[] {
  const found: { field: string; at: CellAddress }[] = [];
  const add = (field: string, value: { at: CellAddress } | null | undefined) => {
    if (value) found.push({ field, at: value.at });
  };
  const addPerson = (path: string, person: ReadPerson | null) => {
    for (const detail of details) add(`${path}.${detail}`, person?.[detail]);
  };
  add('commune', reading.commune);
  addPerson('contacts.followUp', reading.contacts.followUp);
  addPerson('contacts.technical', reading.contacts.technical);
  for (const [index, school] of reading.schools.entries()) {
    add(`schools[${index}].name`, school.name);
    add(`schools[${index}].uai`, school.uai);
    addPerson(`schools[${index}].administrator`, school.administrator);
  }
  return found;
}
