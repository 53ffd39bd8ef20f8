import { aZip } from './a-zip.js';

const types =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';

/** The smallest file of each kind that its bytes still tell apart. */
export const xlsx = (mark = '') =>
  aZip([
    { name: '[Content_Types].xml', bytes: types },
    { name: 'xl/workbook.xml', bytes: `<workbook>${mark}</workbook>` },
  ]);
export const xlsm = () =>
  aZip([
    { name: '[Content_Types].xml', bytes: types },
    { name: 'xl/workbook.xml', bytes: '<workbook/>' },
    { name: 'xl/vbaProject.bin', bytes: 'x' },
  ]);
export const xlsb = () => aZip([{ name: 'xl/workbook.bin', bytes: 'x' }]);
export const docx = () => aZip([{ name: 'word/document.xml', bytes: '<w:document/>' }]);
export const pptx = () => aZip([{ name: 'ppt/presentation.xml', bytes: '<p/>' }]);
const openDocument = (kind: string) =>
  aZip([
    { name: 'mimetype', bytes: `application/vnd.oasis.opendocument.${kind}` },
    { name: 'content.xml', bytes: '<office:document-content/>' },
  ]);
export const ods = () => openDocument('spreadsheet');
export const odt = () => openDocument('text');
export const numbers = () => aZip([{ name: 'Index/Document.iwa', bytes: 'x' }]);
export const pdf = () => Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n');
export const rtf = () => Buffer.from('{\\rtf1\\ansi Nom de la commune}');
export const png = () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
export const jpeg = () => Buffer.from('ffd8ffe000104a46494600010100', 'hex');
export const csv = () => Buffer.from('Ecole;Nom;Mail\nJean Jaurès;Durand;a@b.fr\n');
export const fods = () =>
  Buffer.from(
    '<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>',
  );

function compoundFile(stream: string): Buffer {
  const bytes = Buffer.alloc(1536);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  Buffer.from(`${stream}\0`, 'utf16le').copy(bytes, 1024);
  return bytes;
}
export const xls = () => compoundFile('Workbook');
export const doc = () => compoundFile('WordDocument');
export const protectedOffice = () => compoundFile('EncryptedPackage');
