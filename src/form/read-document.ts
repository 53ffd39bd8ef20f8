import { readYearWords } from '../registry/year-words.js';
import type { Grid } from './open/grid.js';
import { openAnyDocument } from './open/open-document.js';
import { refusals } from './open/refusals.js';
import { readForm } from './read-form.js';
import type { Reading } from './reading.js';
import { refusedReading } from './refused-reading.js';
import { withoutOurWords } from './write/without-our-words.js';

/**
 * Reads one document as a registration form; the words of a model or of a corrected workbook that we sent are set aside.
 * Never throws for what the bytes contain; run it in a child process.
 */
export async function readDocument({ bytes }: { name: string; bytes: Uint8Array }): Promise<Reading> {
  const opened = await openAnyDocument(bytes);
  if (!opened.ok) return refusedReading(opened.failure.code, opened.failure.message);
  try {
    const reading = readForm(withoutOurWords(opened.value));
    const years = readYearWords(textOf(opened.value));
    return years.named.length > 0 || years.isNext || years.isNow ? { ...reading, years } : reading;
  } catch {
    return refusedReading(refusals.broken.code, refusals.broken.message);
  }
}

/** The year stands in a title, ours or theirs: the beginning is enough. */
const MOST_SIGNS = 100_000;

function textOf({ sheets }: Grid): string {
  let text = '';
  for (const { cells, hidden } of sheets) {
    if (hidden) continue;
    for (const cell of cells) {
      if (text.length > MOST_SIGNS) return text;
      if (!cell.hidden) text += `${cell.text.slice(0, 2_000)}\n`;
    }
  }
  return text;
}
