import { isInertFormula } from '../inert-formula.js';
import { NotEditable, type XmlElement } from '../xml-tree.js';
import { attribute, childElement, localName, removeChildren, setAttribute, textOf } from '../xml-walk.js';
import { openPart, setContentType, type XlsxPackage } from './package.js';

const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
/** The strict variant of the standard has other namespaces; what we add would not fit. */
const STRICT = 'http://purl.oclc.org/ooxml/';
const UNWANTED = new Set([
  'externalReferences',
  'pivotCaches',
  'functionGroups',
  'webPublishing',
  'fileSharing',
  'oleSize',
]);

/** A workbook without macros, links to other workbooks, or names that compute something. */
export function cleanWorkbook(pack: XlsxPackage, main: string): void {
  const workbook = openPart(pack, main);
  if (workbook.attributes.includes(STRICT)) throw new NotEditable('strict');
  removeChildren(workbook, (child) => UNWANTED.has(localName(child)));
  const names = childElement(workbook, 'definedNames');
  if (names !== undefined) {
    removeChildren(names, (name) => !isPlainName(name));
    if (names.children.length === 0) removeChildren(workbook, (child) => child === names);
  }
  setContentType(pack, main, WORKBOOK_TYPE);
}

function isPlainName(name: XmlElement): boolean {
  const acts = ['function', 'vbProcedure', 'xlm'].some((one) =>
    /^(1|true)$/.test(attribute(name, one) ?? ''),
  );
  return !acts && isInertFormula(textOf(name));
}

/** Tells every name tied to a sheet that the sheets have moved; names of a sheet that is gone go with it. */
export function moveSheetNames(workbook: XmlElement, moved: (index: number) => number | null): void {
  const names = childElement(workbook, 'definedNames');
  if (names === undefined) return;
  removeChildren(names, (name) => {
    const tied = attribute(name, 'localSheetId');
    if (tied === undefined) return false;
    const index = moved(Number(tied));
    if (index !== null) setAttribute(name, 'localSheetId', String(index));
    return index === null;
  });
  if (names.children.length === 0) removeChildren(workbook, (child) => child === names);
}
