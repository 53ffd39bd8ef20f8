import { recogniseLabel } from '../read/recognise-label.js';
import { type Grid, type GridCell, textCell } from './grid.js';
import { joinSplitPages, type PdfPage } from './join-split-pages.js';
import { type Annotation, typedIn } from './pdf-answers.js';
import { raiseCentred } from './pdf-centred.js';
import { rulesOf } from './pdf-rules.js';
import { withoutRunningHeads } from './pdf-running-heads.js';
import { type DrawnTable, tablesOf } from './pdf-tables.js';
import { joinFolded, rowsOf, type TextItem, type Word, wordsOf } from './pdf-words.js';

type Chunk = { text: string; from: number; to: number };
type Line = { y: number; size: number; chunks: Chunk[] };

/** A form is a page or two; nobody sends one of a hundred pages. */
const MOST_PAGES = 30;

/** The text of a PDF put back on lines and columns by its positions; null when the pages hold only pictures. */
export async function openPdf(bytes: Uint8Array): Promise<Grid | null> {
  const { getDocument, OPS, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: false,
  });
  const document = await task.promise;
  const pages: PdfPage[] = [];
  for (let number = 1; number <= Math.min(document.numPages, MOST_PAGES); number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const typed = typedIn((await page.getAnnotations()) as Annotation[]);
    const words = wordsOf([...(items as TextItem[]), ...typed]);
    const rules = words.length === 0 ? [] : rulesOf(await page.getOperatorList(), OPS);
    pages.push({ words, rules, width: page.view[2] ?? 595, height: page.view[3] ?? 842 });
  }
  await task.destroy();
  const cells: GridCell[] = [];
  for (const page of withoutRunningHeads(joinSplitPages(pages))) layOutPage(page, cells);
  return cells.length === 0 ? null : { sheets: [{ name: 'Document', hidden: false, cells }] };
}

/** Tables whose borders are drawn keep their cells; the lines between are laid out by where their words stand. */
function layOutPage({ words, rules, width }: PdfPage, cells: GridCell[]): void {
  const { tables, rest } = tablesOf(rules, words);
  const lines = joinParagraphs(raiseCentred(linesOf(rest)), width);
  const ordered = [...tables].sort((a, b) => b.top - a.top);
  const nextRow = () => cells.reduce((most, { row }) => Math.max(most, row + 1), 0);
  let from = 0;
  for (const table of [...ordered, null]) {
    const end = table === null ? -1 : lines.findIndex(({ y }, index) => index >= from && y < table.top);
    const to = end === -1 ? lines.length : end;
    cells.push(...layOut(lines.slice(from, to), nextRow()));
    from = to;
    if (table !== null) cells.push(...cellsOf(table, nextRow()));
  }
}

function cellsOf({ cells }: DrawnTable, firstRow: number): GridCell[] {
  return cells.map(({ row, column, text, rowSpan, columnSpan }) => ({
    ...textCell(firstRow + row, column, text),
    rowSpan,
    columnSpan,
  }));
}

function linesOf(words: readonly Word[]): Line[] {
  const rows = rowsOf(words);
  const starts = columnStarts(rows);
  return rows.map((row) => ({ y: row[0]!.y, size: row[0]!.size, chunks: joinWords(row, starts) }));
}

/**
 * Where words begin after a wide gap, on how many lines: such a place cuts even the words that nearly touch there, or that
 * the edge of their cell cuts (the next cell then begins before they end).
 */
function columnStarts(rows: readonly (readonly Word[])[]): Map<number, number> {
  const starts = new Map<number, number>();
  for (const row of rows) {
    row.forEach(({ from, size }, index) => {
      const before = row[index - 1];
      if (before === undefined || from - before.to < size * 0.5) return;
      const at = Math.round(from);
      starts.set(at, (starts.get(at) ?? 0) + 1);
    });
  }
  return starts;
}

