import type { CellAddress, Reading } from '../reading.js';
import { sayingOf } from '../told-once.js';
import { fieldWords } from './field-words.js';
import { frenchSpaces } from './french-spaces.js';

/** One line of the sheet « À corriger ». */
export type Correction = {
  severity: 'error' | 'warning';
  where: CellAddress | null;
  what: string;
  message: string;
  suggestion: string | null;
};
export type CorrectionGroup = { title: string; corrections: Correction[] };

export const UNREAD_TITLE = 'Ce que nous n’avons pas su lire';

/** The problems of a reading, one group for each person or school, in the order of the form; then what was not read. */
export function correctionGroups(reading: Reading): CorrectionGroup[] {
  const groups = new Map<string, { rank: number; group: CorrectionGroup }>();
  for (const { field, severity, where, message, suggestion } of reading.problems) {
    const { section, what } = fieldWords(field, reading.schools);
    const known = groups.get(section) ?? { rank: rankOf(field), group: { title: section, corrections: [] } };
    const correction = { severity, where, what, message: frenchSpaces(message), suggestion };
    const last = known.group.corrections.at(-1);
    if (last !== undefined && sayingOf(last) === sayingOf(correction)) last.what = bothNames(last.what, what);
    else known.group.corrections.push(correction);
    groups.set(section, known);
  }
  const ordered = [...groups.values()].sort((a, b) => a.rank - b.rank).map(({ group }) => group);
  const unread = unreadCorrections(reading);
  return unread.length === 0 ? ordered : [...ordered, { title: UNREAD_TITLE, corrections: unread }];
}

/** « Prénom de l’administrateur » and « Nom de l’administrateur », of which the same is said: one line. */
function bothNames(one: string, other: string): string {
  return one.startsWith('Prénom') && other.startsWith('Nom') ? one.replace('Prénom', 'Prénom et nom') : one;
}

function rankOf(field: string): number {
  const school = /^schools\[(\d+)\]/.exec(field);
  if (school !== null) return 10 + Number(school[1]);
  return ['document', 'commune', 'contacts.followUp', 'contacts.technical', 'schools'].findIndex((one) =>
    field.startsWith(one),
  );
}

function unreadCorrections({ unread }: Reading): Correction[] {
  return unread
    .filter(({ looksLikeData }) => looksLikeData)
    .map(({ sheet, cell, text }) => ({
      severity: 'warning',
      where: { sheet, cell },
      what: 'Texte isolé',
      message: `Nous n’avons pas compris « ${shortened(text)} ». Si ce texte compte, écrivez-le à côté de son libellé ; sinon, effacez-le.`,
      suggestion: null,
    }));
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
