import { failed, ok, type Result } from '../../kernel/result.js';
import { type DocumentType, detectType } from '../detect-type.js';
import { decodeText } from './decode-text.js';
import type { Grid } from './grid.js';
import { openCsv } from './open-csv.js';
import { openDocx } from './open-docx.js';
import { openHtml } from './open-html.js';
import { openLines } from './open-lines.js';
import { contentOf, openOdfSheets, openOdfText, textPartsOf } from './open-odf.js';
import { Encrypted, TooLarge } from './open-package.js';
import { openRtf } from './open-rtf.js';
import { openWebArchive } from './open-web-archive.js';
import { openExchange, openWorkbook } from './open-workbook.js';
import { openXlsx } from './open-xlsx.js';
import { type Refusal, refusals } from './refusals.js';

/** The cells of a document, whatever its kind, or why it cannot be opened. */
export async function openAnyDocument(bytes: Uint8Array): Promise<Result<Grid, Refusal>> {
  if (detectType(bytes) !== 'pdf') return openDocument(bytes);
  try {
    const { openPdf } = await import('./open-pdf.js');
    const grid = await openPdf(bytes);
    return grid === null ? failed(refusals.scan) : ok(grid);
  } catch (error) {
    return failed(refusalFor(error));
  }
}

/** The same for every kind but PDF, whose library only works by promises. */
export function openDocument(bytes: Uint8Array): Result<Grid, Refusal> {
  try {
    const opened = openAs(detectType(bytes), bytes);
    return 'sheets' in opened ? ok(opened) : failed(opened);
  } catch (error) {
    return failed(refusalFor(error));
  }
}

function openAs(type: DocumentType, bytes: Uint8Array): Grid | Refusal {
  switch (type) {
    case 'xlsx':
      return openXlsx(bytes);
    case 'xlsb':
    case 'xls':
    case 'spreadsheetml':
      return openWorkbook(bytes);
    case 'exchange':
      return openExchange(decodeText(bytes));
    case 'ods':
    case 'fods':
      return openOdfSheets(contentOf(bytes, type === 'fods'));
    case 'odt':
    case 'fodt':
      return openOdfText(textPartsOf(bytes, type === 'fodt'));
    case 'docx':
      return openDocx(bytes);
    case 'rtf':
      return openRtf(bytes);
    case 'html':
      return openHtml(decodeText(bytes));
    case 'web-archive':
      return openWebArchive(bytes);
    case 'pdf':
      return refusals.unknown;
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
