import { decodeUnknown } from './decode-charset.js';

/** Control characters that no text file holds. */
const binaryControls = /[^\P{Cc}\s\u007f-\u009f]/u;

/** The kind of a file that is text, told by its first bytes (`head`); `unknown` when it is not text. */
export function sniffText(bytes: Uint8Array, head: Buffer): string {
  const text = readHead(bytes, head);
  if (binaryControls.test(text)) return 'unknown';
  const lower = text.trimStart().toLowerCase();
  if (lower === '') return 'empty';
  if (lower.startsWith('begin:vcalendar')) return 'ics';
  if (lower.startsWith('begin:vcard')) return 'vcf';
  if (lower.includes('<office:document')) return lower.includes('opendocument.text') ? 'fodt' : 'fods';
  if (lower.startsWith('<?xml') || lower.startsWith('<workbook')) {
    if (lower.includes('urn:schemas-microsoft-com:office:spreadsheet')) return 'spreadsheetml';
  }
  if (/^(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*(<!doctype svg[^>]*>\s*)?<svg[\s>]/s.test(lower)) return 'svg';
  if (/<(!doctype html|html|head|body|table|meta|div|tr)[\s>]/.test(lower)) return 'html';
  if (lower.startsWith('<?xml')) return 'xml';
  if (looksLikeMessage(text)) return 'eml';
  return isTable(text) ? 'csv' : 'txt';
}

/** UTF-16 of Excel's « Texte Unicode » is decoded; everything else is UTF-8 or windows-1252. */
function readHead(bytes: Uint8Array, head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return head.toString('utf16le', 2);
  if (head[0] === 0xfe && head[1] === 0xff)
    return Buffer.from(head.subarray(2, head.length & ~1))
      .swap16()
      .toString('utf16le');
  const cut = bytes.length > head.length ? head.subarray(0, head.lastIndexOf(0x0a) + 1 || head.length) : head;
  return decodeUnknown(cut).replace(/^\uFEFF/, '');
}

const messageFields =
  /^(received|return-path|from|to|subject|date|message-id|mime-version|delivered-to|x-[\w-]+):/gim;

function looksLikeMessage(text: string): boolean {
  const header = text.split(/\r?\n\r?\n/)[0]!;
  if (!/^[!-9;-~]+:/.test(header)) return false;
  const names = new Set([...header.matchAll(messageFields)].map((match) => match[1]!.toLowerCase()));
  return (
    names.has('from') &&
    names.size >= 3 &&
    (names.has('date') || names.has('message-id') || names.has('received'))
  );
}

/** Semicolons or tabs on most lines, or equally many commas on every line: a table, not a letter. */
function isTable(text: string): boolean {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  const most = (separator: string) =>
    lines.filter((line) => line.includes(separator)).length > lines.length * 0.6;
  if (most(';') || most('\t')) return true;
  const commas = lines.slice(0, -1).map((line) => line.split(',').length - 1);
  return commas.length > 0 && commas.every((count) => count > 0 && count === commas[0]);
}
