import { cellName, columnName, linkTo } from '../cell-name.js';
import type { Choice, DraftCell, SheetDraft } from '../draft.js';
import { NAVY } from '../looks.js';
import { escapeXml } from '../xml-escape.js';
import { excelText, looksLikeFormula, textElement } from './strings.js';
import { formatOf, quotedFormat, type StyleSheet } from './style-sheet.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A sheet of ours as a worksheet part. Every text is an inline string: no formula can be born from it. */
export function renderWorksheet(draft: SheetDraft, styles: StyleSheet, isFirst: boolean): string {
  return [
    `${HEAD}<worksheet xmlns="${MAIN}">`,
    `<sheetPr><tabColor rgb="FF${NAVY}"/><pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<sheetViews>${viewMarkup(draft, isFirst)}</sheetViews>`,
    '<sheetFormatPr defaultRowHeight="15"/>',
    `<cols>${draft.columnWidths.map((width, index) => columnMarkup(draft, width, index + 1)).join('')}</cols>`,
    `<sheetData>${rowsMarkup(draft, styles)}</sheetData>`,
    draft.isProtected
      ? '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>'
      : '',
    mergesMarkup(draft.cells),
    choicesMarkup(draft.choices ?? []),
    linksMarkup(draft.cells),
    '<printOptions horizontalCentered="1"/>',
    '<pageMargins left="0.4" right="0.4" top="0.45" bottom="0.55" header="0.25" footer="0.25"/>',
    `<pageSetup paperSize="9" orientation="${draft.isLandscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="${draft.fits === 'page' ? 1 : 0}"/>`,
    `<headerFooter><oddFooter>&amp;L&amp;8 ${excelText(draft.footer.replaceAll('&', '&&'))}&amp;R&amp;8Page &amp;P sur &amp;N</oddFooter></headerFooter>`,
    '</worksheet>',
  ].join('');
}

function viewMarkup({ frozenRows }: SheetDraft, isFirst: boolean): string {
  const selected = isFirst ? ' tabSelected="1"' : '';
  const pane =
    frozenRows === undefined
      ? ''
      : `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/>`;
  return `<sheetView showGridLines="0"${selected} workbookViewId="0">${pane}</sheetView>`;
}

function columnMarkup({ hiddenColumns }: SheetDraft, width: number, column: number): string {
  const hidden = hiddenColumns?.has(column) ? ' hidden="1"' : '';
  return `<col min="${column}" max="${column}" width="${width}" customWidth="1"${hidden}/>`;
}

function rowsMarkup(draft: SheetDraft, styles: StyleSheet): string {
  const rows = new Map<number, Map<number, string>>();
  for (const number of draft.rowHeights.keys()) rows.set(number, new Map());
  for (const cell of draft.cells) putCell(rows, cell, styles);
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([number, cells]) => {
      const height = draft.rowHeights.get(number);
      const tall = height === undefined ? '' : ` ht="${height}" customHeight="1"`;
      const ordered = [...cells].sort(([a], [b]) => a - b).map(([, markup]) => markup);
      const hidden = draft.hiddenRows?.has(number) ? ' hidden="1"' : '';
      return `<row r="${number}"${tall}${hidden}>${ordered.join('')}</row>`;
    })
    .join('');
}

/** A cell that covers others gives them its look, so that its frame goes all around. */
function putCell(rows: Map<number, Map<number, string>>, cell: DraftCell, styles: StyleSheet): void {
  const plain = formatOf(styles, cell.look);
  const format = looksLikeFormula(cell.text) ? quotedFormat(styles, plain) : plain;
  const { columns, rows: deep } = cell.spans ?? { columns: 1, rows: 1 };
  for (let row = cell.row; row < cell.row + deep; row++) {
    if (!rows.has(row)) rows.set(row, new Map());
    for (let column = cell.column; column < cell.column + columns; column++) {
      const name = cellName({ row, column });
      const isFirst = row === cell.row && column === cell.column;
      const content = isFirst ? contentOf(cell) : '/>';
      rows.get(row)!.set(column, `<c r="${name}" s="${isFirst ? format : plain}"${content}`);
    }
  }
}

function contentOf({ text, number }: DraftCell): string {
  if (number !== undefined) return `><v>${number}</v></c>`;
  return text === '' ? '/>' : ` t="inlineStr"><is>${textElement(text)}</is></c>`;
}

function rangeName(cell: DraftCell): string {
  const { columns, rows } = cell.spans!;
  return `${cellName(cell)}:${cellName({ row: cell.row + rows - 1, column: cell.column + columns - 1 })}`;
}

function mergesMarkup(cells: readonly DraftCell[]): string {
  const merged = cells.filter((cell) => cell.spans !== undefined);
  if (merged.length === 0) return '';
  const all = merged.map((cell) => `<mergeCell ref="${rangeName(cell)}"/>`).join('');
  return `<mergeCells count="${merged.length}">${all}</mergeCells>`;
}

function choicesMarkup(choices: readonly Choice[]): string {
  if (choices.length === 0) return '';
  return `<dataValidations count="${choices.length}">${choices.map(choiceMarkup).join('')}</dataValidations>`;
}

function choiceMarkup({ range, options, isStrict, help }: Choice): string {
  const { from, to } = range;
  const place = `${columnName(from.column)}${from.row}:${columnName(to.column)}${to.row}`;
  const prompt = `showInputMessage="1" promptTitle="${escapeXml(help.title)}" prompt="${escapeXml(help.text)}"`;
  if (options.length === 0) return `<dataValidation allowBlank="1" ${prompt} sqref="${place}"/>`;
  const refusal = `errorStyle="${isStrict ? 'stop' : 'information'}" showErrorMessage="${isStrict ? 1 : 0}" errorTitle="${escapeXml(help.title)}" error="${escapeXml(help.text)}"`;
  const list = escapeXml(`"${options.join(',').replaceAll('"', '""')}"`);
  return `<dataValidation type="list" allowBlank="1" ${prompt} ${refusal} sqref="${place}"><formula1>${list}</formula1></dataValidation>`;
}

function linksMarkup(cells: readonly DraftCell[]): string {
  const linked = cells.filter((cell) => cell.link !== undefined);
  if (linked.length === 0) return '';
  const all = linked.map((cell) => {
    const location = escapeXml(linkTo(cell.link!.sheet, cell.link!.cell, '!'));
    return `<hyperlink ref="${cellName(cell)}" location="${location}" display="${excelText(cell.text)}"/>`;
  });
  return `<hyperlinks>${all.join('')}</hyperlinks>`;
}
