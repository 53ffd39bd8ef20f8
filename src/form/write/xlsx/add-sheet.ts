import { linkTo } from '../cell-name.js';
import type { SheetDraft } from '../draft.js';
import { escapeXml } from '../xml-escape.js';
import { element, type XmlElement } from '../xml-tree.js';
import { attribute, childElement, childElements, prefixOf, setAttribute } from '../xml-walk.js';
import { moveSheetNames } from './clean-workbook.js';
import { addNotes } from './notes.js';
import { freePath, openPart, relate, setContentType, setPart, type XlsxPackage } from './package.js';
import { renderWorksheet } from './render-worksheet.js';
import type { StyleSheet } from './style-sheet.js';
import { placeInWorkbook } from './workbook-order.js';

const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Adds one of our sheets, first (and then shown at opening) or last. */
export function addSheet(
  pack: XlsxPackage,
  main: string,
  styles: StyleSheet,
  draft: SheetDraft,
  position: 'first' | 'last',
): void {
  const workbook = openPart(pack, main);
  const list = childElement(workbook, 'sheets')!;
  const isShown = position === 'first' || childElements(list).length === 0;
  const path = freePath(pack, 'xl/worksheets/sheet', '.xml');
  setPart(pack, path, renderWorksheet(draft, styles, isShown));
  setContentType(pack, path, SHEET_TYPE);
  const id = relate(pack, main, 'worksheet', path);
  const number = Math.max(0, ...childElements(list).map((one) => Number(attribute(one, 'sheetId')))) + 1;
  const hidden = draft.isHidden ? ' state="hidden"' : '';
  const entry = element(
    `<${prefixOf(list)}sheet name="${escapeXml(draft.name)}" sheetId="${number}"${hidden} xmlns:r="${OFFICE}" r:id="${id}"/>`,
  );
  if (position === 'first') {
    moveSheetNames(workbook, (index) => index + 1);
    list.children.unshift(entry);
  } else list.children.push(entry);
  if (isShown) showFirst(workbook);
  repeatRows(workbook, draft, position === 'first' ? 0 : childElements(list).length - 1);
  const notes = draft.cells.filter((cell) => cell.note !== undefined);
  addNotes(
    pack,
    path,
    notes.map((cell) => ({ place: cell, text: cell.note! })),
  );
}

function showFirst(workbook: XmlElement): void {
  const views = childElement(workbook, 'bookViews');
  for (const view of views ? childElements(views) : []) {
    setAttribute(view, 'activeTab', '0');
    setAttribute(view, 'firstSheet', '0');
  }
}

/** The rows printed again on every page are a name of the workbook, tied to the sheet's index. */
function repeatRows(workbook: XmlElement, { name, repeatedRows }: SheetDraft, index: number): void {
  if (repeatedRows === undefined) return;
  const p = prefixOf(workbook);
  const rows = linkTo(name, `$${repeatedRows.from}:$${repeatedRows.to}`, '!');
  const markup = `<${p}definedName name="_xlnm.Print_Titles" localSheetId="${index}">${escapeXml(rows)}</${p}definedName>`;
  const names = childElement(workbook, 'definedNames');
  if (names !== undefined) names.children.push(element(markup));
  else placeInWorkbook(workbook, element(`<${p}definedNames>${markup}</${p}definedNames>`));
}
