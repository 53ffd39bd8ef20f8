import { NOTE_AUTHOR } from '../note-text.js';
import { paragraphs } from './text.js';

const LETTERS_PER_LINE = 40;

/** A note on a cell, hidden until one looks at it, large enough for its text. */
export function annotation(text: string): string {
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + Math.ceil((line.length + 1) / LETTERS_PER_LINE), 1);
  return `<office:annotation office:display="false" svg:width="7.5cm" svg:height="${(lines * 0.5).toFixed(1)}cm"><dc:creator>${NOTE_AUTHOR}</dc:creator>${paragraphs(text)}</office:annotation>`;
}
