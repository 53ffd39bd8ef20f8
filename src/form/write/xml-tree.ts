/** An element whose attributes stay as they were written until one is changed; text, comments and CDATA stay raw. */
export type XmlElement = { name: string; attributes: string; children: XmlNode[] };
export type XmlNode = XmlElement | string;
/** A part of an office file: `head` is the declaration and what comes before the root. */
export type XmlDocument = { head: string; root: XmlElement };

/** Thrown when a part cannot be edited in place; the workbook is then rebuilt from its cells. */
export class NotEditable extends Error {
  override name = 'NotEditable';
}

/** Reads a part strictly: whatever is not plain well-formed XML is refused, a DOCTYPE first of all. */
export function parseXml(text: string): XmlDocument {
  const holder: XmlElement = { name: '', attributes: '', children: [] };
  const open = [holder];
  let at = 0;
  while (at < text.length) {
    const parent = open[open.length - 1]!;
    const next = text.indexOf('<', at);
    if (next > at || next < 0) parent.children.push(text.slice(at, next < 0 ? text.length : next));
    if (next < 0) break;
    const end = endOfMarkup(text, next);
    readMarkup(text.slice(next, end), open);
    at = end;
  }
  if (open.length !== 1) throw new NotEditable('unclosed element');
  return documentOf(holder);
}

function documentOf(holder: XmlElement): XmlDocument {
  const roots = holder.children.filter((node) => typeof node !== 'string');
  if (roots.length !== 1) throw new NotEditable('no single root');
  const head = holder.children.slice(0, holder.children.indexOf(roots[0]!)).join('');
  return { head, root: roots[0]! };
}

function readMarkup(markup: string, open: XmlElement[]): void {
  const parent = open[open.length - 1]!;
  if (markup.startsWith('<!--') || markup.startsWith('<![CDATA[') || markup.startsWith('<?')) {
    parent.children.push(markup);
    return;
  }
  if (markup.startsWith('<!')) throw new NotEditable('a document type');
  if (markup.startsWith('</')) {
    if (parent.name !== markup.slice(2, -1).trim() || open.length === 1) throw new NotEditable('a stray end');
    open.pop();
    return;
  }
  const closed = markup.endsWith('/>');
  const inside = markup.slice(1, closed ? -2 : -1);
  const name = /^[^\s/]+/.exec(inside)?.[0];
  if (name === undefined) throw new NotEditable('a tag without name');
  const element: XmlElement = { name, attributes: inside.slice(name.length).trimEnd(), children: [] };
  parent.children.push(element);
  if (!closed) open.push(element);
}

const ENDINGS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

function endOfMarkup(text: string, start: number): number {
  for (const [opening, ending] of ENDINGS) {
    if (text.startsWith(opening, start)) return after(text.indexOf(ending, start), ending.length);
  }
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === '>') return at + 1;
    if (character === '"' || character === "'") at = after(text.indexOf(character, at + 1), 0);
  }
  throw new NotEditable('an endless tag');
}

function after(found: number, length: number): number {
  if (found < 0) throw new NotEditable('an endless tag');
  return found + length;
}

export function writeXml(document: XmlDocument): string {
  return document.head + elementText(document.root);
}

/** The element and all it holds, as text. Goes down by itself so that depth never costs the call stack. */
export function elementText(root: XmlElement): string {
  const written: string[] = [];
  const waiting: XmlNode[] = [root];
  while (waiting.length > 0) {
    const node = waiting.pop()!;
    if (typeof node === 'string') written.push(node);
    else if (node.children.length === 0) written.push(`<${node.name}${node.attributes}/>`);
    else {
      written.push(`<${node.name}${node.attributes}>`);
      waiting.push(`</${node.name}>`);
      for (let index = node.children.length - 1; index >= 0; index--) waiting.push(node.children[index]!);
    }
  }
  return written.join('');
}

/** One element from our own markup. */
export function element(markup: string): XmlElement {
  return parseXml(markup).root;
}
