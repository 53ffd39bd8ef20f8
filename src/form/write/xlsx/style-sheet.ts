import type { Line, Look, Side } from '../draft.js';
import { INK } from '../looks.js';
import { element, NotEditable, type XmlElement } from '../xml-tree.js';
import { attribute, childElement, childElements, prefixOf, setAttribute } from '../xml-walk.js';

/** More than this and Excel refuses the file. */
const MOST_FORMATS = 64_000;
const TEXT_FORMAT = 49;

const LISTS = { font: 'fonts', fill: 'fills', border: 'borders', xf: 'cellXfs' } as const;
type Kind = keyof typeof LISTS;

/** The styles of a workbook, to which ours are added at the end: no style that exists is changed. */
export type StyleSheet = { root: XmlElement; known: Map<string, number> };

export function styleSheetOf(root: XmlElement): StyleSheet {
  for (const list of Object.values(LISTS)) if (!childElement(root, list)) throw new NotEditable(`no ${list}`);
  return { root, known: new Map() };
}

/** Formats that every reader knows (ECMA-376 §18.8.30): `0` and `#,##0.00`. */
const numberFormats = { whole: 1, amount: 4 };

/** The format (index in `cellXfs`) of a cell we write ourselves. */
export function formatOf(styles: StyleSheet, look: Look): number {
  const font = add(styles, 'font', fontMarkup(look));
  const fill = look.fill === undefined ? 0 : add(styles, 'fill', fillMarkup(look.fill));
  const border = add(styles, 'border', borderMarkup(look.borders ?? {}));
  const align = [
    (look.horizontal ?? look.indent) && `horizontal="${look.horizontal ?? 'left'}"`,
    `vertical="${look.vertical ?? 'center'}"`,
    look.wrap && 'wrapText="1"',
    look.indent && `indent="${look.indent}"`,
  ].filter(Boolean);
  const applied =
    'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"';
  return add(
    styles,
    'xf',
    `<xf numFmtId="${look.shows === undefined ? TEXT_FORMAT : numberFormats[look.shows]}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" ${applied}><alignment ${align.join(' ')}/><protection locked="${look.isInput ? 0 : 1}"/></xf>`,
  );
}

/** The same format, in the colours and the frame of a mark. */
export function markedFormat(styles: StyleSheet, base: number, mark: Pick<Look, 'fill' | 'borders'>): number {
  const fill = add(styles, 'fill', fillMarkup(mark.fill!));
  const border = add(styles, 'border', borderMarkup(mark.borders!));
  return derived(styles, `marked ${base} ${fill} ${border}`, base, (xf) => {
    setAttribute(xf, 'fillId', String(fill));
    setAttribute(xf, 'borderId', String(border));
    setAttribute(xf, 'applyFill', '1');
    setAttribute(xf, 'applyBorder', '1');
  });
}

/** The same format without the mark that a former correction left, when it has one. */
export function unmarkedFormat(styles: StyleSheet, base: number, colors: readonly string[]): number {
  const xf = formats(styles)[base];
  if (xf === undefined) return base;
  const isOurs = (kind: 'fill' | 'border') => {
    const one = items(styles, kind)[Number(attribute(xf, `${kind}Id`) ?? 0)];
    return one !== undefined && colors.some((color) => hasColor(one, color));
  };
  const fill = isOurs('fill');
  const border = isOurs('border');
  if (!fill || !border) return base;
  return derived(styles, `unmarked ${base}`, base, (copy) => {
    setAttribute(copy, 'fillId', '0');
    setAttribute(copy, 'borderId', '0');
  });
}

/** The same format, with the mark that makes Excel keep text as text even when someone edits the cell. */
export function quotedFormat(styles: StyleSheet, base: number): number {
  const xf = formats(styles)[base];
  if (xf !== undefined && attribute(xf, 'quotePrefix') === '1') return base;
  return derived(styles, `quoted ${base}`, base, (copy) => setAttribute(copy, 'quotePrefix', '1'));
}

function derived(styles: StyleSheet, key: string, base: number, change: (xf: XmlElement) => void): number {
  const known = styles.known.get(key);
  if (known !== undefined) return known;
  const xf = formats(styles)[base] ?? formats(styles)[0];
  if (xf === undefined) throw new NotEditable('no cell format');
  const copy: XmlElement = { ...xf, children: [...xf.children] };
  change(copy);
  const index = append(styles, 'xf', copy);
  styles.known.set(key, index);
  return index;
}

function add(styles: StyleSheet, kind: Kind, markup: string): number {
  const known = styles.known.get(markup);
  if (known !== undefined) return known;
  const index = append(styles, kind, element(prefixed(markup, prefixOf(styles.root))));
  styles.known.set(markup, index);
  return index;
}

function append(styles: StyleSheet, kind: Kind, one: XmlElement): number {
  const list = childElement(styles.root, LISTS[kind])!;
  const index = items(styles, kind).length;
  if (index >= MOST_FORMATS) throw new NotEditable('too many formats');
  list.children.push(one);
  setAttribute(list, 'count', String(index + 1));
  return index;
}

function formats(styles: StyleSheet): XmlElement[] {
  return items(styles, 'xf');
}

function items(styles: StyleSheet, kind: Kind): XmlElement[] {
  return childElements(childElement(styles.root, LISTS[kind])!, kind);
}

function hasColor(one: XmlElement, color: string): boolean {
  const below = [one];
  for (const each of below) {
    if (attribute(each, 'rgb')?.toUpperCase().endsWith(color)) return true;
    below.push(...childElements(each));
  }
  return false;
}

function prefixed(markup: string, prefix: string): string {
  return prefix === '' ? markup : markup.replace(/<(\/?)(?=[a-zA-Z])/g, `<$1${prefix}`);
}

function fontMarkup({ bold, italic, underline, size = 11, color = INK }: Look): string {
  const traits = `${bold ? '<b/>' : ''}${italic ? '<i/>' : ''}${underline ? '<u/>' : ''}`;
  return `<font>${traits}<sz val="${size}"/><color rgb="FF${color}"/><name val="Calibri"/><family val="2"/></font>`;
}

function fillMarkup(color: string): string {
  return `<fill><patternFill patternType="solid"><fgColor rgb="FF${color}"/><bgColor indexed="64"/></patternFill></fill>`;
}

function borderMarkup(borders: Partial<Record<Side, Line>>): string {
  const side = (name: Side) => {
    const line = borders[name];
    if (line === undefined) return `<${name}/>`;
    const style = line.style === 'dashed' ? 'mediumDashed' : line.style;
    return `<${name} style="${style}"><color rgb="FF${line.color}"/></${name}>`;
  };
  return `<border>${side('left')}${side('right')}${side('top')}${side('bottom')}<diagonal/></border>`;
}
