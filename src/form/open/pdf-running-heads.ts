import { recogniseLabel } from '../read/recognise-label.js';
import type { PdfPage } from './join-split-pages.js';
import { rowsOf, type Word } from './pdf-words.js';

/** Headers and footers of more lines are letters. */
const MOST_LINES = 4;

/** They stand in the outer tenth of the page. */
const MARGIN = 0.1;

/**
 * Pages whose header is kept on the first one only, and whose footer on the last one only: between two parts of a table, they
 * would be taken for lines of it. A line that asks something is no header.
 */
export function withoutRunningHeads(pages: readonly PdfPage[]): PdfPage[] {
  const rows = pages.map(({ words }) => rowsOf(words));
  const heads = rows.map((lines, index) =>
    inMargin(lines, pages[index]!, (y, height) => y > height * (1 - MARGIN)),
  );
  const feet = rows.map((lines, index) =>
    inMargin([...lines].reverse(), pages[index]!, (y, height) => y < height * MARGIN),
  );
  return pages.map((page, index) => {
    const running = new Set([
      ...shared(heads[index]!, heads[index - 1] ?? []),
      ...shared(feet[index]!, feet[index + 1] ?? []),
    ]);
    return running.size === 0 ? page : { ...page, words: page.words.filter((word) => !running.has(word)) };
  });
}

function inMargin(
  lines: readonly Word[][],
  { height }: PdfPage,
  isIn: (y: number, height: number) => boolean,
): Word[][] {
  return lines.slice(0, MOST_LINES).filter(([word]) => isIn(word!.y, height));
}

/** The words of the outermost lines that the next page repeats, the number of the page aside, at the same height. */
function shared(lines: readonly Word[][], others: readonly Word[][]): Word[] {
  const words: Word[] = [];
  for (const [index, line] of lines.entries()) {
    const other = others[index];
    const isSame =
      other !== undefined && said(line) === said(other) && Math.abs(line[0]!.y - other[0]!.y) < 2;
    if (!isSame || line.some(asks)) break;
    words.push(...line);
  }
  return words;
}

function asks({ text }: Word): boolean {
  return (
    recogniseLabel(text) !== null || recogniseLabel(/^[^:]{2,60}(?=\s*:)/.exec(text)?.[0] ?? '') !== null
  );
}

const PAGE_NUMBER = /\bpages?\s*\d{1,3}(?:\s*(?:\/|sur)\s*\d{1,3})?|^\s*\d{1,3}(?:\s*\/\s*\d{1,3})?\s*$/gi;

function said(line: readonly Word[]): string {
  return line
    .map(({ text }) => text.trim())
    .join(' ')
    .replace(PAGE_NUMBER, '#');
}
