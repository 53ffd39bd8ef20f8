import { failed, ok, type Result } from '../../kernel/result.js';
import { detectType, type DocumentType } from '../detect-type.js';
import { decodeText } from './decode-text.js';
import type { Grid } from './grid.js';
import { openCsv } from './open-csv.js';
import { openDocx } from './open-docx.js';
import { openLines } from './open-lines.js';
import { contentOf, openOdfSheets, openOdfText } from './open-odf.js';
import { Encrypted, TooLarge } from './open-package.js';
import { openRtf } from './open-rtf.js';
import { openXlsx } from './open-xlsx.js';
import { loadFormatter } from './xlsx-styles.js';
import { type Refusal, refusals } from './refusals.js';

/** The cells of a document, whatever its kind, or why it cannot be opened. Heavy libraries load only when needed. */
export async function openDocument(bytes: Uint8Array): Promise<Result<Grid, Refusal>> {
  try {
    const opened = await openAs(detectType(bytes), bytes);
    return 'sheets' in opened ? ok(opened) : failed(opened);
  } catch (error) {
    return failed(refusalFor(error));
  }
}

async function openAs(type: DocumentType, bytes: Uint8Array): Promise<Grid | Refusal> {
  switch (type) {
    case 'xlsx':
      await loadFormatter();
      return openXlsx(bytes);
    case 'xlsb':
    case 'xls':
    case 'spreadsheetml':
      return (await import('./open-workbook.js')).openWorkbook(bytes);
    case 'ods':
    case 'fods':
      return openOdfSheets(contentOf(bytes, type === 'fods'));
    case 'odt':
    case 'fodt':
      return openOdfText(contentOf(bytes, type === 'fodt'));
    case 'docx':
      return openDocx(bytes);
    case 'rtf':
      return openRtf(bytes);
    case 'html':
      return (await import('./open-html.js')).openHtml(decodeText(bytes));
    case 'pdf':
      return (await (await import('./open-pdf.js')).openPdf(bytes)) ?? refusals.scan;
    case 'csv':
      return openCsv(decodeText(bytes));
    case 'text':
      return openLines(decodeText(bytes), 'Message');
    default:
      return refusals[type];
  }
}

function refusalFor(error: unknown): Refusal {
  if (error instanceof TooLarge) return refusals.tooLarge;
  if (error instanceof Encrypted) return refusals.encrypted;
  const isLocked = error instanceof Error && /password|encrypted/i.test(`${error.name} ${error.message}`);
  return isLocked ? refusals.encrypted : refusals.broken;
}
