import { escapeXml, unescapeXml } from './xml-escape.js';
import type { XmlElement, XmlNode } from './xml-tree.js';

/** The name without its prefix: producers choose their prefixes freely. */
export function localName(element: XmlElement): string {
  return element.name.slice(element.name.indexOf(':') + 1);
}

/** `x:` for `x:worksheet`, nothing for `worksheet`: what we add wears the prefix of its parent. */
export function prefixOf(element: XmlElement): string {
  return element.name.slice(0, element.name.indexOf(':') + 1);
}

export function childElements(element: XmlElement, name?: string): XmlElement[] {
  const found: XmlElement[] = [];
  for (const node of element.children) {
    if (typeof node !== 'string' && (name === undefined || localName(node) === name)) found.push(node);
  }
  return found;
}

export function childElement(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find(
    (node): node is XmlElement => typeof node !== 'string' && localName(node) === name,
  );
}

/** Everything below, the element itself first, in the order of the document; never by recursion. */
function* nodes(root: XmlElement): Generator<XmlNode> {
  const waiting: XmlNode[] = [root];
  while (waiting.length > 0) {
    const node = waiting.pop()!;
    yield node;
    if (typeof node === 'string') continue;
    for (let index = node.children.length - 1; index >= 0; index--) waiting.push(node.children[index]!);
  }
}

/** Every element below, the element itself first. */
export function* descendants(root: XmlElement): Generator<XmlElement> {
  for (const node of nodes(root)) if (typeof node !== 'string') yield node;
}

/** The text below an element, entities undone. */
export function textOf(element: XmlElement): string {
  let text = '';
  for (const node of nodes(element)) {
    if (typeof node !== 'string' || node.startsWith('<!--') || node.startsWith('<?')) continue;
    text += node.startsWith('<![CDATA[') ? node.slice(9, -3) : unescapeXml(node);
  }
  return text;
}

/** Attributes are taken one after the other, so that nothing inside a value is mistaken for an attribute. */
const ATTRIBUTE = /\s*([^\s=]+)\s*=\s*("[^"]*"|'[^']*')/g;

/** The value of an attribute, by its qualified name. */
export function attribute(element: XmlElement, name: string): string | undefined {
  if (!element.attributes.includes(name)) return undefined;
  for (const [, found, quoted] of element.attributes.matchAll(ATTRIBUTE)) {
    if (found === name) return unescapeXml(quoted!.slice(1, -1));
  }
  return undefined;
}

/** Changes, adds or (with undefined) removes one attribute; the others stay as they were written. */
export function setAttribute(element: XmlElement, name: string, value: string | undefined): void {
  let attributes = '';
  for (const [whole, found] of element.attributes.matchAll(ATTRIBUTE)) {
    if (found !== name) attributes += whole;
  }
  element.attributes = value === undefined ? attributes : `${attributes} ${name}="${escapeXml(value)}"`;
}

/** Every attribute as (qualified name, value). */
export function attributesOf(element: XmlElement): [string, string][] {
  return [...element.attributes.matchAll(ATTRIBUTE)].map(([, name, quoted]) => [
    name!,
    unescapeXml(quoted!.slice(1, -1)),
  ]);
}

/** Removes the children that `isUnwanted` names; says whether any went. */
export function removeChildren(element: XmlElement, isUnwanted: (child: XmlElement) => boolean): boolean {
  const kept = element.children.filter((node) => typeof node === 'string' || !isUnwanted(node));
  if (kept.length === element.children.length) return false;
  element.children = kept;
  return true;
}

/** Replaces each child by what `change` gives: itself, another node, several, or none. */
export function mapChildren(element: XmlElement, change: (child: XmlElement) => XmlNode[]): void {
  element.children = element.children.flatMap((node) => (typeof node === 'string' ? [node] : change(node)));
}
