/**
 * `node scripts/make-arbitrary-files.mjs FOLDER [COUNT] [MORE…]`: a folder of any files at all, for
 * `npx inscriptions read FOLDER`: the corpus whole, cut, with bytes changed, renamed, glued, zipped in itself, and hostile ones.
 * The folders named MORE (a computer's own documents) are drawn from too. The same files each time for the same folders.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';

const [folder, count = '3000', ...more] = process.argv.slice(2);
if (folder === undefined) throw new Error('Which folder?');
mkdirSync(folder, { recursive: true });

const corpus = path.resolve(import.meta.dirname, '../test/fixtures/forms/office');
const isOffice =
  /\.(xlsx|xlsm|xlsb|xls|ods|fods|csv|tsv|docx|doc|odt|fodt|rtf|pdf|html?|txt|eml|pptx?|odp)$/i;
const sources = [corpus, ...more].flatMap((root) =>
  readdirSync(root, { recursive: true })
    .map((name) => path.join(root, String(name)))
    .filter((file) => isOffice.test(file) && statSync(file).isFile() && statSync(file).size < 3_000_000)
    .sort(),
);

let seed = 20_261_128;
function below(limit) {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
  return Math.floor((seed / 2 ** 31) * limit);
}

const extensions = [
  'xlsx',
  'xls',
  'ods',
  'csv',
  'docx',
  'odt',
  'rtf',
  'pdf',
  'txt',
  'html',
  'eml',
  'pages',
  'jpg',
];
const changes = {
  whole: (bytes) => bytes,
  cut: (bytes) => bytes.subarray(0, below(bytes.length)),
  headless: (bytes) => bytes.subarray(below(Math.min(200, bytes.length))),
  bytes(bytes) {
    const changed = Buffer.from(bytes);
    for (let times = 1 + below(40); times > 0; times--) changed[below(changed.length)] = below(256);
    return changed;
  },
  hole(bytes) {
    const from = below(bytes.length);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + below(400))]);
  },
  zeros(bytes) {
    const changed = Buffer.from(bytes);
    const from = below(changed.length);
    return changed.fill(0, from, Math.min(changed.length, from + 1 + below(600)));
  },
  glued: (bytes) => Buffer.concat([bytes, readFileSync(sources[below(sources.length)])]),
  zipped: (bytes) => Buffer.from(zipSync({ 'liste.xlsx': bytes, 'notice.txt': strToU8('Bonjour') })),
  noise: (bytes) => Buffer.from(Array.from({ length: Math.min(4_000, bytes.length) }, () => below(256))),
};

const zeros = new Uint8Array(60_000_000);
const hostile = {
  'bombe.xlsx': () => zipSync({ 'xl/workbook.xml': strToU8('<workbook/>'), 'xl/sharedStrings.xml': zeros }),
  'bombe.docx': () => zipSync({ 'word/document.xml': zeros }),
  'bombe.ods': () => zipSync({ 'content.xml': zeros }),
  'mille-parties.xlsx': () =>
    zipSync(
      Object.fromEntries(Array.from({ length: 9_000 }, (_, at) => [`xl/a${at}.xml`, new Uint8Array(1)])),
    ),
  'vide.xlsx': () => new Uint8Array(0),
  'espaces.csv': () => strToU8(' \n'.repeat(2_000)),
  'une-ligne.csv': () => strToU8('a;'.repeat(3_000_000)),
  'deux-points.txt': () => strToU8('Nom : '.repeat(400_000)),
  'tableaux.html': () => strToU8('<table><tr><td>'.repeat(80_000)),
  'crochets.rtf': () => strToU8(`{\\rtf1 ${'{'.repeat(900_000)}`),
  'fantome.fods': () =>
    strToU8(
      '<office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><table:table table:name="a"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>Commune :</text:p></table:table-cell></table:table-row></table:table></office:document>',
    ),
  'fantome.xls': () =>
    strToU8(
      '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row ss:Index="1048576"><Cell ss:Index="16384"><Data>Commune</Data></Cell></Row></Table></Worksheet></Workbook>',
    ),
};

const kinds = Object.keys(changes);
for (let at = 0; at < Number(count); at++) {
  const source = sources[at % sources.length];
  const change = kinds[at < sources.length ? 0 : below(kinds.length)];
  const own = path.extname(source).slice(1);
  const extension = below(6) === 0 ? extensions[below(extensions.length)] : own;
  writeFileSync(
    path.join(folder, `${String(at).padStart(5, '0')}-${change}.${extension}`),
    changes[change](readFileSync(source)),
  );
}
for (const [name, make] of Object.entries(hostile)) writeFileSync(path.join(folder, name), make());
const sum = createHash('sha256');
const made = readdirSync(folder).sort();
for (const name of made) sum.update(readFileSync(path.join(folder, name)));
console.log(`${made.length} files from ${sources.length}, sha256 ${sum.digest('hex').slice(0, 16)}`);
