import type { Line, Look } from '../draft.js';
import { INK } from '../looks.js';
import { element, type XmlElement } from '../xml-tree.js';
import { attribute, childElement, childElements, setAttribute } from '../xml-walk.js';

/** The automatic styles of a document, to which ours are added: no style that exists is changed. */
export type OdsStyles = { list: XmlElement; known: Map<string, string> };

const TEXT_FORMAT = 'lcText';

export function odsStylesOf(list: XmlElement): OdsStyles {
  if (!childElements(list).some((one) => attribute(one, 'style:name') === TEXT_FORMAT)) {
    list.children.push(
      element(`<number:text-style style:name="${TEXT_FORMAT}"><number:text-content/></number:text-style>`),
    );
  }
  return { list, known: new Map() };
}

export function styleOfCell(styles: OdsStyles, look: Look): string {
  const cell = [
    look.fill && `fo:background-color="#${look.fill}"`,
    `style:vertical-align="${look.vertical === 'top' || look.vertical === 'bottom' ? look.vertical : 'middle'}"`,
    look.wrap && 'fo:wrap-option="wrap"',
    `style:cell-protect="${look.isInput ? 'none' : 'protected'}"`,
    ...Object.entries(look.borders ?? {}).map(([side, line]) => `fo:border-${side}="${lineOf(line)}"`),
  ];
  const text = [
    `fo:font-size="${look.size ?? 11}pt" fo:font-family="Calibri" fo:color="#${look.color ?? INK}"`,
    look.bold && 'fo:font-weight="bold"',
    look.italic && 'fo:font-style="italic"',
    look.underline && 'style:text-underline-style="solid" style:text-underline-width="auto"',
  ];
  const align = { left: 'start', center: 'center', right: 'end' }[look.horizontal ?? 'left'];
  const inner = [
    `<style:table-cell-properties ${cell.filter(Boolean).join(' ')}/>`,
    `<style:paragraph-properties fo:text-align="${align}" fo:margin-left="${(look.indent ?? 0) * 0.2}cm"/>`,
    `<style:text-properties ${text.filter(Boolean).join(' ')}/>`,
  ].join('');
  return addStyle(styles, 'table-cell', inner, ` style:data-style-name="${TEXT_FORMAT}"`);
}

export function styleOfColumn(styles: OdsStyles, characters: number): string {
  const width = (((characters * 7 + 5) / 96) * 2.54).toFixed(3);
  return addStyle(styles, 'table-column', `<style:table-column-properties style:column-width="${width}cm"/>`);
}

export function styleOfRow(styles: OdsStyles, points: number): string {
  const inner = `<style:table-row-properties style:row-height="${points}pt" style:use-optimal-row-height="false"/>`;
  return addStyle(styles, 'table-row', inner);
}

export function styleOfTable(styles: OdsStyles, masterPage: string, isHidden: boolean): string {
  const inner = `<style:table-properties table:display="${!isHidden}" style:writing-mode="lr-tb"/>`;
  return addStyle(styles, 'table', inner, ` style:master-page-name="${masterPage}"`);
}

function addStyle(styles: OdsStyles, family: string, inner: string, more = ''): string {
  const known = styles.known.get(family + more + inner);
  if (known !== undefined) return known;
  const name = freeName(styles);
  styles.list.children.push(
    element(`<style:style style:name="${name}" style:family="${family}"${more}>${inner}</style:style>`),
  );
  styles.known.set(family + more + inner, name);
  return name;
}

function freeName(styles: OdsStyles): string {
  const taken = new Set(childElements(styles.list).map((one) => attribute(one, 'style:name')));
  let number = styles.known.size + 1;
  while (taken.has(`lc${number}`)) number += 1;
  return `lc${number}`;
}

/** The look of a cell that had the style `base`, in the colours and the frame of a mark. */
export function markedStyle(styles: OdsStyles, base: string, mark: Pick<Look, 'fill' | 'borders'>): string {
  const key = `marked ${base} ${mark.fill}`;
  const known = styles.known.get(key);
  if (known !== undefined) return known;
  const own = childElements(styles.list, 'style').find(
    (one) => attribute(one, 'style:name') === base && attribute(one, 'style:family') === 'table-cell',
  );
  const name = freeName(styles);
  const copy = element('<style:style style:family="table-cell"/>');
  if (own !== undefined) {
    copy.attributes = own.attributes;
    copy.children = own.children.map((node) => (typeof node === 'string' ? node : { ...node }));
  } else setAttribute(copy, 'style:parent-style-name', base === '' ? 'Default' : base);
  setAttribute(copy, 'style:name', name);
  dress(copy, mark);
  styles.list.children.push(copy);
  styles.known.set(key, name);
  return name;
}

function dress(style: XmlElement, { fill, borders }: Pick<Look, 'fill' | 'borders'>): void {
  let properties = childElement(style, 'table-cell-properties');
  if (properties === undefined) {
    properties = element('<style:table-cell-properties/>');
    style.children.unshift(properties);
  }
  undress(properties);
  setAttribute(properties, 'fo:background-color', `#${fill!.toLowerCase()}`);
  setAttribute(properties, 'fo:border', lineOf(borders!.top!));
}

const DRESSING = [
  'fo:background-color',
  'fo:border',
  'fo:border-top',
  'fo:border-bottom',
  'fo:border-left',
  'fo:border-right',
];

function undress(properties: XmlElement): void {
  for (const name of DRESSING) setAttribute(properties, name, undefined);
}

/** Takes back, from every cell that wears them, the colours and frame of a former correction. */
export function removeMarks(styles: OdsStyles, looks: readonly Pick<Look, 'fill' | 'borders'>[]): void {
  for (const style of childElements(styles.list, 'style')) {
    const properties = childElement(style, 'table-cell-properties');
    if (properties === undefined) continue;
    const written = properties.attributes.toLowerCase();
    const isMarked = looks.some(
      ({ fill, borders }) =>
        written.includes(`#${fill!.toLowerCase()}`) &&
        written.includes(`#${borders!.top!.color.toLowerCase()}`),
    );
    if (isMarked) undress(properties);
  }
}

const WIDTHS = {
  thin: '0.74pt',
  medium: '1.75pt',
  thick: '2.8pt',
  dashed: '1.75pt',
  dotted: '0.74pt',
} as const;

function lineOf({ color, style }: Line): string {
  const kind = style === 'dashed' || style === 'dotted' ? style : 'solid';
  return `${WIDTHS[style]} ${kind} #${color.toLowerCase()}`;
}