function joinWords(words: readonly Word[], starts: ReadonlyMap<number, number>): Chunk[] {
  const chunks: Chunk[] = [];
  for (const { text, from, to, size } of words) {
    const last = chunks.at(-1);
    const gap = last === undefined ? 0 : from - last.to;
    const isApart = gap > size * 0.08 || gap < -size * 0.03;
    const isColumn = last !== undefined && isApart && (starts.get(Math.round(from)) ?? 0) >= 2;
    if (last !== undefined && gap < size * 0.5 && !isColumn) {
      last.text += (gap > size * 0.12 && !/\s$/.test(last.text) ? ' ' : '') + text;
      last.to = to;
    } else chunks.push({ text, from, to });
  }
  return chunks;
}

/** Where the text of an item of a list begins. */
function afterBullet({ chunks }: Line): Chunk {
  return chunks.length > 1 && /^\P{L}{1,2}$/u.test(chunks[0]!.text.trim()) ? chunks[1]! : chunks[0]!;
}

/** « Mail : … »: a question with its colon. */
function beginsLabel({ text }: Chunk): boolean {
  return recogniseLabel(/^[^:]{2,60}(?=\s*:)/.exec(text)?.[0] ?? '') !== null;
}

/** « Prénom Nom : Zoé PETIT   Mail : » at the right margin: a sentence cut before its last answer, and no row of headings. */
function isCut({ chunks }: Line): boolean {
  return (
    /:\s*$/.test(chunks.at(-1)!.text) && chunks.some((one) => beginsLabel(one) && /:\s*\S/.test(one.text))
  );
}

const BULLET = /^[•●○▪■□◦‣⁃·➢➤✓❖*–—-]$/u;

/** An item of a list, without its bullet: the bullet is no column. */
function withoutBullet(line: Line): Line {
  const [first, second] = line.chunks;
  const isItem =
    second !== undefined && BULLET.test(first!.text.trim()) && second.from - first!.to < line.size * 3;
  return isItem ? { ...line, chunks: line.chunks.slice(1) } : line;
}

function widthOfWord({ text, from, to }: Chunk): number {
  const [word = ''] = text.trim().split(/\s/);
  return (word.length / Math.max(1, text.length)) * (to - from);
}

/** « Fonction .......... Directrice »: the dots, not the words, fill the line. */
const LEADERS = /[._…]{6,}/;

/** A line that reaches the right margin, or would with the next word, goes on with the tight line below it. */
function joinParagraphs(lines: readonly Line[], width: number): Line[] {
  const left = Math.min(...lines.map(({ chunks }) => chunks[0]!.from));
  const joinedLines: Line[] = [];
  let ended = 0;
  for (const line of lines) {
    const above = joinedLines.at(-1);
    const last = above?.chunks.at(-1);
    const first = line.chunks[0]!;
    const pitch = above === undefined ? 0 : above.y - line.y;
    const isNear = ended > width - left - 70 || ended + widthOfWord(first) > width - left;
    const isLed = LEADERS.test(last?.text ?? '') || LEADERS.test(first.text);
    const isFull = above !== undefined && isNear && !isLed && pitch > 0 && pitch < line.size * 1.4;
    ended = line.chunks.at(-1)!.to;
    const isTable = line.chunks
      .slice(1)
      .some(({ from }) => above?.chunks.slice(1).some((one) => Math.abs(one.from - from) < 3));
    if (
      isFull &&
      (!isTable || isCut(above)) &&
      !beginsLabel(first) &&
      Math.abs(first.from - afterBullet(above).from) < 3 &&
      above.chunks[0]!.from - left < 80
    ) {
      last!.text = joinFolded(last!.text, first.text.trim());
      above.chunks.push(...line.chunks.slice(1));
      above.y = line.y;
    } else joinedLines.push({ ...line, chunks: [...line.chunks] });
  }
  return joinedLines;
}

/** Room for as many lines is no answer's place: what stands below it answers nothing above. */
const MOST_LINES_BETWEEN = 5;

/** A row for each line, and an empty one where the page is left blank. */
function rowNumbers(lines: readonly Line[], firstRow: number): number[] {
  let row = firstRow - 1;
  return lines.map(({ y, size }, index) => {
    const above = lines[index - 1];
    const isFar = above !== undefined && above.y - y > size * MOST_LINES_BETWEEN;
    row += isFar ? 2 : 1;
    return row;
  });
}

