import { NotEditable, type XmlElement } from '../xml-tree.js';
import { attribute, setAttribute } from '../xml-walk.js';

const OASIS = 'urn:oasis:names:tc:opendocument:xmlns';

/** The prefixes that every producer of OpenDocument uses, and that our markup uses too. */
const namespaces: Record<string, string> = {
  office: `${OASIS}:office:1.0`,
  style: `${OASIS}:style:1.0`,
  text: `${OASIS}:text:1.0`,
  table: `${OASIS}:table:1.0`,
  draw: `${OASIS}:drawing:1.0`,
  fo: `${OASIS}:xsl-fo-compatible:1.0`,
  svg: `${OASIS}:svg-compatible:1.0`,
  number: `${OASIS}:datastyle:1.0`,
  config: `${OASIS}:config:1.0`,
  of: `${OASIS}:of:1.2`,
  xlink: 'http://www.w3.org/1999/xlink',
  dc: 'http://purl.org/dc/elements/1.1/',
  ooo: 'http://openoffice.org/2004/office',
  loext: 'urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0',
};

export const declarations = Object.entries(namespaces)
  .map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`)
  .join('');

/** Makes our prefixes mean what we mean by them; a file that gives them another meaning is rebuilt instead. */
export function declareNamespaces(root: XmlElement): void {
  for (const [prefix, uri] of Object.entries(namespaces)) {
    const declared = attribute(root, `xmlns:${prefix}`);
    if (declared === undefined) setAttribute(root, `xmlns:${prefix}`, uri);
    else if (declared !== uri) throw new NotEditable('other prefixes');
  }
}
