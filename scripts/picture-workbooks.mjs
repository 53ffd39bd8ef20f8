/**
 * Pictures of the workbooks we write, as LibreOffice prints them: artefacts/workbooks/*.png.
 * Needs LibreOffice and poppler (apt-get install libreoffice-calc poppler-utils). Run: npm run build && node scripts/picture-workbooks.mjs
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = new URL('..', import.meta.url).pathname;
const built = process.env['DIST'] ?? join(root, 'dist');
const load = (path) => import(pathToFileURL(join(built, 'src/form', path)).href);
const { writeTemplate } = await load('write/write-template.js');
const { correctWorkbook } = await load('write/correct-workbook.js');
const { readDocument } = await load('read-document.js');

const pictures = join(root, 'artefacts/workbooks');
mkdirSync(pictures, { recursive: true });
const work = mkdtempSync(join(tmpdir(), 'pictures-'));
const profile = `-env:UserInstallation=file://${join(work, 'profile')}`;

const person = (firstName, lastName, jobTitle, email, phone) => ({
  firstName,
  lastName,
  jobTitle,
  email,
  phone,
});
const known = {
  year: 2026,
  commune: { name: 'Corbas', insee: '69273' },
  contacts: {
    followUp: person(
      'Nathalie',
      'Ferreira',
      'Directrice du service scolaire',
      'n.ferreira@ville-corbas.fr',
      '04 72 90 03 18',
    ),
    technical: person(
      'Jean-Marc',
      'de La Tour',
      'Responsable informatique',
      'jm.delatour@ville-corbas.fr',
      '04 72 90 03 20',
    ),
  },
  schools: [
    {
      name: 'École primaire Jean Jaurès',
      uai: '0693027R',
      action: 'maintien',
      administrator: person('Marie', 'Dupont', 'Directrice', 'marie.dupont@ac-lyon.fr', '04 78 20 11 22'),
    },
    {
      name: 'École primaire Jacques Prévert',
      uai: '0693898M',
      action: 'changement d’administrateur',
      administrator: person('Paul', 'Martin', 'Directeur', 'paul.martin@ac-lyon.fr', '04 78 20 33 44'),
    },
    { name: 'École primaire Marie Curie', uai: '0693794Z', administrator: null },
  ],
};

for (const format of ['xlsx', 'ods']) {
  picture(`model-blank.${format}`, writeTemplate({ format, year: 2026 }).bytes);
  picture(`model-corbas.${format}`, writeTemplate({ format, ...known }).bytes);
}
const fixtures = join(root, 'test/form/write/fixtures');
for (const name of readdirSync(fixtures)) {
  const bytes = new Uint8Array(readFileSync(join(fixtures, name)));
  await correct(name, bytes);
}
const letter = `Bonjour,\nNom de la commune : Corbas\nPersonne en charge du suivi du projet :\nPrénom Nom : Nathalie FERREIRA\nFonction : Directrice\nMail : n.ferreira@ville-corbas\nTel : 04 72 90 03 18\nNom de l'école : École Jean Jaurès\nAdministrateur\nPrénom Nom : Marie DUPONT\nFonction : Directrice\nMail :\nTel : 04 78 20 11`;
await correct('message.txt', new TextEncoder().encode(letter));

async function correct(name, bytes) {
  const reading = await readDocument({ name, bytes });
  const corrected = await correctWorkbook({ bytes, name, reading, year: 2026 });
  picture(`corrected-${name.replace('.', '-')}.${corrected.fileName.split('.').pop()}`, corrected.bytes);
  console.log(`${name}: ${corrected.manner}`);
}

function picture(name, bytes) {
  const file = join(work, name);
  writeFileSync(file, bytes);
  writeFileSync(join(pictures, name), bytes);
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', work, file], {
    stdio: 'ignore',
  });
  const pdf = join(work, `${basename(name, name.slice(name.lastIndexOf('.')))}.pdf`);
  execFileSync('pdftoppm', ['-r', '80', '-png', pdf, join(pictures, name.replace('.', '-'))]);
}
