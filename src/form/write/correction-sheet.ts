import { createHash } from 'node:crypto';

/** The name of the first sheet of a corrected workbook. A clerk may rename it: the stamp, not the name, tells it. */
export const correctionSheetName = 'À corriger';

const STAMP = 'Feuille de corrections laclasse.com';

/**
 * The last line of the sheet « À corriger »: who wrote the sheet, and a digest of all its other texts, e.g.
 * `Feuille de corrections laclasse.com · 3f9a1c04b7`. Order, places, blanks and letter case of the texts do not count.
 */
export function correctionSheetStamp(texts: readonly string[]): string {
  const folded = texts.map(tidy).filter((text) => text !== '');
  const digest = createHash('sha256').update(folded.sort().join('\n')).digest('hex').slice(0, 10);
  return `${STAMP} · ${digest}`;
}

/**
 * What a sheet of a received workbook is, from the displayed texts of its cells:
 * `ours`, the sheet « À corriger » exactly as we sent it: known, nothing to read in it;
 * `changed`, ours but someone typed in it: its texts must reach a person, nothing may vanish;
 * `other`, any other sheet.
 */
export function correctionSheetState(texts: readonly string[]): 'ours' | 'changed' | 'other' {
  const signed = texts.find(isStamp);
  if (signed === undefined) return 'other';
  const stamp = tidy(signed);
  const others = texts.filter((text) => !isStamp(text));
  return tidy(correctionSheetStamp(others)) === stamp ? 'ours' : 'changed';
}

function isStamp(text: string): boolean {
  return /laclasse\.com/i.test(text) && tidy(text).startsWith(tidiedStamp);
}

const tidiedStamp = tidy(STAMP);

function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
}
