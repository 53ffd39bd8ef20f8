import type { Paper, PaperSheet } from './paper.js';

const escapeXml = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const inside = (text: string) =>
  escapeXml(text).replace(/ {2,}/g, (spaces) => ` <text:s text:c="${spaces.length - 1}"/>`);
const namespaces = ['office', 'table', 'text', 'style', 'number']
  .map(
    (name) =>
      `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name === 'number' ? 'datastyle' : name}:1.0"`,
  )
  .join(' ');

/** The paper as a flat OpenDocument spreadsheet, which real office software then turns into every kind. */
export function toFods(paper: Paper): string {
  const tables = paper.sheets.map(sheetXml).join('');
  return `<?xml version="1.0" encoding="UTF-8"?><office:document ${namespaces} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles><style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document>`;
}

function sheetXml({ name, hidden, cells, merges, hiddenRows }: PaperSheet): string {
  const lastRow = Math.max(...cells.map(({ row }) => row));
  const lastColumn = Math.max(
    ...cells.map(({ column }) => column),
    ...merges.map((merge) => merge.column + merge.columns - 1),
  );
  let rows = '';
  for (let row = 0; row <= lastRow; row++) {
    let line = '';
    for (let column = 0; column <= lastColumn; column++) {
      const covering = merges.find(
        (m) => row >= m.row && row < m.row + m.rows && column >= m.column && column < m.column + m.columns,
      );
      if (covering !== undefined && (covering.row !== row || covering.column !== column)) {
        line += '<table:covered-table-cell/>';
        continue;
      }
      const spans =
        covering === undefined
          ? ''
          : ` table:number-columns-spanned="${covering.columns}" table:number-rows-spanned="${covering.rows}"`;
      const cell = cells.find((one) => one.row === row && one.column === column);
      if (cell === undefined) line += `<table:table-cell${spans}/>`;
      else if (typeof cell.text === 'number')
        line += `<table:table-cell${spans} office:value-type="float" office:value="${cell.text}"><text:p>${cell.text}</text:p></table:table-cell>`;
      else
        line += `<table:table-cell${spans} office:value-type="string"><text:p>${inside(cell.text)}</text:p></table:table-cell>`;
    }
    rows += `<table:table-row${hiddenRows.includes(row) ? ' table:visibility="collapse"' : ''}>${line}</table:table-row>`;
  }
  return `<table:table table:name="${escapeXml(name)}"${hidden ? ' table:style-name="hidden"' : ''}>${rows}</table:table>`;
}

/** The paper as a text: rows of one cell are paragraphs, other rows make tables. */
export function toFodt(paper: Paper): string {
  let body = '';
  for (const { cells } of paper.sheets) {
    const rows = new Map<number, PaperSheet['cells']>();
    for (const cell of cells) rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell]);
    const width = Math.max(...cells.map(({ column }) => column)) + 1;
    let table = '';
    const flush = () => {
      if (table !== '')
        body += `<table:table><table:table-column table:number-columns-repeated="${width}"/>${table}</table:table><text:p/>`;
      table = '';
    };
    for (const [, line] of [...rows].sort((a, b) => a[0] - b[0])) {
      if (line.length === 1 && line[0]!.column === 0) {
        flush();
        body += `<text:p>${inside(String(line[0]!.text))}</text:p>`;
        continue;
      }
      let xml = '';
      for (let column = 0; column < width; column++) {
        const cell = line.find((one) => one.column === column);
        xml += `<table:table-cell office:value-type="string"><text:p>${cell === undefined ? '' : inside(String(cell.text))}</text:p></table:table-cell>`;
      }
      table += `<table:table-row>${xml}</table:table-row>`;
    }
    flush();
  }
  return `<?xml version="1.0" encoding="UTF-8"?><office:document ${namespaces} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>${body}</office:text></office:body></office:document>`;
}
