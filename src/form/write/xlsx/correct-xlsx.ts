import type { Problem } from '../../reading.js';
import { correctionSheetState } from '../correction-sheet.js';
import type { SheetDraft } from '../draft.js';
import { childElements, descendants, localName, setAttribute, textOf } from '../xml-walk.js';
import { readParts } from '../zip-parts.js';
import { addSheet } from './add-sheet.js';
import { blankStyles } from './blank-package.js';
import { cleanDrawings } from './clean-drawings.js';
import { cleanPackage, sheetsOf } from './clean-package.js';
import { cleanWorkbook } from './clean-workbook.js';
import { cleanCells, cleanWorksheet } from './clean-worksheet.js';
import { markCells } from './mark-cells.js';
import { addNotes, removeOurNotes } from './notes.js';
import {
  openPart,
  packageOf,
  relate,
  relationshipsOf,
  savePackage,
  setContentType,
  setPart,
  type XlsxPackage,
} from './package.js';
import { removeSheet } from './remove-sheet.js';
import { sheetRowsOf } from './sheet-rows.js';
import { type StyleSheet, styleSheetOf } from './style-sheet.js';

/**
 * The commune's own workbook, edited in place: wrong cells marked and noted, `list` as first sheet. What could act
 * (macros, formulas, links elsewhere) is gone; values, looks, pictures, merges and validations are as they were.
 * @throws NotEditable when that cannot be done safely.
 */
export function correctXlsx(
  bytes: Uint8Array,
  problems: readonly Problem[],
  list: (sheetNames: readonly string[]) => SheetDraft,
): Uint8Array {
  const pack = packageOf(readParts(bytes));
  const main = cleanPackage(pack);
  cleanWorkbook(pack, main);
  const styles = stylesOf(pack, main);
  const strings = stringsOf(pack, main);
  for (const { name, path, element } of sheetsOf(pack, main)) {
    cleanDrawings(pack, path);
    const worksheet = openPart(pack, path);
    deselect(worksheet);
    if (localName(worksheet) !== 'worksheet') continue;
    if (isOurs(worksheet, strings)) {
      removeSheet(pack, main, element, path);
      continue;
    }
    const rows = sheetRowsOf(worksheet);
    cleanWorksheet(worksheet);
    cleanCells(rows, styles, strings);
    removeOurNotes(pack, path);
    const here = problems.filter(({ where }) => where?.sheet === name);
    addNotes(pack, path, markCells(rows, styles, here));
  }
  const names = sheetsOf(pack, main).map(({ name }) => name);
  addSheet(pack, main, styles, list(names), 'first');
  return savePackage(pack);
}

function stylesOf(pack: XlsxPackage, main: string): StyleSheet {
  const path = relationshipsOf(pack, main).find(({ kind }) => kind === 'styles')?.target ?? 'xl/styles.xml';
  if (!pack.parts.has(path)) {
    setPart(pack, path, blankStyles);
    setContentType(pack, path, 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml');
    relate(pack, main, 'styles', path);
  }
  return styleSheetOf(openPart(pack, path));
}

function stringsOf(pack: XlsxPackage, main: string): string[] {
  const path = relationshipsOf(pack, main).find(({ kind }) => kind === 'sharedStrings')?.target;
  if (path === undefined || !pack.parts.has(path)) return [];
  return childElements(openPart(pack, path), 'si').map(textOf);
}

/** The sheet « À corriger » that we had sent, by its stamp. */
function isOurs(worksheet: Parameters<typeof textOf>[0], strings: readonly string[]): boolean {
  const texts: string[] = [];
  for (const cell of descendants(worksheet)) {
    if (localName(cell) !== 'c') continue;
    const text = textOf(cell);
    texts.push(/\bt\s*=\s*["']s["']/.test(cell.attributes) ? (strings[Number(text)] ?? '') : text);
  }
  return correctionSheetState(texts) !== 'other';
}

function deselect(worksheet: Parameters<typeof textOf>[0]): void {
  for (const view of childElements(worksheet, 'sheetViews').flatMap((views) => childElements(views))) {
    setAttribute(view, 'tabSelected', undefined);
  }
}
