import { type Grid, textCell } from './grid.js';

type Part = { text: string; from: number };

/** A letter or a message: a line is a row; tabs cut it into columns, and so do wide gaps where several lines agree. */
export function openLines(text: string, sheet: string): Grid {
  const lines = text.split(/\r\n?|\n|\u2028/);
  const cells = lines.flatMap((_, row) =>
    partsOf(lines, row)
      .map((part, column) => textCell(row, column, part))
      .filter((cell) => cell.text.trim() !== ''),
  );
  return { sheets: [{ name: sheet, hidden: false, cells }] };
}

function partsOf(lines: readonly string[], row: number): string[] {
  const line = lines[row]!;
  if (line.includes('\t')) return line.split('\t');
  const parts = cut(line);
  const isTable = parts.length >= 3 && [row - 1, row + 1].some((near) => cut(lines[near] ?? '').length >= 3);
  return isTable ? inColumns(lines, row, parts) : [line];
}

/** What two spaces or more separate, and where each part begins. */
function cut(line: string): Part[] {
  return [...line.matchAll(/\S+(?:[ \u00a0]\S+)*/g)].map((match) => ({ text: match[0], from: match.index }));
}

/** As many parts as the fullest line of the block: in its order; fewer: under the part of that line that begins nearest. */
function inColumns(lines: readonly string[], row: number, parts: readonly Part[]): string[] {
  let [first, last] = [row, row];
  while (first > 0 && cut(lines[first - 1]!).length >= 3) first--;
  while (last < lines.length - 1 && cut(lines[last + 1]!).length >= 3) last++;
  const block = lines.slice(first, last + 1).map(cut);
  const heads = block.reduce((fullest, one) => (one.length > fullest.length ? one : fullest));
  if (parts.length >= heads.length) return parts.map(({ text }) => text);
  const placed: string[] = [];
  for (const { text, from } of parts) {
    const column = nearest(heads, from);
    placed[column] = placed[column] === undefined ? text : `${placed[column]} ${text}`;
  }
  return Array.from(placed, (text) => text ?? '');
}

function nearest(heads: readonly Part[], from: number): number {
  const distances = heads.map((head) => Math.abs(head.from - from));
  return distances.indexOf(Math.min(...distances));
}
