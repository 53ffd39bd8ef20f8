import { failed, ok, type Result } from '../../kernel/result.js';
import { detectType } from '../detect-type.js';
import type { ProblemCode } from '../problem-codes.js';
import { decodeText } from './decode-text.js';
import type { Grid } from './grid.js';
import { openCsv } from './open-csv.js';
import { openLines } from './open-lines.js';
import { openWorkbook } from './open-workbook.js';

export type Refusal = { code: ProblemCode; message: string };

/** The cells of a document, whatever its kind, or why it cannot be opened. */
export function openDocument(bytes: Uint8Array): Result<Grid, Refusal> {
  const type = detectType(bytes);
  switch (type) {
    case 'xlsx':
    case 'xlsb':
    case 'xls':
    case 'ods':
    case 'fods':
    case 'spreadsheetml':
    case 'html':
      return ok(openWorkbook(bytes));
    case 'csv':
      return ok(openCsv(decodeText(bytes)));
    case 'text':
      return ok(openLines(decodeText(bytes), 'Message'));
    case 'encrypted':
      return failed({
        code: 'encrypted',
        message:
          'Le fichier est protégé par un mot de passe. Enregistrez-le sans mot de passe, puis renvoyez-le.',
      });
    case 'empty':
      return failed({ code: 'unreadable', message: 'Le fichier est vide. Vérifiez-le, puis renvoyez-le.' });
    default:
      return failed({
        code: 'unreadable',
        message:
          'Ce genre de fichier ne peut pas être lu. Renvoyez le formulaire au format Excel ou OpenDocument.',
      });
  }
}
