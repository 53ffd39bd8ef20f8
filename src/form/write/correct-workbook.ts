import { type DocumentType, detectType } from '../detect-type.js';
import type { Grid } from '../open/grid.js';
import { openDocument } from '../open/open-document.js';
import { readForm } from '../read-form.js';
import type { CellAddress, Reading } from '../reading.js';
import { correctedFileName } from './corrected-file-name.js';
import { correctionGroups } from './correction-groups.js';
import { draftCorrectionSheet } from './draft-correction-sheet.js';
import { fillModel } from './fill-model.js';
import { correctOds } from './ods/correct-ods.js';
import { rebuildSheets, withoutCorrectionSheet } from './rebuild-workbook.js';
import { acceptableNames } from './sheet-names.js';
import { withoutOurWords } from './without-our-words.js';
import { contentTypes, type WorkbookFormat, writeWorkbook } from './write-workbook.js';
import { correctXlsx } from './xlsx/correct-xlsx.js';

/** A document to give back with its problems shown in it. */
export type CorrectionAsk = {
  bytes: Uint8Array;
  name: string;
  /** What was read in these very bytes: its problems point at their cells. */
  reading: Reading;
  /** School year of a filled model: `2027` for 2027-2028. */
  year: number;
  /** Where to begin when the way before it failed; `edited` unless said otherwise. */
  from?: Manner;
};

/** `edited`: the commune's own file; `rebuilt`: its cells in a new file; `model`: our form filled with what was read. */
export type Manner = 'edited' | 'rebuilt' | 'model';

export type CorrectedWorkbook = { bytes: Uint8Array; fileName: string; type: string; manner: Manner };

/**
 * The workbook that goes back to the commune: wrong cells marked and noted, the sheet « À corriger » in front. The file
 * is edited in place when that is safe and reads back to the same values, rebuilt from its cells otherwise; a document
 * that is no workbook comes back as a filled model. Never throws for what the bytes hold; run it in a child process.
 */
export async function correctWorkbook(ask: CorrectionAsk): Promise<CorrectedWorkbook> {
  const type = detectType(ask.bytes);
  const format = formats[type] ?? 'xlsx';
  const ways: [Manner, () => Promise<Uint8Array | null>][] = [
    ['edited', () => edit(ask, type)],
    ['rebuilt', () => (WORKBOOKS.has(type) ? rebuild(ask, format) : Promise.resolve(null))],
    ['model', async () => writeWorkbook(fillModel(ask.reading, ask.year), format)],
  ];
  const start = ways.findIndex(([manner]) => manner === (ask.from ?? 'edited'));
  for (const [manner, make] of ways.slice(start)) {
    const bytes = manner === 'model' ? await make() : await unlessItFails(make);
    if (bytes === null) continue;
    return { bytes, fileName: correctedFileName(ask.name, format), type: contentTypes[format], manner };
  }
  throw new Error('A filled model can always be written.');
}

/** Spreadsheets come back in the family they came from. */
const formats: Partial<Record<DocumentType, WorkbookFormat>> = {
  ods: 'ods',
  fods: 'ods',
  odt: 'ods',
  fodt: 'ods',
};
const WORKBOOKS = new Set<DocumentType>([
  'xlsx',
  'xlsb',
  'xls',
  'ods',
  'fods',
  'spreadsheetml',
  'html',
  'csv',
]);

async function unlessItFails(make: () => Promise<Uint8Array | null>): Promise<Uint8Array | null> {
  try {
    return await make();
  } catch {
    return null;
  }
}

/** The file itself, edited; null when its kind cannot be, or when the edited file no longer says the same. */
async function edit({ bytes, reading }: CorrectionAsk, type: DocumentType): Promise<Uint8Array | null> {
  const groups = correctionGroups(reading);
  const list = (names: readonly string[]) => draftCorrectionSheet(groups, names);
  if (type !== 'xlsx' && type !== 'ods') return null;
  const correct = type === 'ods' ? correctOds : correctXlsx;
  const corrected = correct(bytes, pointedAt(reading), list);
  return (await saysTheSame(corrected, bytes)) ? corrected : null;
}

async function rebuild(
  { bytes, reading }: CorrectionAsk,
  format: WorkbookFormat,
): Promise<Uint8Array | null> {
  const grid = await gridOf(bytes);
  if (grid === null || grid.sheets.length === 0) return null;
  const names = acceptableNames(grid.sheets.map(({ name }) => name));
  const renamed = new Map(grid.sheets.map(({ name }, index) => [name, names[index]!]));
  const move = (where: CellAddress) => ({ ...where, sheet: renamed.get(where.sheet) ?? where.sheet });
  const moved: Reading = {
    ...reading,
    problems: reading.problems.map((one) => ({ ...one, where: one.where && move(one.where) })),
    unread: reading.unread.map((one) => ({ ...one, ...move(one) })),
  };
  const sheets = rebuildSheets(grid, names, pointedAt(moved));
  const list = draftCorrectionSheet(correctionGroups(moved), names);
  return writeWorkbook({ title: list.name, sheets: [list, ...sheets] }, format);
}

/** Problems, and what was not read but looks like data, as problems of their cells. */
function pointedAt(reading: Reading): Reading['problems'] {
  const unread = correctionGroups({ ...reading, problems: [] }).flatMap(({ corrections }) => corrections);
  const doubts = unread.map(({ where, message }) => ({
    field: 'document',
    code: 'unreadable' as const,
    severity: 'warning' as const,
    where,
    message,
    suggestion: null,
  }));
  return [...reading.problems, ...doubts];
}

async function gridOf(bytes: Uint8Array): Promise<Grid | null> {
  const opened = await openDocument(bytes);
  return opened.ok ? withoutCorrectionSheet(opened.value) : null;
}

async function saysTheSame(corrected: Uint8Array, original: Uint8Array): Promise<boolean> {
  const after = await valuesOf(corrected);
  return after !== null && after === (await valuesOf(original));
}

async function valuesOf(bytes: Uint8Array): Promise<string | null> {
  const grid = await gridOf(bytes);
  if (grid === null) return null;
  const { commune, contacts, schools, problems } = readForm(withoutOurWords(grid));
  return JSON.stringify([
    commune,
    contacts,
    schools,
    problems.map(({ code, field, where }) => [code, field, where]),
  ]);
}
