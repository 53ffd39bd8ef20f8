import type { WorkbookDraft } from '../draft.js';
import { addSheet } from './add-sheet.js';
import { blankPackage } from './blank-package.js';
import { openPart, savePackage } from './package.js';
import { styleSheetOf } from './style-sheet.js';

/** A workbook of ours as xlsx. Deterministic: the same draft gives the same bytes. */
export function writeXlsx(draft: WorkbookDraft): Uint8Array {
  const pack = blankPackage();
  const styles = styleSheetOf(openPart(pack, 'xl/styles.xml'));
  for (const sheet of draft.sheets) addSheet(pack, 'xl/workbook.xml', styles, sheet, 'last');
  return savePackage(pack);
}
