import type { LabelField } from './recognise-label.js';
import type { View } from './view-sheet.js';

/**
 * « Tél : 04… » where a table already asks for a telephone: the answer alone. « Fixe : 04… / Port. : 06… / Fax : 04… »
 * asks for nothing else either: the whole cell. Null when the cell is anything but an answer that repeats its question.
 */
export function withoutItsLabel({ pieces, cell }: View, field: LabelField | null): string | null {
  const [first, second, ...more] = pieces;
  if (field === null || first?.kind !== 'label' || second?.kind !== 'text') return null;
  const repeats = pieces.every(
    (piece) => piece.kind === 'text' || piece.label.field === field || piece.label.field === 'other',
  );
  if (!repeats || first.label.field !== field) return null;
  return more.length === 0 ? second.text : cell.text;
}
