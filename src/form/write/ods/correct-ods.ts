import type { Problem } from '../../reading.js';
import { correctionSheetState } from '../correction-sheet.js';
import type { SheetDraft } from '../draft.js';
import { marks } from '../looks.js';
import type { XmlElement } from '../xml-tree.js';
import { attribute, childElements, removeChildren, textOf } from '../xml-walk.js';
import { readParts } from '../zip-parts.js';
import { addTable } from './add-table.js';
import { ODS_MIMETYPE } from './blank-document.js';
import { cleanContent } from './clean-content.js';
import { cleanParts } from './clean-parts.js';
import { openOds, saveOds } from './document.js';
import { markCells, removeOurNotes } from './mark-cells.js';
import { removeMarks } from './styles.js';
import { cellsOf, rowsOf } from './table-cells.js';

/**
 * The commune's own OpenDocument workbook, edited in place: wrong cells marked and noted, `list` as first sheet. What
 * could act (macros, formulas, links elsewhere) is gone; values, looks, pictures, merges and validations stay.
 * @throws NotEditable when that cannot be done safely.
 */
export function correctOds(
  bytes: Uint8Array,
  problems: readonly Problem[],
  list: (sheetNames: readonly string[]) => SheetDraft,
): Uint8Array {
  const parts = readParts(bytes);
  cleanParts(parts);
  const document = openOds(parts);
  cleanContent(document.content.root);
  cleanContent(document.styles.root);
  removeMarks(document.cellStyles, Object.values(marks));
  removeChildren(document.spreadsheet, isOurs);
  const names: string[] = [];
  for (const table of childElements(document.spreadsheet, 'table')) {
    const name = attribute(table, 'table:name') ?? '';
    names.push(name);
    removeOurNotes(table);
    const here = problems.filter(({ where }) => where?.sheet === name);
    markCells(table, document.cellStyles, here);
  }
  addTable(document, list(names), 'first');
  return saveOds(document, ODS_MIMETYPE);
}

/** The sheet « À corriger » that we had sent, by its stamp. */
function isOurs(table: XmlElement): boolean {
  if (table.name !== 'table:table') return false;
  const texts: string[] = [];
  for (const { row } of rowsOf(table)) {
    for (const { cell } of cellsOf(row)) texts.push(childElements(cell, 'p').map(textOf).join('\n'));
  }
  return correctionSheetState(texts) !== 'other';
}
