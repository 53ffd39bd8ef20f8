import type { Correction, CorrectionGroup } from './correction-groups.js';
import { correctionSheetName, correctionSheetStamp } from './correction-sheet.js';
import type { DraftCell, Look, SheetDraft } from './draft.js';
import { AMBER, INK, NAVY, PALE_NAVY, RED, RULE, SOFT_INK } from './looks.js';
import { linesOf } from './text-lines.js';

const WIDTHS = [5, 24, 27, 64, 34, 7] as const;
const COLUMNS = WIDTHS.length;
const LINE_POINTS = 15.5;

const thin = { color: RULE, style: 'thin' } as const;
const looks = {
  title: { size: 20, bold: true, color: NAVY },
  count: { size: 12, color: INK },
  step: { color: INK, wrap: true, vertical: 'top' },
  legend: { size: 10, italic: true, color: SOFT_INK, wrap: true, vertical: 'top' },
  head: { bold: true, color: 'FFFFFF', fill: NAVY, wrap: true, indent: 1 },
  group: {
    bold: true,
    size: 12,
    color: NAVY,
    fill: PALE_NAVY,
    indent: 1,
    borders: { top: thin, bottom: thin },
  },
  body: { color: INK, wrap: true, borders: { bottom: thin }, indent: 1 },
  strong: { color: INK, bold: true, wrap: true, borders: { bottom: thin }, indent: 1 },
  link: { color: NAVY, underline: true, wrap: true, borders: { bottom: thin }, indent: 1 },
  tick: { size: 14, color: SOFT_INK, horizontal: 'center', borders: { bottom: thin } },
  error: { bold: true, color: RED, horizontal: 'center', borders: { bottom: thin } },
  warning: { bold: true, color: AMBER, horizontal: 'center', borders: { bottom: thin } },
  stamp: { size: 8, color: SOFT_INK },
} as const satisfies Record<string, Look>;

/** Where the clerk corrects: in the sheets of the workbook, or in the model that follows, filled for a text document. */
const FIRST_STEPS = {
  workbook:
    '1. Corrigez les cellules dans vos feuilles (pas ici) : cliquez sur leur nom ci-dessous pour y aller.',
  model:
    '1. Nous avons reporté ce que nous avons lu dans la feuille suivante. Complétez-y les cellules ci-dessous : cliquez sur leur nom pour y aller.',
};
const LAST_STEP =
  '2. Enregistrez, puis renvoyez ce classeur en réponse à notre message, avec cette feuille ou sans elle.';
const LEGEND =
  '⚠ à corriger : cellule au cadre épais et continu.   ? à vérifier : cellule au cadre en tirets.   Chacune porte une note qui dit pourquoi.';
const HEADS = ['', 'Cellule', 'Information', 'Ce qui ne va pas', 'Peut-être', 'Fait'];

/** The sheet that lists what to correct, with a link to each cell of the sheets the workbook really has. */
export function draftCorrectionSheet(
  groups: readonly CorrectionGroup[],
  sheetNames: readonly string[],
  where: keyof typeof FIRST_STEPS = 'workbook',
): SheetDraft {
  const cells: DraftCell[] = [];
  const heights = new Map<number, number>();
  let row = 1;
  const wide = (text: string, look: Look, height: number) => {
    cells.push({ row, column: 1, text, look, spans: { columns: COLUMNS, rows: 1 } });
    heights.set(row, height);
    row += 1;
  };

  wide(correctionSheetName, looks.title, 32);
  wide(countSentence(groups), looks.count, 21);
  for (const step of [FIRST_STEPS[where], LAST_STEP]) wide(step, looks.step, 18);
  wide(LEGEND, looks.legend, 22);
  const headRow = row;
  HEADS.forEach((text, index) => {
    cells.push({ row, column: index + 1, text, look: looks.head });
  });
  heights.set(row, 22);
  row += 1;
  for (const { title, corrections } of groups) {
    wide(title, looks.group, 22);
    for (const correction of corrections) {
      cells.push(...correctionCells(correction, row, sheetNames));
      heights.set(row, heightOf(correction));
      row += 1;
    }
  }
  row += 1;
  wide(correctionSheetStamp(cells.map(({ text }) => text)), looks.stamp, 14);
  return {
    name: freeName(sheetNames),
    columnWidths: WIDTHS,
    rowHeights: heights,
    cells,
    isProtected: true,
    isLandscape: true,
    fits: 'width',
    repeatedRows: { from: headRow, to: headRow },
    frozenRows: headRow,
    footer: 'laclasse.com · Métropole de Lyon',
  };
}

function countSentence(groups: readonly CorrectionGroup[]): string {
  const all = groups.flatMap(({ corrections }) => corrections);
  const errors = all.filter(({ severity }) => severity === 'error').length;
  const doubts = all.length - errors;
  const parts = [
    errors > 0 ? `${errors} ${errors > 1 ? 'points' : 'point'} à corriger` : '',
    doubts > 0 ? `${doubts} ${doubts > 1 ? 'points' : 'point'} à vérifier` : '',
  ].filter((part) => part !== '');
  return parts.length === 0
    ? 'Rien à corriger.'
    : `${parts.join(' et ')} dans votre liste pour laclasse.com.`;
}

function correctionCells(
  { severity, where, what, message, suggestion }: Correction,
  row: number,
  sheetNames: readonly string[],
): DraftCell[] {
  const hasCell = where !== null && sheetNames.includes(where.sheet);
  const place: DraftCell = {
    row,
    column: 2,
    text: where === null ? 'dans tout le document' : `${where.sheet} · ${where.cell}`,
    look: hasCell ? looks.link : looks.body,
    ...(hasCell && { link: where }),
  };
  return [
    { row, column: 1, text: severity === 'error' ? '⚠' : '?', look: looks[severity] },
    place,
    { row, column: 3, text: what, look: looks.strong },
    { row, column: 4, text: message, look: looks.body },
    { row, column: 5, text: suggestion ?? '', look: looks.body },
    { row, column: 6, text: '☐', look: looks.tick },
  ];
}

function heightOf({ where, what, message, suggestion }: Correction): number {
  const lines = [
    linesOf(`${where?.sheet ?? ''} · ${where?.cell ?? ''}`, WIDTHS[1]),
    linesOf(what, WIDTHS[2]),
    linesOf(message, WIDTHS[3]),
    linesOf(suggestion ?? '', WIDTHS[4]),
  ];
  return Math.min(400, Math.max(...lines) * LINE_POINTS + 9);
}

/** « À corriger », or another name when the commune already has a sheet called so. */
function freeName(sheetNames: readonly string[]): string {
  const taken = new Set(sheetNames.map((name) => name.toLowerCase()));
  let name = correctionSheetName;
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${correctionSheetName} (${number})`;
  return name;
}
