import { escapeXml } from '../xml-escape.js';
import { element, NotEditable, parseXml, writeXml, type XmlDocument, type XmlElement } from '../xml-tree.js';
import { attribute, childElements, prefixOf, setAttribute } from '../xml-walk.js';
import { decodePart, encodePart, type Parts, writeParts } from '../zip-parts.js';

/** An Office Open XML file being edited: raw parts, and those that were opened as XML. */
export type XlsxPackage = { parts: Parts; documents: Map<string, XmlDocument> };

/** `kind` is the last word of the relationship's type, the same in the transitional and the strict standard. */
export type Relationship = {
  id: string;
  kind: string;
  target: string;
  isExternal: boolean;
  element: XmlElement;
};

const OFFICE_RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONSHIPS_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const CONTENT_TYPES = '[Content_Types].xml';

export function packageOf(parts: Parts): XlsxPackage {
  return { parts, documents: new Map() };
}

/** The part as XML; what is changed in it is saved with the package. */
export function openPart(pack: XlsxPackage, path: string): XmlElement {
  const opened = pack.documents.get(path);
  if (opened !== undefined) return opened.root;
  const bytes = pack.parts.get(path);
  if (bytes === undefined) throw new NotEditable('a part is missing');
  const document = parseXml(decodePart(bytes));
  pack.documents.set(path, document);
  return document.root;
}

export function setPart(pack: XlsxPackage, path: string, text: string): void {
  pack.documents.delete(path);
  pack.parts.set(path, encodePart(text));
}

/** Removes a part, its own relationships and its content type. */
export function removePart(pack: XlsxPackage, path: string): void {
  for (const gone of [path, relationshipsPath(path)]) {
    pack.parts.delete(gone);
    pack.documents.delete(gone);
  }
  const types = openPart(pack, CONTENT_TYPES);
  types.children = types.children.filter(
    (node) => typeof node === 'string' || attribute(node, 'PartName') !== `/${path}`,
  );
}

export function savePackage(pack: XlsxPackage): Uint8Array {
  for (const [path, document] of pack.documents) pack.parts.set(path, encodePart(writeXml(document)));
  return writeParts(pack.parts);
}

export function setContentType(pack: XlsxPackage, path: string, type: string): void {
  const types = openPart(pack, CONTENT_TYPES);
  const known = childElements(types, 'Override').find((one) => attribute(one, 'PartName') === `/${path}`);
  if (known !== undefined) setAttribute(known, 'ContentType', type);
  else
    types.children.push(
      element(`<${prefixOf(types)}Override PartName="/${escapeXml(path)}" ContentType="${type}"/>`),
    );
}

export function setDefaultContentType(pack: XlsxPackage, extension: string, type: string): void {
  const types = openPart(pack, CONTENT_TYPES);
  const defaults = childElements(types, 'Default');
  if (defaults.some((one) => attribute(one, 'Extension')?.toLowerCase() === extension)) return;
  types.children.unshift(
    element(`<${prefixOf(types)}Default Extension="${extension}" ContentType="${type}"/>`),
  );
}

/** Where the relationships of a part are kept; `''` is the package itself. */
export function relationshipsPath(path: string): string {
  const slash = path.lastIndexOf('/') + 1;
  return `${path.slice(0, slash)}_rels/${path.slice(slash)}.rels`;
}

export function relationshipsOf(pack: XlsxPackage, path: string): Relationship[] {
  const kept = relationshipsPath(path);
  if (!pack.parts.has(kept) && !pack.documents.has(kept)) return [];
  return childElements(openPart(pack, kept), 'Relationship').map((one) => {
    const isExternal = attribute(one, 'TargetMode') === 'External';
    const target = attribute(one, 'Target') ?? '';
    const kind = (attribute(one, 'Type') ?? '').split('/').pop()!;
    return {
      id: attribute(one, 'Id') ?? '',
      kind,
      target: isExternal ? target : resolve(path, target),
      isExternal,
      element: one,
    };
  });
}

/** Relates `path` to another part of the package, and gives the new relationship's id. */
export function relate(pack: XlsxPackage, path: string, kind: string, target: string): string {
  const kept = relationshipsPath(path);
  if (!pack.parts.has(kept) && !pack.documents.has(kept)) {
    const xmlns = 'http://schemas.openxmlformats.org/package/2006/relationships';
    setPart(pack, kept, `${RELATIONSHIPS_HEAD}<Relationships xmlns="${xmlns}"/>`);
  }
  const root = openPart(pack, kept);
  const taken = new Set(childElements(root).map((one) => attribute(one, 'Id')));
  let number = 1;
  while (taken.has(`rIdLc${number}`)) number += 1;
  const id = `rIdLc${number}`;
  root.children.push(
    element(
      `<${prefixOf(root)}Relationship Id="${id}" Type="${OFFICE_RELATIONSHIPS}/${kind}" Target="/${escapeXml(target)}"/>`,
    ),
  );
  return id;
}

export function unrelate(pack: XlsxPackage, path: string, id: string): void {
  const root = openPart(pack, relationshipsPath(path));
  root.children = root.children.filter((node) => typeof node === 'string' || attribute(node, 'Id') !== id);
}

/** A path that no part has yet, such as `xl/comments7.xml`. */
export function freePath(pack: XlsxPackage, start: string, end: string): string {
  let number = 1;
  while (pack.parts.has(`${start}${number}${end}`)) number += 1;
  return `${start}${number}${end}`;
}

function resolve(from: string, target: string): string {
  const tidied = decodeURI(target.replaceAll('\\', '/').replaceAll('%', '%25'));
  const whole = tidied.startsWith('/') ? tidied : `${from.slice(0, from.lastIndexOf('/') + 1)}${tidied}`;
  const path: string[] = [];
  for (const step of whole.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}
