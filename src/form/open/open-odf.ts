import { type Grid, type GridCell, type GridSheet, textCell } from './grid.js';
import { openPackage } from './open-package.js';
import { PageBuilder } from './page-builder.js';
import { scanXml } from './scan-xml.js';
import { withPageHeader } from './with-page-header.js';

type Attribute = (name: string) => string | null;

/** The content of an OpenDocument file: zipped (ods, odt) or flat (fods, fodt). */
export function contentOf(bytes: Uint8Array, isFlat: boolean): string {
  return isFlat ? new TextDecoder().decode(bytes) : partsOf(bytes).content;
}

/** The same with the styles, which hold the headers of pages. */
export function textPartsOf(bytes: Uint8Array, isFlat: boolean): { content: string; styles: string } {
  if (!isFlat) return partsOf(bytes);
  const content = contentOf(bytes, isFlat);
  return { content, styles: content };
}

function partsOf(bytes: Uint8Array): { content: string; styles: string } {
  const parts = openPackage(bytes);
  const manifest = parts.read('META-INF/manifest.xml') ?? '';
  if (manifest.includes('encryption-data')) throw new Error('encrypted');
  const content = parts.read('content.xml');
  if (content === null) throw new Error('No content part');
  return { content, styles: parts.read('styles.xml') ?? '' };
}

/** Parts of a text whose words are not those of the page. */
const UNSEEN = new Set([
  'office:annotation',
  'text:note',
  'text:tracked-changes',
  'office:forms',
  'svg:title',
  'svg:desc',
  'text:ruby-text',
]);

/** The spaces, tabs and line ends that ODF writes as tags; null for any other tag. */
function whiteSpace(name: string, attribute: Attribute): string | null {
  if (name === 'text:s') return ' '.repeat(Math.min(Number(attribute('text:c') ?? 1) || 1, 500));
  if (name === 'text:tab') return '\t';
  return name === 'text:line-break' ? '\n' : null;
}

/** The sheets of an OpenDocument spreadsheet. A cell repeated a million times is nothing when it is empty. */
export function openOdfSheets(content: string): Grid {
  const walker = new SheetsWalker();
  scanXml(content, walker);
  return { sheets: walker.sheets };
}

/** A row that holds text is repeated at most so many times; a column likewise. */
const MOST_COPIES = 50;

class SheetsWalker {
  readonly sheets: GridSheet[] = [];
  private readonly hiddenTables = new Set<string>();
  private styleName = '';
  private sheet: GridSheet | null = null;
  private hiddenColumns: [from: number, to: number][] = [];
  private columnsSeen = 0;
  private row = 0;
  private rowsHere = 1;
  private isRowHidden = false;
  private column = 0;
  private cell: GridCell | null = null;
  private cellsHere = 1;
  private paragraphs: string[] = [];
  private paragraph: string | null = null;
  private unseen = 0;
  private readonly struckStyles = new Set<string>();
  private isStruck = false;
  private struckSpans: boolean[] = [];
  private struck = '';
  private isParagraphStruck = false;

  open(name: string, attribute: Attribute): void {
    if (UNSEEN.has(name)) this.unseen++;
    if (this.unseen > 0) return;
    switch (name) {
      case 'style:style':
        this.styleName = attribute('style:name') ?? '';
        return;
      case 'style:text-properties':
        if (isStruckThrough(attribute)) this.struckStyles.add(this.styleName);
        return;
      case 'text:span':
        this.struckSpans.push(this.struckStyles.has(attribute('text:style-name') ?? ''));
        return;
      case 'style:table-properties':
        if (attribute('table:display') === 'false') this.hiddenTables.add(this.styleName);
        return;
      case 'table:table':
        this.openTable(attribute);
        return;
      case 'table:table-column':
        this.openColumn(attribute);
        return;
      case 'table:table-row':
        this.rowsHere = repeated(attribute, 'table:number-rows-repeated');
        this.isRowHidden = isCollapsed(attribute);
        this.column = 0;
        return;
      case 'table:table-cell':
      case 'table:covered-table-cell':
        this.openCell(name, attribute);
        return;
      case 'text:p':
      case 'text:h':
        this.paragraph = '';
        this.isParagraphStruck = this.struckStyles.has(attribute('text:style-name') ?? '');
        return;
      case 'text:a':
        if (this.cell !== null) this.cell.link ??= attribute('xlink:href');
        return;
      default: {
        const space = this.paragraph === null ? null : whiteSpace(name, attribute);
        if (space !== null) this.paragraph += space;
      }
    }
  }

  private openTable(attribute: Attribute): void {
    const style = attribute('table:style-name') ?? '';
    this.sheet = { name: attribute('table:name') ?? '', hidden: this.hiddenTables.has(style), cells: [] };
    this.sheets.push(this.sheet);
    this.hiddenColumns = [];
    this.columnsSeen = 0;
    this.row = 0;
  }

  private openColumn(attribute: Attribute): void {
    const count = repeated(attribute, 'table:number-columns-repeated');
    if (isCollapsed(attribute)) this.hiddenColumns.push([this.columnsSeen, this.columnsSeen + count - 1]);
    this.columnsSeen += count;
  }

  private openCell(name: string, attribute: Attribute): void {
    this.cellsHere = repeated(attribute, 'table:number-columns-repeated');
    this.paragraphs = [];
    this.struck = '';
    this.struckSpans = [];
    this.isStruck = this.struckStyles.has(attribute('table:style-name') ?? '');
    const isHiddenColumn = this.hiddenColumns.some(([from, to]) => this.column >= from && this.column <= to);
    const number = /^(?:float|currency|percentage)$/.test(attribute('office:value-type') ?? '')
      ? Number(attribute('office:value'))
      : Number.NaN;
    this.cell = {
      ...textCell(this.row, this.column, ''),
      rowSpan: repeated(attribute, 'table:number-rows-spanned'),
      columnSpan: repeated(attribute, 'table:number-columns-spanned'),
      number: Number.isFinite(number) ? number : null,
      hidden: this.isRowHidden || isHiddenColumn || name === 'table:covered-table-cell',
    };
  }

