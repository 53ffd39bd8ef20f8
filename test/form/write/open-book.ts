import * as XLSX from 'xlsx';

/** The workbook as another program sees it, its empty cells that carry a note included. */
export function openBook(bytes: Uint8Array): XLSX.WorkBook {
  const complain = console.error;
  console.error = () => {}; // SheetJS finds fault with number formats that LibreOffice itself wrote.
  try {
    return XLSX.read(bytes, { type: 'buffer', sheetStubs: true, cellFormula: true });
  } finally {
    console.error = complain;
  }
}

/** The text of the note on a cell, or the empty text. */
export function noteOn(bytes: Uint8Array, sheet: string, cell: string): string {
  const notes = openBook(bytes).Sheets[sheet]?.[cell]?.c as { t: string }[] | undefined;
  return notes?.map(({ t }) => t).join('\n') ?? '';
}
