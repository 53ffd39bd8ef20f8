import { linkTo } from '../cell-name.js';
import type { DraftCell, SheetDraft } from '../draft.js';
import { escapeXml } from '../xml-escape.js';
import { annotation } from './annotation.js';
import { type OdsStyles, styleOfCell, styleOfColumn, styleOfRow, styleOfTable } from './styles.js';
import { paragraphs } from './text.js';
import { validationOf } from './validations.js';

/** A sheet of ours as an OpenDocument table. Every text is a string: no formula can be born from it. */
export function renderTable(draft: SheetDraft, styles: OdsStyles, masterPage: string): string {
  const style = styleOfTable(styles, masterPage, draft.isHidden === true);
  const columns = draft.columnWidths
    .map((width, index) => {
      const hidden = draft.hiddenColumns?.has(index + 1) ? ' table:visibility="collapse"' : '';
      return `<table:table-column table:style-name="${styleOfColumn(styles, width)}"${hidden}/>`;
    })
    .join('');
  const locked = draft.isProtected ? ' table:protected="true"' : '';
  return `<table:table table:name="${escapeXml(draft.name)}" table:style-name="${style}"${locked}>${columns}${rowsMarkup(draft, styles)}</table:table>`;
}

type Slot = { cell: DraftCell; isFirst: boolean };

function rowsMarkup(draft: SheetDraft, styles: OdsStyles): string {
  const rows = slotsByRow(draft);
  const last = Math.max(1, ...rows.keys());
  const { from, to } = draft.repeatedRows ?? { from: 0, to: 0 };
  let markup = '';
  for (let row = 1; row <= last; row++) {
    if (row === from) markup += '<table:table-header-rows>';
    markup += rowMarkup(draft, styles, row, rows.get(row) ?? new Map());
    if (row === to) markup += '</table:table-header-rows>';
  }
  return markup;
}

function slotsByRow(draft: SheetDraft): Map<number, Map<number, Slot>> {
  const rows = new Map<number, Map<number, Slot>>();
  for (const row of draft.rowHeights.keys()) rows.set(row, new Map());
  for (const cell of draft.cells) {
    const { columns, rows: deep } = cell.spans ?? { columns: 1, rows: 1 };
    for (let row = cell.row; row < cell.row + deep; row++) {
      const slots = rows.get(row) ?? new Map<number, Slot>();
      for (let column = cell.column; column < cell.column + columns; column++) {
        slots.set(column, { cell, isFirst: row === cell.row && column === cell.column });
      }
      rows.set(row, slots);
    }
  }
  return rows;
}

function rowMarkup(draft: SheetDraft, styles: OdsStyles, row: number, slots: Map<number, Slot>): string {
  const height = draft.rowHeights.get(row);
  const style = height === undefined ? '' : ` table:style-name="${styleOfRow(styles, height)}"`;
  const hidden = draft.hiddenRows?.has(row) ? ' table:visibility="collapse"' : '';
  let cells = '';
  for (let column = 1; column <= Math.max(1, ...slots.keys()); column++) {
    const slot = slots.get(column);
    cells += slot === undefined ? '<table:table-cell/>' : cellMarkup(draft, styles, slot);
  }
  return `<table:table-row${style}${hidden}>${cells}</table:table-row>`;
}

function cellMarkup(draft: SheetDraft, styles: OdsStyles, { cell, isFirst }: Slot): string {
  const style = ` table:style-name="${styleOfCell(styles, cell.look)}"`;
  if (!isFirst) return `<table:covered-table-cell${style}/>`;
  const { columns, rows } = cell.spans ?? { columns: 1, rows: 1 };
  const spans = cell.spans
    ? ` table:number-columns-spanned="${columns}" table:number-rows-spanned="${rows}"`
    : '';
  const validation = validationOf(draft, cell);
  const rule = validation === null ? '' : ` table:content-validation-name="${validation}"`;
  const note = cell.note === undefined ? '' : annotation(cell.note);
  if (cell.text === '') return `<table:table-cell${style}${spans}${rule}>${note}</table:table-cell>`;
  const type = cell.number === undefined ? '"string"' : `"float" office:value="${cell.number}"`;
  return `<table:table-cell${style}${spans}${rule} office:value-type=${type}>${note}${contentOf(cell)}</table:table-cell>`;
}

function contentOf({ text, link }: DraftCell): string {
  if (link === undefined) return paragraphs(text);
  const target = escapeXml(`#${linkTo(link.sheet, link.cell, '.')}`);
  return paragraphs(text, (inner) => `<text:a xlink:type="simple" xlink:href="${target}">${inner}</text:a>`);
}