  close(name: string): void {
    if (UNSEEN.has(name)) {
      this.unseen--;
      return;
    }
    if (this.unseen > 0) return;
    if (name === 'text:span') this.struckSpans.pop();
    else if (name === 'text:p' || name === 'text:h') {
      if (this.paragraph !== null) this.paragraphs.push(this.paragraph);
      this.paragraph = null;
    } else if (name === 'table:table-cell' || name === 'table:covered-table-cell') this.closeCell();
    else if (name === 'table:table-row') this.closeRow();
  }

  private closeCell(): void {
    const whole = this.paragraphs.join('\n');
    const [text, struck] = this.isStruck ? ['', whole] : [whole, this.struck];
    if (this.cell !== null && `${text}${struck}`.trim() !== '') {
      if (struck !== '')
        this.cell = { ...this.cell, struck, number: this.isStruck ? null : this.cell.number };
      for (let copy = 0; copy < Math.min(this.cellsHere, MOST_COPIES); copy++) {
        this.sheet?.cells.push({ ...this.cell, column: this.column + copy, text });
      }
    }
    this.column += this.cellsHere;
    this.cell = null;
  }

  private closeRow(): void {
    const cells = this.sheet?.cells.filter(({ row }) => row === this.row) ?? [];
    if (cells.length > 0) {
      for (let copy = 1; copy < Math.min(this.rowsHere, MOST_COPIES); copy++) {
        this.sheet?.cells.push(...cells.map((cell) => ({ ...cell, row: cell.row + copy })));
      }
    }
    this.row += this.rowsHere;
  }

  text(text: string): void {
    if (this.paragraph === null || this.unseen > 0) return;
    if (this.isParagraphStruck || this.struckSpans.includes(true)) this.struck += text;
    else this.paragraph += text;
  }
}

function isStruckThrough(attribute: Attribute): boolean {
  return (attribute('style:text-line-through-style') ?? 'none') !== 'none';
}

function repeated(attribute: Attribute, name: string): number {
  const count = Number(attribute(name) ?? 1);
  return Number.isInteger(count) && count > 0 ? count : 1;
}

function isCollapsed(attribute: Attribute): boolean {
  const visibility = attribute('table:visibility');
  return visibility === 'collapse' || visibility === 'filter';
}

/** The paragraphs and tables of an OpenDocument text. */
export function openOdfText({ content, styles }: { content: string; styles: string }): Grid {
  const headers = [...styles.matchAll(HEADER)].map(([header]) => textOf(header, 'style:header'));
  return withPageHeader(headers, textOf(content, 'office:text'));
}

/** The header of a kind of page, when it is shown. */
const HEADER = /<style:header(?![^>]*(?:display="false"|\/>))(?:\s[^>]*)?>.*?<\/style:header>/gs;

/** The paragraphs and tables of a part of a text, from the tag `body` on. */
function textOf(content: string, body: string): Grid {
  const page = new PageBuilder();
  let isBody = false;
  let unseen = 0;
  let inParagraph = 0;
  let styleName = '';
  const struckStyles = new Set<string>();
  const struckSpans: boolean[] = [];
  let isParagraphStruck = false;
  scanXml(content, {
    open(name, attribute) {
      if (name === 'style:style') styleName = attribute('style:name') ?? '';
      if (name === 'style:text-properties' && isStruckThrough(attribute)) struckStyles.add(styleName);
      if (name === body) isBody = true;
      if (UNSEEN.has(name)) unseen++;
      if (!isBody || unseen > 0) return;
      if (name === 'text:p' || name === 'text:h') {
        inParagraph++;
        isParagraphStruck = struckStyles.has(attribute('text:style-name') ?? '');
      } else if (name === 'text:span') struckSpans.push(struckStyles.has(attribute('text:style-name') ?? ''));
      else if (name === 'text:a') page.addLink(attribute('xlink:href') ?? '');
      else if (name === 'table:table') page.openTable();
      else if (name === 'table:table-row') page.openRow();
      else if (name === 'table:table-cell' || name === 'table:covered-table-cell') {
        const isCovered = name === 'table:covered-table-cell';
        page.openCell(
          isCovered ? 1 : repeated(attribute, 'table:number-columns-spanned'),
          isCovered ? 1 : repeated(attribute, 'table:number-rows-spanned'),
        );
      } else if (inParagraph > 0) page.addText(whiteSpace(name, attribute) ?? '');
    },
    close(name) {
      if (UNSEEN.has(name)) unseen--;
      if (!isBody || unseen > 0) return;
      if (name === 'text:span') struckSpans.pop();
      else if (name === 'text:p' || name === 'text:h') {
        inParagraph--;
        page.endParagraph();
      } else if (name === 'table:table-cell' || name === 'table:covered-table-cell') page.closeCell(false, 1);
      else if (name === 'table:table-row') page.closeRow();
      else if (name === 'table:table') page.closeTable();
    },
    text(text) {
      if (inParagraph === 0 || unseen > 0) return;
      const plain = text.replace(/\s+/g, ' ');
      if (isParagraphStruck || struckSpans.includes(true)) page.addStruck(plain);
      else page.addText(plain);
    },
  });
  return page.finish('Document');
}
