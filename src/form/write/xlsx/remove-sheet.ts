import type { XmlElement } from '../xml-tree.js';
import { childElement, childElements, removeChildren } from '../xml-walk.js';
import { moveSheetNames } from './clean-workbook.js';
import { openPart, relationshipsOf, removePart, unrelate, type XlsxPackage } from './package.js';

/** Takes a sheet out of the workbook, with its part. */
export function removeSheet(pack: XlsxPackage, main: string, sheet: XmlElement, path: string): void {
  const workbook = openPart(pack, main);
  const list = childElement(workbook, 'sheets')!;
  const gone = childElements(list).indexOf(sheet);
  removeChildren(list, (one) => one === sheet);
  moveSheetNames(workbook, (index) => (index === gone ? null : index > gone ? index - 1 : index));
  const related = relationshipsOf(pack, main).find(({ target }) => target === path);
  if (related !== undefined) unrelate(pack, main, related.id);
  removePart(pack, path);
}
