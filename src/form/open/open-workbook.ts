import type * as XLSX from 'xlsx';
import type { Grid, GridCell, GridSheet } from './grid.js';
import { spreadsheetLibrary } from './spreadsheet-library.js';

const options: XLSX.ParsingOptions = {
  type: 'buffer',
  cellFormula: true,
  cellHTML: false,
  cellText: true,
  cellStyles: true,
  sheetStubs: false,
  bookVBA: false,
  bookDeps: false,
};

/** The sparse grid of a workbook, by SheetJS: xls, xlsb, ods, fods, SpreadsheetML, and xlsx as a second opinion. */
export function openWorkbook(bytes: Uint8Array): Grid {
  return gridOf(readWorkbook(bytes));
}

/** SYLK and DIF, sheets in lines of text already decoded (no charset is said in them): the library must not do it again. */
export function openExchange(text: string): Grid {
  return gridOf(spreadsheetLibrary().read(text, { ...options, type: 'binary' }));
}

function gridOf(workbook: XLSX.WorkBook): Grid {
  const sheets = workbook.SheetNames.map((name, index) =>
    openSheet(name, workbook.Sheets[name]!, workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0),
  );
  return { sheets };
}

/** Formulas tell which results to trust; a formula the library cannot spell must not cost the whole form. */
function readWorkbook(bytes: Uint8Array): XLSX.WorkBook {
  try {
    return spreadsheetLibrary().read(bytes, options);
  } catch {
    return spreadsheetLibrary().read(bytes, { ...options, cellFormula: false });
  }
}

function openSheet(name: string, sheet: XLSX.WorkSheet, hidden: number): GridSheet {
  const rows = sheet['!rows'] ?? [];
  const columns = sheet['!cols'] ?? [];
  const cells: GridCell[] = [];
  for (const address of Object.keys(sheet)) {
    if (address.startsWith('!')) continue;
    const cell = sheet[address] as XLSX.CellObject;
    const text = displayed(cell);
    if (text === '') continue;
    const { r: row, c: column } = spreadsheetLibrary().utils.decode_cell(address);
    cells.push({
      row,
      column,
      rowSpan: 1,
      columnSpan: 1,
      text,
      number: typeof cell.v === 'number' && cell.t === 'n' && text !== '#FORMULE' ? cell.v : null,
      link: cell.l?.Target ?? null,
      hidden: rows[row]?.hidden === true || columns[column]?.hidden === true,
    });
  }
  cells.sort((a, b) => a.row - b.row || a.column - b.column);
  spread(cells, sheet['!merges'] ?? []);
  return { name, hidden: hidden > 0, cells };
}

/** What the person saw: the formatted text, except when the column was too narrow or the format loses digits. */
function displayed(cell: XLSX.CellObject): string {
  if (cell.t === 'z' || cell.v === undefined || cell.v === null) return '';
  if (cell.t === 'e') return cell.w ?? '#ERREUR';
  // LibreOffice writes 0 for every formula it did not compute, even those of text: no answer is 0, so this is none.
  if (cell.f !== undefined && cell.v === 0) return '#FORMULE';
  const text = cell.w ?? String(cell.v);
  if (typeof cell.v === 'number' && (/^#+$/.test(text) || /\d[.,]?\d*E\+/i.test(text))) return String(cell.v);
  return text;
}

function spread(cells: readonly GridCell[], merges: readonly XLSX.Range[]): void {
  if (merges.length === 0) return;
  const byPlace = new Map(cells.map((cell) => [cell.row * 16_384 + cell.column, cell]));
  for (const { s, e } of merges) {
    const cell = byPlace.get(s.r * 16_384 + s.c);
    if (cell === undefined) continue;
    cell.rowSpan = e.r - s.r + 1;
    cell.columnSpan = e.c - s.c + 1;
  }
}
