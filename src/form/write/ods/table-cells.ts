import type { Place } from '../cell-name.js';
import { element, NotEditable, type XmlElement, type XmlNode } from '../xml-tree.js';
import { attribute, childElements, localName, setAttribute } from '../xml-walk.js';

const GROUPS = new Set(['table-header-rows', 'table-row-group', 'table-rows']);
const COLUMN_GROUPS = new Set(['table-header-columns', 'table-column-group', 'table-columns']);

type Found = { parent: XmlElement; row: XmlElement; from: number; repeated: number };

function repeats(one: XmlElement, what: 'rows' | 'columns'): number {
  return Math.max(1, Number(attribute(one, `table:number-${what}-repeated`) ?? 1));
}

/** The rows of a table in their order, whatever groups they are in; `from` is the first number a row stands for. */
export function* rowsOf(table: XmlElement): Generator<Found> {
  let from = 1;
  const walk = function* (parent: XmlElement): Generator<Found> {
    for (const one of childElements(parent)) {
      if (GROUPS.has(localName(one))) yield* walk(one);
      if (localName(one) !== 'table-row') continue;
      const repeated = repeats(one, 'rows');
      yield { parent, row: one, from, repeated };
      from += repeated;
    }
  };
  yield* walk(table);
}

/** The cells of a row with the first column each stands for. */
export function cellsOf(row: XmlElement): { cell: XmlElement; from: number; repeated: number }[] {
  let from = 1;
  return childElements(row)
    .filter((one) => ['table-cell', 'covered-table-cell'].includes(localName(one)))
    .map((cell) => {
      const found = { cell, from, repeated: repeats(cell, 'columns') };
      from += found.repeated;
      return found;
    });
}

/** The one cell at a place: a run of repeated rows or cells is split around it, what the table lacks is added. */
export function cellAt(table: XmlElement, place: Place): XmlElement {
  const row = rowAt(table, place.row);
  const cells = cellsOf(row);
  const found = cells.find(({ from, repeated }) => place.column >= from && place.column < from + repeated);
  if (found !== undefined) {
    return splitRun(row, found.cell, 'columns', place.column - found.from, found.repeated);
  }
  const end = cells.at(-1);
  const missing = place.column - 1 - (end === undefined ? 0 : end.from + end.repeated - 1);
  if (missing > 0)
    row.children.push(element(`<table:table-cell table:number-columns-repeated="${missing}"/>`));
  const added = element('<table:table-cell/>');
  row.children.push(added);
  return added;
}

function rowAt(table: XmlElement, number: number): XmlElement {
  let end = 0;
  for (const { parent, row, from, repeated } of rowsOf(table)) {
    if (number < from + repeated) return splitRun(parent, row, 'rows', number - from, repeated);
    end = from + repeated - 1;
  }
  const missing = number - 1 - end;
  const at = lastRowIndex(table) + 1;
  const added = element('<table:table-row/>');
  const gap =
    missing > 0
      ? [
          element(
            `<table:table-row table:number-rows-repeated="${missing}"><table:table-cell/></table:table-row>`,
          ),
        ]
      : [];
  table.children.splice(at, 0, ...gap, added);
  return added;
}

function lastRowIndex(table: XmlElement): number {
  return table.children.findLastIndex(
    (node) =>
      typeof node !== 'string' &&
      (localName(node) === 'table-row' ||
        GROUPS.has(localName(node)) ||
        COLUMN_GROUPS.has(localName(node)) ||
        localName(node) === 'table-column'),
  );
}

/** Makes of a run of `repeated` like elements: those before, the one wanted, those after. */
function splitRun(
  parent: XmlElement,
  one: XmlElement,
  what: 'rows' | 'columns',
  before: number,
  repeated: number,
): XmlElement {
  if (repeated === 1) return one;
  const at = parent.children.indexOf(one);
  if (at < 0) throw new NotEditable('a row without parent');
  const copies = [before, 1, repeated - before - 1].map((times) => {
    const copy = copyOf(one);
    setAttribute(copy, `table:number-${what}-repeated`, times > 1 ? String(times) : undefined);
    return { copy, times };
  });
  parent.children.splice(at, 1, ...copies.filter(({ times }) => times > 0).map(({ copy }) => copy));
  return copies[1]!.copy;
}

function copyOf(one: XmlElement): XmlElement {
  const children = one.children.map((node): XmlNode => (typeof node === 'string' ? node : copyOf(node)));
  return { ...one, children };
}

/** The style an empty cell wears when it names none: its row's, or its column's. */
export function styleAt(table: XmlElement, cell: XmlElement, place: Place): string {
  const own = attribute(cell, 'table:style-name');
  if (own !== undefined) return own;
  for (const { row, from, repeated } of rowsOf(table)) {
    if (place.row >= from + repeated) continue;
    const ofRow = attribute(row, 'table:default-cell-style-name');
    if (ofRow !== undefined) return ofRow;
    break;
  }
  return styleOfColumn(table, place.column) ?? '';
}

function styleOfColumn(table: XmlElement, wanted: number): string | undefined {
  let from = 1;
  const columns: XmlElement[] = [];
  const collect = (parent: XmlElement) => {
    for (const one of childElements(parent)) {
      if (COLUMN_GROUPS.has(localName(one))) collect(one);
      if (localName(one) === 'table-column') columns.push(one);
    }
  };
  collect(table);
  for (const column of columns) {
    from += repeats(column, 'columns');
    if (wanted < from) return attribute(column, 'table:default-cell-style-name');
  }
  return undefined;
}
