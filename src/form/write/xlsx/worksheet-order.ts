import type { XmlElement } from '../xml-tree.js';
import { localName } from '../xml-walk.js';

/** The order that the standard imposes on what follows the cells (ECMA-376 part 1, CT_Worksheet). */
const ORDER = [
  'sheetPr',
  'dimension',
  'sheetViews',
  'sheetFormatPr',
  'cols',
  'sheetData',
  'sheetCalcPr',
  'sheetProtection',
  'protectedRanges',
  'scenarios',
  'autoFilter',
  'sortState',
  'dataConsolidate',
  'customSheetViews',
  'mergeCells',
  'phoneticPr',
  'conditionalFormatting',
  'dataValidations',
  'hyperlinks',
  'printOptions',
  'pageMargins',
  'pageSetup',
  'headerFooter',
  'rowBreaks',
  'colBreaks',
  'customProperties',
  'cellWatches',
  'ignoredErrors',
  'smartTags',
  'drawing',
  'legacyDrawing',
  'legacyDrawingHF',
  'drawingHF',
  'picture',
  'oleObjects',
  'controls',
  'webPublishItems',
  'tableParts',
  'extLst',
];

/** Puts a child of a worksheet where the standard wants it, in place of one of the same name. */
export function placeInWorksheet(worksheet: XmlElement, child: XmlElement): void {
  const rank = ORDER.indexOf(localName(child));
  worksheet.children = worksheet.children.filter(
    (node) => typeof node === 'string' || localName(node) !== localName(child),
  );
  const next = worksheet.children.findIndex(
    (node) => typeof node !== 'string' && ORDER.indexOf(localName(node)) > rank,
  );
  worksheet.children.splice(next < 0 ? worksheet.children.length : next, 0, child);
}
