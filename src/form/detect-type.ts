import { decodeText } from './open/decode-text.js';
import { readZipDirectory, type ZipEntry } from './open/zip-directory.js';

/** The kinds of file a town hall may send, told by their bytes. */
export type DocumentType =
  | 'xlsx'
  | 'xlsb'
  | 'xls'
  | 'ods'
  | 'fods'
  | 'spreadsheetml'
  | 'html'
  /** MHTML: pages in one file. */
  | 'web-archive'
  /** SYLK or DIF: a sheet in lines of text, for other programs. */
  | 'exchange'
  | 'csv'
  | 'text'
  | 'docx'
  | 'odt'
  | 'fodt'
  | 'rtf'
  | 'doc'
  | 'pdf'
  | 'iwork'
  | 'image'
  | 'presentation'
  | 'zip'
  /** A zip (any Office file is one) whose directory is cut off or damaged. */
  | 'broken'
  | 'encrypted'
  | 'empty'
  | 'unknown';

/** What a document is, told by its bytes alone: names lie, and « liste.xls » is often a web page. */
export function detectType(bytes: Uint8Array): DocumentType {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096));
  if (
    start.every((byte) => byte === 0 || byte === 0x20 || (byte >= 9 && byte <= 13)) &&
    bytes.length <= 4096
  ) {
    return 'empty';
  }
  if (start.subarray(0, 2).toString('latin1') === 'PK' && start[2]! < 0x20) return typeOfZip(bytes);
  if (start.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) return typeOfCompoundFile(bytes);
  if (start.subarray(0, 1024).includes('%PDF-')) return 'pdf';
  if (start.subarray(0, 64).includes('{\\rtf')) return 'rtf';
  if (isImage(start)) return 'image';
  if (isBareBiff(start)) return 'xls';
  return typeOfText(bytes, start);
}

function typeOfZip(bytes: Uint8Array): DocumentType {
  const entries = readZipDirectory(bytes);
  if (entries === null) return 'broken';
  const has = (name: string) =>
    entries.some((entry) => entry.name.replaceAll('\\', '/').toLowerCase() === name);
  if (has('xl/workbook.bin')) return 'xlsb';
  if (has('xl/workbook.xml')) return 'xlsx';
  if (has('word/document.xml')) return 'docx';
  if (has('ppt/presentation.xml')) return 'presentation';
  if (entries.some(({ name }) => name.endsWith('.iwa') || name === 'Index.zip')) return 'iwork';
  if (has('content.xml')) return typeOfOpenDocument(bytes, entries);
  const types = has('[content_types].xml');
  if (types && entries.some(({ name }) => /^xl\/|sheet\d*\.xml$/i.test(name))) return 'xlsx';
  if (entries.some(({ name }) => /^(?:visio\/|META-INF\/container\.xml$)/i.test(name))) return 'unknown';
  return types || has('mimetype') ? 'broken' : 'zip';
}

function typeOfOpenDocument(bytes: Uint8Array, entries: readonly ZipEntry[]): DocumentType {
  const mimetype = entries.find(({ name }) => name === 'mimetype');
  if (mimetype === undefined) return 'ods';
  const { headerOffset } = mimetype;
  const text = Buffer.from(bytes.subarray(headerOffset, headerOffset + 160)).toString('latin1');
  if (text.includes('opendocument.text')) return 'odt';
  return text.includes('opendocument.presentation') ? 'presentation' : 'ods';
}

function typeOfCompoundFile(bytes: Uint8Array): DocumentType {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const has = (stream: string) => all.includes(Buffer.from(`${stream}\0`, 'utf16le'));
  if (has('EncryptedPackage') || has('EncryptionInfo')) return 'encrypted';
  if (has('Workbook') || has('Book')) return 'xls';
  if (has('WordDocument')) return 'doc';
  return has('PowerPoint Document') ? 'presentation' : 'unknown';
}

