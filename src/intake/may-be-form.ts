import { decodeUnknown } from './decode-charset.js';
import { hasFormLabels } from './has-form-labels.js';
import { htmlToText } from './html-to-text.js';
import type { FoundDocument } from './sorted-message.js';

const tables = new Set(['xlsx', 'xlsm', 'xlsb', 'xls', 'ods', 'fods', 'spreadsheetml', 'csv', 'iwork']);
const texts = new Set(['docx', 'doc', 'odt', 'fodt', 'rtf', 'pdf', 'body']);
/** Closed, but a form may be inside: the clerk is told how to send it. */
const closed = new Set(['encrypted', 'zip', 'rar', '7z', 'gz', 'tnef', 'msg']);
const formName = /\.(xls[xmb]?|xlt[xm]?|ods|ots|fods|csv|docx?|odt|rtf|pdf|numbers|pages)$/i;

/** True when a document may be the form: decided on what it is, not on what it says, except for plain texts and web pages. */
export function mayBeForm(document: FoundDocument): boolean {
  const { type, name } = document;
  if (tables.has(type) || texts.has(type) || closed.has(type)) return true;
  if (type === 'html') return /\.xls$/i.test(name) || textHasFormLabels(document);
  if (type === 'txt') return /\.(csv|tsv|dif)$/i.test(name) || textHasFormLabels(document);
  return (type === 'unknown' || type === 'empty') && formName.test(name);
}

function textHasFormLabels(document: FoundDocument): boolean {
  const text = decodeUnknown(document.bytes.subarray(0, 500_000));
  return hasFormLabels(document.type === 'html' ? htmlToText(text) : text);
}
