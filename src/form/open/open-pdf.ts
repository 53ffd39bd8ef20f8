import { recogniseLabel } from '../read/recognise-label.js';
import { type Grid, type GridCell, textCell } from './grid.js';

type Chunk = { text: string; from: number; to: number; link: string | null };
type Line = { y: number; size: number; chunks: Chunk[] };

/** A form is a page or two; nobody sends one of a hundred pages. */
const MOST_PAGES = 30;

/** The text of a PDF put back on lines and columns by its positions; null when the pages hold only pictures. */
export async function openPdf(bytes: Uint8Array): Promise<Grid | null> {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: false,
  });
  const document = await task.promise;
  const lines: Line[] = [];
  for (let number = 1; number <= Math.min(document.numPages, MOST_PAGES); number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    lines.push(...joinParagraphs(linesOf(items as Item[]), page.view[2] ?? 595));
  }
  await task.destroy();
  return lines.length === 0 ? null : { sheets: [{ name: 'Document', hidden: false, cells: layOut(lines) }] };
}

type Item = { str?: string; transform?: number[]; width?: number; height?: number };

function linesOf(items: readonly Item[]): Line[] {
  const words = items
    .filter((item) => item.str !== undefined && item.str.trim() !== '')
    .map(({ str, transform, width, height }) => ({
      text: str!,
      from: transform![4]!,
      to: transform![4]! + (width ?? 0),
      y: transform![5]!,
      size: Math.abs(transform![3]!) || height || 10,
    }))
    .sort((a, b) => b.y - a.y || a.from - b.from);
  const rows: (typeof words)[] = [];
  for (const word of words) {
    const row = rows.at(-1);
    if (row !== undefined && Math.abs(row[0]!.y - word.y) < word.size * 0.45) row.push(word);
    else rows.push([word]);
  }
  return rows.map((row) => ({
    y: row[0]!.y,
    size: row[0]!.size,
    chunks: joinWords(row.sort((a, b) => a.from - b.from)),
  }));
}

function joinWords(words: readonly { text: string; from: number; to: number; size: number }[]): Chunk[] {
  const chunks: Chunk[] = [];
  for (const { text, from, to, size } of words) {
    const last = chunks.at(-1);
    const gap = last === undefined ? 0 : from - last.to;
    if (last !== undefined && gap < size * 0.5) {
      last.text += (gap > size * 0.12 && !/\s$/.test(last.text) ? ' ' : '') + text;
      last.to = to;
    } else chunks.push({ text, from, to, link: null });
  }
  return chunks;
}

/** A line that reaches the right margin goes on with the tight line below it. */
function joinParagraphs(lines: readonly Line[], width: number): Line[] {
  const left = Math.min(...lines.map(({ chunks }) => chunks[0]!.from));
  const joinedLines: Line[] = [];
  let ended = 0;
  for (const line of lines) {
    const above = joinedLines.at(-1);
    const last = above?.chunks.at(-1);
    const first = line.chunks[0]!;
    const pitch = above === undefined ? 0 : above.y - line.y;
    const isFull = above !== undefined && ended > width - left - 70 && pitch > 0 && pitch < line.size * 1.4;
    ended = line.chunks.at(-1)!.to;
    const isTable = line.chunks
      .slice(1)
      .some(({ from }) => above?.chunks.slice(1).some((one) => Math.abs(one.from - from) < 3));
    const beginsLabel = recogniseLabel(/^[^:]{2,60}(?=\s*:)/.exec(first.text)?.[0] ?? '') !== null;
    if (
      isFull &&
      !isTable &&
      !beginsLabel &&
      Math.abs(first.from - above.chunks[0]!.from) < 3 &&
      above.chunks[0]!.from - left < 80
    ) {
      last!.text = joined(last!.text, first.text.trim());
      above.chunks.push(...line.chunks.slice(1));
      above.y = line.y;
    } else joinedLines.push({ ...line, chunks: [...line.chunks] });
  }
  return joinedLines;
}

function layOut(lines: readonly Line[]): GridCell[] {
  const cells: GridCell[] = [];
  for (let start = 0; start < lines.length; ) {
    let end = start + 1;
    while (end < lines.length && lines[start]!.chunks.length > 1 && goesOn(lines, end)) end++;
    const band = lines.slice(start, end);
    const columns = columnsOf(band);
    if (columns !== null && isWrapped(band)) {
      cells.push(...joinWrapped(band, columns, start));
      start = end;
      continue;
    }
    band.forEach(({ chunks }, index) => {
      chunks.forEach((chunk, order) => {
        const column =
          columns === null ? order : columns.findIndex(({ from, to }) => chunk.from < to && chunk.to > from);
        cells.push(textCell(start + index, Math.max(0, column), chunk.text.trim()));
      });
    });
    start = end;
  }
  return cells;
}

/** A table goes on with lines of several columns, and with the tight lines of a cell that is folded. */
function goesOn(lines: readonly Line[], index: number): boolean {
  return lines[index]!.chunks.length > 1 || isTight(lines, index);
}

/** The line follows the one above as lines of one paragraph do. */
function isTight(lines: readonly Line[], index: number): boolean {
  const [above, line] = [lines[index - 1]!, lines[index]!];
  const pitch = above.y - line.y;
  return pitch > 0 && pitch < line.size * 1.25;
}

/** Some lines of the band are folded cells, others begin a row: the room between tells which. */
function isWrapped(band: readonly Line[]): boolean {
  const tight = band.filter((_, index) => index > 0 && isTight(band, index)).length;
  return tight > 0 && tight < band.length - 1;
}

function joinWrapped(
  band: readonly Line[],
  columns: readonly { from: number; to: number }[],
  start: number,
): GridCell[] {
  const cells: GridCell[] = [];
  let row = start;
  let here = new Map<number, GridCell>();
  band.forEach(({ chunks }, index) => {
    if (index > 0 && !isTight(band, index)) here = new Map();
    if (here.size === 0) row = start + index;
    for (const chunk of chunks) {
      const column = Math.max(
        0,
        columns.findIndex(({ from, to }) => chunk.from < to && chunk.to > from),
      );
      const known = here.get(column);
      if (known !== undefined) known.text = joined(known.text, chunk.text.trim());
      else {
        const cell = textCell(row, column, chunk.text.trim());
        here.set(column, cell);
        cells.push(cell);
      }
    }
  });
  return cells.sort((a, b) => a.row - b.row || a.column - b.column);
}

/** An address folded in the middle has no space where it is folded. */
function joined(above: string, below: string): string {
  const isAddress = (above + below).includes('@') && !above.includes(' ') && !below.includes(' ');
  return isAddress ? above + below : `${above} ${below}`;
}

/** The columns of a band: the widths that its chunks share. Null when two chunks of a line would fall in one column. */
function columnsOf(band: readonly Line[]): { from: number; to: number }[] | null {
  const spans = band
    .flatMap(({ chunks }) => chunks.map(({ from, to }) => ({ from, to })))
    .sort((a, b) => a.from - b.from);
  const columns: { from: number; to: number }[] = [];
  for (const span of spans) {
    const last = columns.at(-1);
    if (last !== undefined && span.from < last.to - 1) last.to = Math.max(last.to, span.to);
    else columns.push({ ...span });
  }
  const isShared = band.every(({ chunks }) => {
    const taken = chunks.map((chunk) =>
      columns.findIndex(({ from, to }) => chunk.from < to && chunk.to > from),
    );
    return new Set(taken).size === taken.length;
  });
  return isShared ? columns : null;
}
