/**
 * Makes the workbooks of test/form/write/fixtures: one by exceljs with all that a town hall puts around its form
 * (letterhead with a picture, merges, styles, lists, notes, formulas, names), and the same saved by LibreOffice.
 * Run it again only to change them: node scripts/make-write-fixtures.mjs
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import ExcelJS from 'exceljs';

const folder = new URL('../test/form/write/fixtures/', import.meta.url).pathname;
/** A green square, 16 pixels wide. */
function png() {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    const check = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(48, Buffer.from([0, 102, 51]))]);
  const head = Buffer.from([0, 0, 0, 16, 0, 0, 0, 16, 8, 2, 0, 0, 0]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: 16 }, () => line)));
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([start, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

const workbook = new ExcelJS.Workbook();
const sheet = workbook.addWorksheet('Écoles 2026');
sheet.columns = [{ width: 30 }, { width: 24 }, { width: 26 }, { width: 34 }, { width: 18 }];
const picture = workbook.addImage({ buffer: png(), extension: 'png' });
sheet.addImage(picture, { tl: { col: 0, row: 0 }, ext: { width: 48, height: 48 } });
sheet.mergeCells('B1:E1');
sheet.getCell('B1').value = 'Ville de Corbas';
sheet.getCell('B1').font = { name: 'Georgia', size: 18, bold: true, color: { argb: 'FF006633' } };
sheet.getCell('A3').value = 'Nom de la commune :';
sheet.mergeCells('B3:C3');
sheet.getCell('B3').value = 'Corbas';
sheet.getRow(5).values = ['Contact', 'Prénom Nom', 'Fonction', 'Mail', 'Tel'];
sheet.getRow(6).values = [
  'Personne en charge du suivi du projet',
  'Nathalie FERREIRA',
  'Directrice',
  'n.ferreira@ville-corbas.fr',
  '04 72 90 03 18',
];
sheet.getRow(7).values = [
  'Responsable technique de la commune',
  'Jean PETIT',
  'Informaticien',
  'j.petit@ville-corbas',
  '0472900320',
];
sheet.getRow(9).values = ["Nom de l'école", 'Administrateur', 'Fonction', 'Mail', 'Tel'];
sheet.getRow(10).values = [
  'École primaire Jean Jaurès',
  'Marie DUPONT',
  'Directrice',
  'marie.dupont@ac-lyon.fr',
  478201122,
];
sheet.getRow(11).values = ['École primaire Marie Curie', 'Paul MARTIN', 'Directeur', null, '04 78 20 33 44'];
sheet.getRow(12).values = [
  'École primaire Jacques Prévert',
  'Zoé LE GALL',
  'Directrice',
  { formula: 'LOWER("ZOE.LEGALL")&"@ac-lyon.fr"', result: 'zoe.legall@ac-lyon.fr' },
  '04 78 20 55',
];
for (const number of [5, 9]) {
  sheet.getRow(number).eachCell((cell) => {
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFDDEEDD' } };
    cell.font = { bold: true, name: 'Georgia' };
  });
}
for (const name of ['B6', 'D7', 'D11']) {
  sheet.getCell(name).border = { bottom: { style: 'double', color: { argb: 'FF006633' } } };
}
sheet.getCell('E10').numFmt = '0#" "##" "##" "##" "##';
sheet.getCell('D7').note = 'à vérifier avec la DSI';
sheet.getCell('C10').dataValidation = {
  type: 'list',
  allowBlank: true,
  formulae: ['"Directrice,Directeur"'],
};
sheet.getCell('A20').value = '=1+1 n’est pas une formule';
sheet.addConditionalFormatting({
  ref: 'D6:D12',
  rules: [{ type: 'expression', priority: 1, formulae: ['ISBLANK(D6)'], style: { font: { italic: true } } }],
});
workbook.definedNames.add("'Écoles 2026'!$A$10:$E$12", 'liste');
workbook.addWorksheet('Notes').getCell('A1').value = 'Document interne';

await workbook.xlsx.writeFile(join(folder, 'letterhead.xlsx'));
const profile = `-env:UserInstallation=file://${mkdtempSync(join(tmpdir(), 'office-'))}`;
const work = mkdtempSync(join(tmpdir(), 'forms-'));
for (const [filter, name] of [
  ['ods', 'letterhead.ods'],
  ['xls:MS Excel 97', 'letterhead.xls'],
  ['fods', 'letterhead.fods'],
]) {
  execFileSync('soffice', [
    profile,
    '--headless',
    '--convert-to',
    filter,
    '--outdir',
    folder,
    join(folder, 'letterhead.xlsx'),
  ]);
  console.log(name);
}
execFileSync('soffice', [
  profile,
  '--headless',
  '--convert-to',
  'xlsx',
  '--outdir',
  work,
  join(folder, 'letterhead.ods'),
]);
writeFileSync(join(folder, 'letterhead-libreoffice.xlsx'), readFileSync(join(work, 'letterhead.xlsx')));