function isImage(start: Buffer): boolean {
  const magic = start.subarray(0, 16).toString('latin1');
  return (
    /^(\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|BM....\0\0)/s.test(magic) ||
    /^RIFF....WEBP/s.test(magic) ||
    /^....ftyp(heic|heix|mif1|avif|hevc)/s.test(magic)
  );
}

/** A worksheet stream of old Excel (2 to 4) without its compound file: it begins with a BOF record. */
function isBareBiff(start: Buffer): boolean {
  return (
    start[0] === 0x09 &&
    [0, 2, 4, 8].includes(start[1] ?? -1) &&
    [4, 6, 8, 16].includes(start[2] ?? -1) &&
    start[3] === 0
  );
}

function typeOfText(bytes: Uint8Array, start: Buffer): DocumentType {
  const head = asLetters(bytes, start);
  if (hasControls(head)) return 'unknown';
  const lower = head.toLowerCase();
  if (lower.includes('<office:document')) return lower.includes('opendocument.text') ? 'fodt' : 'fods';
  if (lower.includes('urn:schemas-microsoft-com:office:spreadsheet') && lower.includes('<workbook'))
    return 'spreadsheetml';
  if (isWebArchive(lower)) return 'web-archive';
  if (/^id;p[a-z0-9]*[\r\n;]/.test(lower) || /^table\r?\n0,\d+\r?\n"/.test(lower)) return 'exchange';
  if (/<(!doctype html|html|head|body|table|meta|div|tr)[\s>]/.test(lower)) return 'html';
  return isTable(head) ? 'csv' : 'text';
}

function isWebArchive(head: string): boolean {
  return (
    /^(?:mime-version|from|subject|date|x-[\w-]+|snapshot-content-location|content-type):/.test(head) &&
    /^content-type:\s*multipart\/related/m.test(head)
  );
}

/** Characters no text holds: below the space, but tab, line ends, form feed and escape. */
function hasControls(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 32 && (code < 9 || (code > 13 && code !== 26 && code !== 27))) return true;
  }
  return false;
}

/** The first bytes as letters: those of UTF-16 in pairs (half of a « ’ » is a control), any other as Latin ones. */
function asLetters(bytes: Uint8Array, start: Buffer): string {
  const isUtf16 = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
  const zeros = start.subarray(0, 200).filter((byte) => byte === 0).length;
  const head = bytes.subarray(0, 16_384);
  return isUtf16 || zeros > Math.min(start.length, 200) * 0.3
    ? decodeText(head)
    : Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1');
}

/** Tabs, semicolons or bars on most lines; commas between quotes, or as many on nearly every line: a table, not a letter. */
function isTable(text: string): boolean {
  const lines = withoutQuoted(text)
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '');
  const share = (test: (line: string) => boolean) => lines.filter(test).length / Math.max(1, lines.length);
  const cuts = (mark: string) => share((line) => line.includes(mark)) > 0.6 || hasRows(lines, mark);
  if ([';', '\t', '|'].some(cuts)) return true;
  if (lines.length < 2) return false;
  if (share((line) => /^q(?:,q?)+$/.test(line)) > 0.8) return true;
  const commas = lines.map((line) => line.split(',').length - 1);
  const most = Math.max(...commas);
  const isRegular = commas.filter((count) => count === most).length / lines.length;
  return commas.every((count) => count > 0) && isRegular >= (most >= 3 ? 0.6 : 1);
}

/** Three lines cut in as many columns, four at least: the table of a form whose first lines are sentences. */
function hasRows(lines: readonly string[], separator: string): boolean {
  const cuts = lines.map((line) => line.split(separator).length).filter((columns) => columns >= 4);
  return cuts.some((columns) => cuts.filter((other) => other === columns).length >= 3);
}

/** The same text with each quoted cell of a csv, its commas and line ends included, as one letter. */
export function withoutQuoted(text: string): string {
  return text.replace(/(?<=^|[;,\t|\r\n])"(?:[^"]|"")*"(?=[;,\t|\r\n]|$)/g, 'q');
}