function layOut(listed: readonly Line[], firstRow: number): GridCell[] {
  const lines = listed.map(withoutBullet);
  const rows = rowNumbers(lines, firstRow);
  const cells: GridCell[] = [];
  for (let start = 0; start < lines.length; ) {
    let end = start + 1;
    while (end < lines.length && lines[start]!.chunks.length > 1 && goesOn(lines, end)) end++;
    const band = lines.slice(start, end);
    const columns = columnsOf(band);
    if (columns !== null && isWrapped(band)) {
      cells.push(...joinWrapped(band, columns, rows.slice(start, end)));
      start = end;
      continue;
    }
    const places = columns === null ? placesByStart(band) : placesByWidth(band, columns);
    band.forEach(({ chunks }, index) => {
      chunks.forEach((chunk, order) => {
        const column = places?.[index]?.[order] ?? order;
        cells.push(textCell(rows[start + index]!, column, chunk.text.trim()));
      });
    });
    start = end;
  }
  return cells;
}

function placesByWidth(band: readonly Line[], columns: readonly { from: number; to: number }[]): number[][] {
  return band.map(({ chunks }) =>
    chunks.map((chunk) =>
      Math.max(
        0,
        columns.findIndex(({ from, to }) => chunk.from < to && chunk.to > from),
      ),
    ),
  );
}

/**
 * Headings that reach over two columns (« Suivi du projet | Responsable technique » above « Nom | … | Nom | … »): the
 * fullest lines tell where the columns begin, and each text stands in the last one that begins before it. Null when the
 * fullest lines share no columns, or when two texts of a line would fall in one.
 */
function placesByStart(band: readonly Line[]): number[][] | null {
  const most = Math.max(...band.map(({ chunks }) => chunks.length));
  const columns = columnsOf(band.filter(({ chunks }) => chunks.length === most));
  if (columns === null || columns.length > most) return null;
  const places = band.map(({ chunks }) =>
    chunks.map((chunk) =>
      Math.max(
        0,
        columns.findLastIndex(({ from }) => from <= chunk.from + 3),
      ),
    ),
  );
  return places.every((line) => new Set(line).size === line.length) ? places : null;
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
  const areAnswers = band.filter(({ chunks }) => chunks.filter(beginsLabel).length > 1).length > 1;
  return tight > 0 && (tight < band.length - 1 || areAnswers);
}

/**
 * The folded lines of each cell joined again. Where blocks of « Mail : … » stand side by side, a question always begins a
 * cell, and only what its column had no room for goes on with the line above.
 */
function joinWrapped(
  band: readonly Line[],
  columns: readonly { from: number; to: number }[],
  rows: readonly number[],
): GridCell[] {
  const cells: GridCell[] = [];
  const areBlocks = band.some(({ chunks }) => chunks.filter(beginsLabel).length > 1);
  let row = rows[0]!;
  let here = new Map<number, { cell: GridCell; to: number }>();
  band.forEach((line, index) => {
    const asks = areBlocks || line.chunks.some(beginsLabel);
    if (index > 0 && !isTight(band, index)) here = new Map();
    if (here.size === 0 || asks) row = rows[index]!;
    const places = placesByWidth([line], columns)[0]!;
    line.chunks.forEach((chunk, order) => {
      const column = places[order]!;
      const known = here.get(column);
      const isFolded = known !== undefined && (asks ? hasNoRoom(known.to, chunk, columns[column]!) : true);
      if (isFolded) known.cell.text = joinFolded(known.cell.text, chunk.text.trim());
      const cell = isFolded ? known.cell : textCell(row, column, chunk.text.trim());
      if (!isFolded) cells.push(cell);
      here.set(column, { cell, to: chunk.to });
    });
  });
  return cells.sort((a, b) => a.row - b.row || a.column - b.column);
}

function hasNoRoom(ended: number, chunk: Chunk, { to }: { to: number }): boolean {
  return !beginsLabel(chunk) && recogniseLabel(chunk.text) === null && ended + widthOfWord(chunk) > to;
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
