import { cellName, type Place, placeOf, type Range, rangeOf } from '../cell-name.js';
import { element, NotEditable, type XmlElement } from '../xml-tree.js';
import { attribute, childElement, childElements, prefixOf, setAttribute } from '../xml-walk.js';

type Row = { element: XmlElement; cells: Map<number, XmlElement> };

/** The cells of a worksheet, found by their place. */
export type SheetRows = { worksheet: XmlElement; data: XmlElement; rows: Map<number, Row> };

/** Rows and cells may be written without their number: they then follow the one before. */
export function sheetRowsOf(worksheet: XmlElement): SheetRows {
  const data = childElement(worksheet, 'sheetData');
  if (data === undefined) throw new NotEditable('no sheetData');
  const rows = new Map<number, Row>();
  let number = 0;
  for (const row of childElements(data, 'row')) {
    number = Number(attribute(row, 'r') ?? number + 1);
    if (rows.has(number)) throw new NotEditable('a row twice');
    setAttributeIfAbsent(row, 'r', String(number));
    rows.set(number, { element: row, cells: cellsOf(row, number) });
  }
  return { worksheet, data, rows };
}

function cellsOf(row: XmlElement, number: number): Map<number, XmlElement> {
  const cells = new Map<number, XmlElement>();
  let column = 0;
  for (const cell of childElements(row, 'c')) {
    const named = attribute(cell, 'r');
    column = named === undefined ? column + 1 : (placeOf(named)?.column ?? Number.NaN);
    if (Number.isNaN(column)) throw new NotEditable('a cell without place');
    setAttributeIfAbsent(cell, 'r', cellName({ row: number, column }));
    cells.set(column, cell);
  }
  return cells;
}

function setAttributeIfAbsent(one: XmlElement, name: string, value: string): void {
  if (attribute(one, name) === undefined) setAttribute(one, name, value);
}

/** The cell at a place, made empty where the file has none, in the look its row or column gives. */
export function cellAt(sheet: SheetRows, place: Place): XmlElement {
  const row = sheet.rows.get(place.row) ?? addRow(sheet, place.row);
  const known = row.cells.get(place.column);
  if (known !== undefined) return known;
  const format = formatOfEmpty(sheet.worksheet, row.element, place.column);
  const cell = element(`<${prefixOf(sheet.data)}c r="${cellName(place)}" s="${format}"/>`);
  const next = [...row.cells.keys()].filter((column) => column > place.column).sort((a, b) => a - b)[0];
  const at = next === undefined ? -1 : row.element.children.indexOf(row.cells.get(next)!);
  row.element.children.splice(at < 0 ? row.element.children.length : at, 0, cell);
  row.cells.set(place.column, cell);
  setAttribute(row.element, 'spans', undefined);
  return cell;
}

function addRow(sheet: SheetRows, number: number): Row {
  const added = { element: element(`<${prefixOf(sheet.data)}row r="${number}"/>`), cells: new Map() };
  const at = sheet.data.children.findIndex(
    (node) => typeof node !== 'string' && Number(attribute(node, 'r')) > number,
  );
  sheet.data.children.splice(at < 0 ? sheet.data.children.length : at, 0, added.element);
  sheet.rows.set(number, added);
  return added;
}

function formatOfEmpty(worksheet: XmlElement, row: XmlElement, column: number): string {
  if (attribute(row, 'customFormat') === '1') return attribute(row, 's') ?? '0';
  const columns = childElement(worksheet, 'cols');
  const own = columns && childElements(columns, 'col').find((one) => covers(one, column));
  return (own && attribute(own, 'style')) ?? '0';
}

function covers(columns: XmlElement, column: number): boolean {
  return Number(attribute(columns, 'min')) <= column && column <= Number(attribute(columns, 'max'));
}

export function mergesOf(worksheet: XmlElement): Range[] {
  const merges = childElement(worksheet, 'mergeCells');
  if (merges === undefined) return [];
  return childElements(merges, 'mergeCell').flatMap((one) => rangeOf(attribute(one, 'ref') ?? '') ?? []);
}
