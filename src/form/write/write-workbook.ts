import type { WorkbookDraft } from './draft.js';
import { writeOds } from './ods/write-ods.js';
import { writeXlsx } from './xlsx/write-xlsx.js';

export type WorkbookFormat = 'xlsx' | 'ods';

export const contentTypes: Record<WorkbookFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
};

export function writeWorkbook(draft: WorkbookDraft, format: WorkbookFormat): Uint8Array {
  return format === 'ods' ? writeOds(draft) : writeXlsx(draft);
}
