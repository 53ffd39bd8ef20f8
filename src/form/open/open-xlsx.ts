import { type Grid, type GridCell, type GridSheet, textCell } from './grid.js';
import { openPackage, type Package } from './open-package.js';
import { scanXml } from './scan-xml.js';
import { readNotes } from './xlsx-notes.js';
import { isOn, readStyles, type Styles } from './xlsx-styles.js';

type Attribute = (name: string) => string | null;

/** The sparse grid of an Excel workbook, straight from its parts: only the cells that exist are ever walked. */
export function openXlsx(bytes: Uint8Array): Grid {
  const parts = openPackage(bytes);
  const sheets = listSheets(parts);
  if (sheets.length === 0) throw new Error('No sheet');
  const strings = readStrings(parts);
  const styles = readStyles(parts.read('xl/styles.xml') ?? '');
  return { sheets: sheets.map((sheet) => readSheet(parts, sheet, strings, styles)) };
}

type SheetPart = { name: string; hidden: boolean; path: string };

function listSheets(parts: Package): SheetPart[] {
  const workbook = parts.read('xl/workbook.xml') ?? '';
  const targets = relations(parts.read('xl/_rels/workbook.xml.rels'));
  const sheets: SheetPart[] = [];
  scanTags(workbook, (name, attribute) => {
    if (local(name) !== 'sheet') return;
    const target = targets.get(attribute('r:id') ?? attribute('relationships:id') ?? '');
    const path = target === undefined ? `xl/worksheets/sheet${sheets.length + 1}.xml` : pathOf(target);
    if (!/worksheet/i.test(path)) return;
    sheets.push({ name: attribute('name') ?? '', hidden: /hidden/i.test(attribute('state') ?? ''), path });
  });
  return sheets;
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

function pathOf(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
}

/** Targets by their id. External ones are only names here: nothing is ever followed. */
function relations(rels: string | null): Map<string, string> {
  const targets = new Map<string, string>();
  scanTags(rels ?? '', (name, attribute) => {
    if (local(name) === 'Relationship') targets.set(attribute('Id') ?? '', attribute('Target') ?? '');
  });
  return targets;
}

function scanTags(xml: string, open: (name: string, attribute: Attribute) => void): void {
  scanXml(xml, { open, close() {}, text() {} });
}

/** A text, and what its runs strike through. */
type SharedString = { text: string; struck: string };

/** Shared strings; phonetic guides are not part of what is displayed. */
function readStrings(parts: Package): SharedString[] {
  const strings: SharedString[] = [];
  let isText = false;
  let isStruck = false;
  let phonetic = 0;
  let current: SharedString = { text: '', struck: '' };
  scanXml(parts.read('xl/sharedStrings.xml') ?? '', {
    open(name, attribute) {
      const tag = local(name);
      if (tag === 'si') current = { text: '', struck: '' };
      else if (tag === 'r') isStruck = false;
      else if (tag === 'strike') isStruck = isOn(attribute('val'));
      else if (tag === 'rPh') phonetic++;
      else if (tag === 't') isText = phonetic === 0;
    },
    close(name) {
      const tag = local(name);
      if (tag === 'si') strings.push(current);
      else if (tag === 'r') isStruck = false;
      else if (tag === 'rPh') phonetic--;
      else if (tag === 't') isText = false;
    },
    text(text) {
      if (isText) current[isStruck ? 'struck' : 'text'] += text;
    },
  });
  return strings;
}

function readSheet(
  parts: Package,
  { name, hidden, path }: SheetPart,
  strings: readonly SharedString[],
  styles: Styles,
): GridSheet {
  const walker = new SheetWalker(strings, styles);
  scanXml(parts.read(path) ?? '', walker);
  const folder = path.slice(0, path.lastIndexOf('/'));
  const file = path.slice(path.lastIndexOf('/') + 1);
  const targets = walker.isRelated ? relations(parts.read(`${folder}/_rels/${file}.rels`)) : new Map();
  const comments = [...targets.values()].find((target) => /(?:^|\/)comments[^/]*\.xml$/i.test(target));
  walker.pin(readNotes((comments && parts.read(beside(folder, comments))) ?? ''));
  walker.finish(targets);
  return { name, hidden, cells: walker.cells };
}

/** `../comments1.xml` beside `xl/worksheets`. */
function beside(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const above = folder.split('/').slice(0, -1);
  return target.startsWith('../') ? [...above, target.slice(3)].join('/') : `${folder}/${target}`;
}

class SheetWalker {
  readonly cells: GridCell[] = [];
  isRelated = false;
  private readonly byPlace = new Map<number, GridCell>();
  private readonly merges: string[] = [];
  private readonly links: { ref: string; id: string | null; location: string | null }[] = [];
  private hiddenColumns: [from: number, to: number][] = [];
  private row = -1;
  private column = -1;
  private isRowHidden = false;
  private type = '';
  private style = 0;
  private value = '';
  private takes: 'value' | 'inline' | null = null;
  private isOfCell = false;

  constructor(
    private readonly strings: readonly SharedString[],
    private readonly styles: Styles,
  ) {}

  open(name: string, attribute: Attribute): void {
    switch (local(name)) {
      case 'col':
        if (isTrue(attribute('hidden')))
          this.hiddenColumns.push([Number(attribute('min')) - 1, Number(attribute('max')) - 1]);
        return;
      case 'row':
        this.row = attribute('r') === null ? this.row + 1 : Number(attribute('r')) - 1;
        this.column = -1;
        this.isRowHidden = isTrue(attribute('hidden'));
        return;
      case 'c':
        this.openCell(attribute);
        return;
      case 'v':
        this.takes = 'value';
        return;
      case 't':
        if (this.isOfCell) this.takes = 'inline';
        return;
      case 'legacyDrawing':
        this.isRelated = true;
        return;
      case 'mergeCell':
        this.merges.push(attribute('ref') ?? '');
        return;
      case 'hyperlink':
        this.isRelated = true;
        this.links.push({
          ref: attribute('ref') ?? '',
          id: attribute('r:id'),
          location: attribute('location'),
        });
    }
  }

  private openCell(attribute: Attribute): void {
    const place = decode(attribute('r') ?? '');
    this.column = place?.column ?? this.column + 1;
    if (place !== null) this.row = place.row;
    this.type = attribute('t') ?? 'n';
    this.style = Number(attribute('s') ?? 0);
    this.value = '';
    this.isOfCell = true;
  }

  close(name: string): void {
    const tag = local(name);
    if (tag === 'v' || tag === 't') this.takes = null;
    else if (tag === 'c') this.closeCell();
  }

  text(text: string): void {
    if (this.takes !== null) this.value += text;
  }

  private closeCell(): void {
    this.isOfCell = false;
    if (this.value === '') return;
    const isNumber = this.type === 'n';
    const number = isNumber ? Number(this.value) : null;
    const shown = this.displayed(number);
    const runs = this.type === 's' ? (this.strings[Number(this.value)]?.struck ?? '') : '';
    if (`${shown}${runs}`.trim() === '') return;
    const isStruck = this.styles.isStruck(this.style);
    const [text, struck] = isStruck ? ['', shown + runs] : [shown, runs];
    const isHiddenColumn = this.hiddenColumns.some(([from, to]) => this.column >= from && this.column <= to);
    const cell: GridCell = {
      ...textCell(this.row, this.column, text),
      number: number !== null && Number.isFinite(number) && !isStruck ? number : null,
      ...(struck !== '' && { struck }),
      hidden: this.isRowHidden || isHiddenColumn,
    };
    this.cells.push(cell);
    this.byPlace.set(keyOf(this.row, this.column), cell);
  }

  private displayed(number: number | null): string {
    if (this.type === 's') return this.strings[Number(this.value)]?.text ?? '';
    if (this.type === 'b') return this.value === '1' ? 'VRAI' : 'FAUX';
    if (number !== null) return this.styles.display(number, this.style, this.value);
    return this.value.replace(/_x([0-9A-F]{4})_/g, (_, code) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  }

  /** A note may be pinned to a cell where nothing is written. */
  pin(notes: ReadonlyMap<string, string>): void {
    for (const [ref, note] of notes) {
      const place = decode(ref);
      const cell = place === null ? undefined : this.byPlace.get(keyOf(place.row, place.column));
      if (cell !== undefined) cell.note = note;
      else if (place !== null) this.cells.push({ ...textCell(place.row, place.column, ''), note });
    }
  }

  /** Merges and links touch only cells that exist, however many a file announces. */
  finish(targets: ReadonlyMap<string, string>): void {
    for (const ref of this.merges) {
      const [from, to] = rangeOf(ref);
      const cell = from === null ? undefined : this.byPlace.get(keyOf(from.row, from.column));
      if (cell === undefined || to === null) continue;
      cell.rowSpan = Math.max(1, to.row - cell.row + 1);
      cell.columnSpan = Math.max(1, to.column - cell.column + 1);
    }
    for (const { ref, id, location } of this.links) {
      const [from] = rangeOf(ref);
      const cell = from === null ? undefined : this.byPlace.get(keyOf(from.row, from.column));
      if (cell !== undefined) cell.link = (id === null ? null : targets.get(id)) ?? location;
    }
    if (!isSorted(this.cells)) this.cells.sort((a, b) => a.row - b.row || a.column - b.column);
  }
}

function isTrue(text: string | null): boolean {
  return text === '1' || text === 'true';
}

function isSorted(cells: readonly GridCell[]): boolean {
  return cells.every((cell, index) => {
    const before = cells[index - 1];
    return (
      before === undefined ||
      before.row < cell.row ||
      (before.row === cell.row && before.column < cell.column)
    );
  });
}

function keyOf(row: number, column: number): number {
  return row * 16_384 + column;
}

function rangeOf(ref: string): [ReturnType<typeof decode>, ReturnType<typeof decode>] {
  const [from = '', to = from] = ref.split(':');
  return [decode(from), decode(to)];
}

function decode(ref: string): { row: number; column: number } | null {
  let column = 0;
  let at = 0;
  for (; at < ref.length; at++) {
    const code = ref.charCodeAt(at);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  const row = Number(ref.slice(at));
  return at > 0 && row > 0 ? { row: row - 1, column: column - 1 } : null;
}
