import type { Line, Look } from './draft.js';
import { box, INK, NAVY, PALE_INPUT, PALE_NAVY, RULE, SOFT_INK } from './looks.js';

const rule: Line = { color: RULE, style: 'thin' };
const frame: Line = { color: SOFT_INK, style: 'thin' };
/** How each kind of cell of the model looks. */
export const modelLooks = {
  title: { size: 20, bold: true, color: NAVY },
  year: { size: 14, bold: true, color: NAVY, horizontal: 'right' },
  subtitle: { color: SOFT_INK },
  instruction: { color: INK, wrap: true, vertical: 'top' },
  label: { bold: true, color: INK, indent: 1 },
  section: { size: 12, bold: true, color: NAVY, borders: { bottom: { color: NAVY, style: 'medium' } } },
  group: {
    bold: true,
    color: 'FFFFFF',
    fill: NAVY,
    indent: 1,
    borders: { right: { color: 'FFFFFF', style: 'thin' } },
  },
  head: { bold: true, color: NAVY, fill: PALE_NAVY, indent: 1, borders: box(rule) },
  example: {
    size: 10,
    italic: true,
    color: SOFT_INK,
    indent: 1,
    borders: box({ color: RULE, style: 'dotted' }),
  },
  input: { color: INK, fill: PALE_INPUT, isInput: true, indent: 1, borders: box(frame) },
  stamp: { size: 8, color: SOFT_INK },
} as const satisfies Record<string, Look>;
