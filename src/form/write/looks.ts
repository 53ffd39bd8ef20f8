import type { Line, Look } from './draft.js';

/** Sober colours whose contrast on white or on their own fill is at least 4.5:1 (RGAA 3.2). */
export const INK = '1F2933';
export const SOFT_INK = '52606D';
export const NAVY = '1B3A5C';
export const PALE_NAVY = 'E8EEF5';
export const RULE = 'BCC7D3';
export const RED = 'B42318';
export const PALE_RED = 'FDE4E1';
export const AMBER = '8A4B00';
export const PALE_AMBER = 'FFF1CF';
export const PALE_INPUT = 'FFFDF2';

export function box(line: Line): NonNullable<Look['borders']> {
  return { top: line, bottom: line, left: line, right: line };
}

/**
 * What marks a cell to correct. Told apart without colour: errors have a thick unbroken frame, doubts a dashed one,
 * and both carry a note.
 */
export const marks = {
  error: { fill: PALE_RED, borders: box({ color: RED, style: 'thick' }) },
  warning: { fill: PALE_AMBER, borders: box({ color: AMBER, style: 'dashed' }) },
} as const satisfies Record<'error' | 'warning', Look>;
