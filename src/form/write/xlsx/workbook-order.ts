import type { XmlElement } from '../xml-tree.js';
import { localName } from '../xml-walk.js';

/** What the standard wants after the names of a workbook (ECMA-376 part 1, CT_Workbook). */
const AFTER_NAMES = [
  'calcPr',
  'oleSize',
  'customWorkbookViews',
  'pivotCaches',
  'smartTagPr',
  'smartTagTypes',
  'webPublishing',
  'fileRecoveryPr',
  'webPublishObjects',
  'extLst',
];

/** Puts the list of names where the standard wants it. */
export function placeInWorkbook(workbook: XmlElement, names: XmlElement): void {
  const next = workbook.children.findIndex(
    (node) => typeof node !== 'string' && AFTER_NAMES.includes(localName(node)),
  );
  workbook.children.splice(next < 0 ? workbook.children.length : next, 0, names);
}
