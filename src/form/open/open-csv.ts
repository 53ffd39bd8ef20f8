import { type Grid, type GridCell, textCell } from './grid.js';

/** A csv or tsv; the separator is the one that makes the most regular columns. */
export function openCsv(text: string): Grid {
  const hinted = /^sep=(.)\r?\n/.exec(text);
  const body = hinted ? text.slice(hinted[0].length) : text;
  const separator = hinted?.[1] ?? chooseSeparator(body);
  return { sheets: [{ name: 'Feuille1', hidden: false, cells: readCells(body, separator) }] };
}

function chooseSeparator(text: string): string {
  const lines = text
    .slice(0, 20_000)
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
  let start = 0;
  const close = (end: number, value = text.slice(start, end)) => {
    if (value.trim() !== '') cells.push(textCell(row, column, value));
  };
  for (let at = 0; at <= text.length; ) {
    const quoted = at === start && text[at] === '"' ? readQuoted(text, at) : null;
    if (quoted !== null) {
      close(0, quoted.value);
      start = at = quoted.end;
      if (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') continue;
      start = at;
      if (at >= text.length) break;
      if (text[at] === separator) column++;
      else row += 1 - (column = 0);
      at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
      start = at;
      continue;
    }
    const letter = text[at];
    if (letter !== undefined && letter !== separator && letter !== '\n' && letter !== '\r') {
      at++;
      continue;
    }
    close(at);
    if (letter === undefined) break;
    if (letter === separator) column++;
    else row += 1 - (column = 0);
    at += letter === '\r' && text[at + 1] === '\n' ? 2 : 1;
    start = at;
  }
  return cells;
}

function readQuoted(text: string, open: number): { value: string; end: number } | null {
  let value = '';
  let from = open + 1;
  for (;;) {
    const close = text.indexOf('"', from);
    if (close === -1) return null;
    value += text.slice(from, close);
    if (text[close + 1] !== '"') return { value, end: close + 1 };
    value += '"';
    from = close + 2;
  }
}
