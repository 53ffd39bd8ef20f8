import { type Grid, type GridCell, textCell } from './grid.js';

type Chunk = { text: string; from: number; to: number; link: string | null };
type Line = { y: number; chunks: Chunk[] };

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
    lines.push(...linesOf(items as Item[]));
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
  return rows.map((row) => ({ y: row[0]!.y, chunks: joinWords(row.sort((a, b) => a.from - b.from)) }));
}

function joinWords(words: readonly { text: string; from: number; to: number; size: number }[]): Chunk[] {
  const chunks: Chunk[] = [];
  for (const { text, from, to, size } of words) {
    const last = chunks.at(-1);
    const gap = last === undefined ? 0 : from - last.to;
    if (last !== undefined && gap < size * 0.9) {
      last.text += (gap > size * 0.12 && !/\s$/.test(last.text) ? ' ' : '') + text;
      last.to = to;
    } else chunks.push({ text, from, to, link: null });
  }
  return chunks;
}

function layOut(lines: readonly Line[]): GridCell[] {
  const cells: GridCell[] = [];
  for (let start = 0; start < lines.length; ) {
    let end = start + 1;
    while (end < lines.length && lines[start]!.chunks.length > 1 && lines[end]!.chunks.length > 1) end++;
    const band = lines.slice(start, end);
    const columns = columnsOf(band);
    band.forEach(({ chunks }, index) => {
      chunks.forEach((chunk, order) => {
        const column = columns === null ? order : columns.findIndex(({ from, to }) => chunk.from < to && chunk.to > from);
        cells.push(textCell(start + index, Math.max(0, column), chunk.text.trim()));
      });
    });
    start = end;
  }
  return cells;
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
    const taken = chunks.map((chunk) => columns.findIndex(({ from, to }) => chunk.from < to && chunk.to > from));
    return new Set(taken).size === taken.length;
  });
  return isShared ? columns : null;
}
