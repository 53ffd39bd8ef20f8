import { readZipDirectory, type ZipEntry } from './read-zip.js';
import { sniffText } from './sniff-text.js';

const HEAD_BYTES = 4_096;

/**
 * What a document is, told by its bytes: `xlsx`, `xlsm`, `xlsb`, `xls`, `ods`, `fods`, `spreadsheetml`, `csv`, `docx`, `doc`, `odt`,
 * `fodt`, `rtf`, `pdf`, `iwork`, `vsdx`, `epub`, `pptx`, `odp`, `ppt`, `encrypted` (a protected Office file), `zip`, `rar`, `7z`, `gz`, `msg`,
 * `tnef`, `eml`, `jpeg`, `png`, `gif`, `bmp`, `tiff`, `webp`, `heic`, `svg`, `html`, `xml`, `txt`, `ics`, `vcf`, `exe`, `empty`, `unknown`.
 */
export function sniffType(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'empty';
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD_BYTES));
  const magic = head.subarray(0, 16).toString('hex');
  if (/^504b(0304|0506|0708)/.test(magic)) return sniffZip(bytes);
  if (magic.startsWith('d0cf11e0a1b11ae1')) return sniffCompoundFile(bytes);
  for (const [pattern, type] of signatures) if (pattern.test(magic)) return type;
  if (head.subarray(0, 1_024).includes('%PDF-')) return 'pdf';
  return sniffText(bytes, head);
}

/** First bytes, in hexadecimal. */
const signatures: readonly (readonly [RegExp, string])[] = [
  [/^89504e470d0a/, 'png'],
  [/^ffd8ff/, 'jpeg'],
  [/^47494638(37|39)61/, 'gif'],
  [/^424d.{8}00000000/, 'bmp'],
  [/^(49492a00|4d4d002a)/, 'tiff'],
  [/^52494646.{8}57454250/, 'webp'],
  [/^.{8}66747970(68656963|68656978|68657663|6d696631|6d736631|61766966)/, 'heic'],
  [/^(efbbbf)?(20|09|0d|0a)*7b5c727466/, 'rtf'],
  [/^789f3e22/, 'tnef'],
  [/^526172211a07/, 'rar'],
  [/^377abcaf271c/, '7z'],
  [/^1f8b/, 'gz'],
  [/^4d5a[^2-7]/, 'exe'],
  [/^09(00|02|04|08)(04|06|08|10)00/, 'xls'],
];

function sniffZip(bytes: Uint8Array): string {
  const entries = readZipDirectory(bytes);
  if (entries === null) return sniffBrokenZip(bytes);
  const names = new Set(entries.map(({ name }) => name.replaceAll('\\', '/').toLowerCase()));
  if (names.has('xl/workbook.bin')) return 'xlsb';
  if (names.has('xl/workbook.xml') || (names.has('[content_types].xml') && hasFolder(names, 'xl/')))
    return names.has('xl/vbaproject.bin') ? 'xlsm' : 'xlsx';
  if (names.has('word/document.xml') || (names.has('[content_types].xml') && hasFolder(names, 'word/')))
    return 'docx';
  if (names.has('ppt/presentation.xml')) return 'pptx';
  if (hasFolder(names, 'visio/')) return 'vsdx';
  if (names.has('meta-inf/container.xml')) return 'epub';
  if (names.has('index.zip') || [...names].some((name) => name.endsWith('.iwa'))) return 'iwork';
  if (names.has('content.xml')) return sniffOpenDocument(bytes, entries);
  return 'zip';
}

function hasFolder(names: ReadonlySet<string>, folder: string): boolean {
  return [...names].some((name) => name.startsWith(folder));
}

/** A cut archive has no directory; the names still stand in clear before each file. */
function sniffBrokenZip(bytes: Uint8Array): string {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.includes('xl/workbook') || view.includes('xl/worksheets/')) return 'xlsx';
  if (view.includes('word/document.xml')) return 'docx';
  return openDocumentType(view.subarray(0, 200).toString('latin1')) ?? 'zip';
}

function sniffOpenDocument(bytes: Uint8Array, entries: readonly ZipEntry[]): string {
  const mimetype = entries.find(({ name }) => name === 'mimetype');
  if (mimetype === undefined) return 'ods';
  const start = bytes.byteOffset + Math.min(mimetype.offset, bytes.length);
  const length = Math.min(200, bytes.byteOffset + bytes.length - start);
  return openDocumentType(Buffer.from(bytes.buffer, start, length).toString('latin1')) ?? 'ods';
}

function openDocumentType(text: string): string | null {
  const kind = /opendocument\.(spreadsheet|text|presentation|graphics)/.exec(text)?.[1];
  if (kind === undefined) return null;
  return { spreadsheet: 'ods', text: 'odt', presentation: 'odp', graphics: 'odg' }[kind] ?? null;
}

/** Office 97 files are told by the names of their streams, written in UTF-16 in the file's directory. */
function sniffCompoundFile(bytes: Uint8Array): string {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const has = (stream: string) => view.includes(Buffer.from(`${stream}\0`, 'utf16le'));
  if (has('EncryptedPackage') || has('EncryptionInfo')) return 'encrypted';
  if (has('__properties_version1.0')) return 'msg';
  if (has('Workbook') || has('Book')) return 'xls';
  if (has('WordDocument')) return 'doc';
  return has('PowerPoint Document') ? 'ppt' : 'unknown';
}
