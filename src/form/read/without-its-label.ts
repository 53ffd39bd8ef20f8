import type { LabelField } from './recognise-label.js';
import type { View } from './view-sheet.js';

/** « Tél : 04… » where a table already asks for a telephone: the answer alone; null when the cell is anything else. */
export function withoutItsLabel({ pieces }: View, field: LabelField | null): string | null {
  const [label, text, ...more] = pieces;
  if (more.length > 0 || label?.kind !== 'label' || text?.kind !== 'text') return null;
  return field !== null && label.label.field === field ? text.text : null;
}
