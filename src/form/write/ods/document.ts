import { element, NotEditable, parseXml, writeXml, type XmlDocument, type XmlElement } from '../xml-tree.js';
import { childElement } from '../xml-walk.js';
import { decodePart, encodePart, type Parts, writeParts } from '../zip-parts.js';
import { declareNamespaces } from './namespaces.js';
import { type OdsStyles, odsStylesOf } from './styles.js';

/** An OpenDocument spreadsheet being edited. */
export type OdsDocument = {
  parts: Parts;
  content: XmlDocument;
  styles: XmlDocument;
  settings: XmlDocument | null;
  spreadsheet: XmlElement;
  cellStyles: OdsStyles;
};

export function openOds(parts: Parts): OdsDocument {
  const content = openPart(parts, 'content.xml');
  const styles = openPart(parts, 'styles.xml');
  const settings = parts.has('settings.xml') ? openPart(parts, 'settings.xml') : null;
  const spreadsheet = childElement(childElement(content.root, 'body') ?? content.root, 'spreadsheet');
  if (spreadsheet === undefined) throw new NotEditable('no spreadsheet');
  const automatic = childElement(content.root, 'automatic-styles') ?? addAutomaticStyles(content.root);
  return { parts, content, styles, settings, spreadsheet, cellStyles: odsStylesOf(automatic) };
}

function openPart(parts: Parts, path: string): XmlDocument {
  const bytes = parts.get(path);
  if (bytes === undefined) throw new NotEditable('a part is missing');
  const document = parseXml(decodePart(bytes));
  declareNamespaces(document.root);
  return document;
}

function addAutomaticStyles(root: XmlElement): XmlElement {
  const added = element('<office:automatic-styles/>');
  const body = root.children.indexOf(childElement(root, 'body')!);
  root.children.splice(body, 0, added);
  return added;
}

/** `mimetype` goes first and bare, so that the kind of the file is told by its first bytes. */
export function saveOds({ parts, content, styles, settings }: OdsDocument, mimetype: string): Uint8Array {
  const saved: Parts = new Map([['mimetype', encodePart(mimetype)]]);
  for (const [path, bytes] of parts) if (path !== 'mimetype') saved.set(path, bytes);
  saved.set('content.xml', encodePart(writeXml(content)));
  saved.set('styles.xml', encodePart(writeXml(styles)));
  if (settings !== null) saved.set('settings.xml', encodePart(writeXml(settings)));
  return writeParts(saved);
}
