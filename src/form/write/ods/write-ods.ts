import type { WorkbookDraft } from '../draft.js';
import { encodePart } from '../zip-parts.js';
import { addTable } from './add-table.js';
import { blankParts, ODS_MIMETYPE } from './blank-document.js';
import { openOds, saveOds } from './document.js';

/** A workbook of ours as ods. Deterministic: the same draft gives the same bytes. */
export function writeOds(draft: WorkbookDraft): Uint8Array {
  const document = openOds(new Map(blankParts.map(([path, text]) => [path, encodePart(text)])));
  for (const sheet of draft.sheets) addTable(document, sheet, 'last');
  return saveOds(document, ODS_MIMETYPE);
}
