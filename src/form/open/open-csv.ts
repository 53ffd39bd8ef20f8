import { withoutQuoted } from '../detect-type.js';
import { type Grid, type GridCell, textCell } from './grid.js';

/** A csv or tsv; the separator is the one that makes the most regular columns. */
export function openCsv(text: string): Grid {
  const hinted = /^sep=(.)\r?\n/.exec(text);
  const body = hinted ? text.slice(hinted[0].length) : text;
  const separator = hinted?.[1] ?? chooseSeparator(body);
  return { sheets: [{ name: 'Feuille1', hidden: false, cells: readCells(body, separator) }] };
}

function chooseSeparator(text: string): string {
  const lines = withoutQuoted(text.slice(0, 20_000))
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '');
  const score = (separator: string) => lines.filter((line) => line.includes(separator)).length;
  const [best] = [';', '\t', ',', '|']
    .map((separator) => ({ separator, lines: score(separator) }))
    .sort((a, b) => b.lines - a.lines);
  return best!.separator;
}

function readCells(text: string, separator: string): GridCell[] {
  const cells: GridCell[] = [];
  let row = 0;
  let column = 0;
  for (let at = 0; at < text.length; ) {
    const { value, end } = readQuoted(text, at, separator) ?? readBare(text, at, separator);
    if (value.trim() !== '') cells.push(textCell(row, column, value));
    column++;
    if (text[end] !== separator && end < text.length) {
      row++;
      column = 0;
    }
    at = end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1);
  }
  return cells;
}

function isEnd(letter: string | undefined, separator: string): boolean {
  return letter === undefined || letter === separator || letter === '\n' || letter === '\r';
}

function readBare(text: string, from: number, separator: string): { value: string; end: number } {
  let end = from;
  while (!isEnd(text[end], separator)) end++;
  return { value: text.slice(from, end), end };
}

/** A cell between quotes, doubled inside; null when the quotes do not hold a whole cell. */
function readQuoted(text: string, open: number, separator: string): { value: string; end: number } | null {
  if (text[open] !== '"') return null;
  let value = '';
  let from = open + 1;
  for (;;) {
    const close = text.indexOf('"', from);
    if (close === -1) return null;
    value += text.slice(from, close);
    if (text[close + 1] !== '"') return isEnd(text[close + 1], separator) ? { value, end: close + 1 } : null;
    value += '"';
    from = close + 2;
  }
}
