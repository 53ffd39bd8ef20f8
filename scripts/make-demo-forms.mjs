/**
 * Makes demo/formulaires with LibreOffice, as three town halls would have filled the annex's form. Run it by hand after
 * a change (`node scripts/make-demo-forms.mjs`, needs Debian's libreoffice-calc); the files are in git.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const out = new URL('../demo/formulaires/', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'demo-forms-'));

const person = (name, job, mail, phone) => [
  ['Prénom Nom :', name, 'Fonction :', job, 'Mail :', mail, 'Tel :', phone],
];

/** The annex's layout: label, then value in the next cell. */
const corbas = [
  ['Formulaire d’inscription'],
  [],
  ['Nom de la commune :', 'Corbas'],
  [],
  ['Personne en charge du suivi du projet :'],
  ...person(
    'Hélène Marchand',
    'Responsable du service scolaire',
    'scolaire@mairie-corbas.example',
    '04 72 90 03 18',
  ),
  ['Responsable technique de la commune :'],
  ...person(
    'Karim Belkacem',
    'Directeur des systèmes d’information',
    'informatique@mairie-corbas.example',
    '04 72 90 03 20',
  ),
  [],
  [
    'Nous demandons l’accès à laclasse.com pour l’année scolaire prochaine pour les établissements suivants :',
  ],
  [],
  ['Nom de l’école :', 'École Jean Jaurès'],
  ['Administrateur'],
  ...person('Sylvie Durand', 'Directrice', 'sylvie.durand@ac-lyon.fr', '04 78 20 11 01'),
  [],
  ['Nom de l’école :', 'École Marie Curie'],
  ['Administrateur'],
  ...person('Paul Mercier', 'Directeur', 'paul.mercier@ac-lyon.fr', '04 78 20 11 02'),
  [],
  ['Nom de l’école :', 'École Jacques Prévert'],
  ['Administrateur'],
  ...person('Nadia Haddad', 'Directrice', 'nadia.haddad@ac-lyon.fr', '04 78 20 11 03'),
];

/** One table with a header, and three mistakes: an address without @, a phone too short, a job left out. */
const venissieux = [
  ['Ville de Vénissieux', 'Liste des écoles – laclasse.com'],
  [],
  ['Nom de la commune :', 'Vénissieux'],
  ['Personne en charge du suivi du projet :'],
  ...person(
    'Claire Fontaine',
    'Chargée de mission numérique éducatif',
    'claire.fontaine@venissieux.example',
    '04 72 21 44 44',
  ),
  ['Responsable technique de la commune :'],
  ...person('Marc Olivier', 'Technicien informatique', 'marc.olivier@venissieux.example', '04 72 21 44 45'),
  [],
  ['École', 'Prénom Nom de l’administrateur', 'Fonction', 'Mail', 'Téléphone'],
  [
    'École élémentaire Max Barel',
    'Julie Perrin',
    'Directrice',
    'julie.perrin(at)ac-lyon.fr',
    '04 72 50 10 10',
  ],
  ['École élémentaire Gabriel Péri', 'Thomas Roche', 'Directeur', 'thomas.roche@ac-lyon.fr', '04 72 50 10'],
  ['École maternelle Henri Wallon', 'Inès Garnier', '', 'ines.garnier@ac-lyon.fr', '04 72 50 10 12'],
];

const bron = [
  ['Nom de la commune : Bron'],
  ['Personne en charge du suivi du projet :'],
  [
    'Prénom Nom : Luc Rey',
    'Fonction : Directeur de l’éducation',
    'Mail : luc.rey@bron.example',
    'Tel : 04 72 36 13 13',
  ],
  ['Responsable technique de la commune :'],
  [
    'Prénom Nom : Anne Vidal',
    'Fonction : Responsable informatique',
    'Mail : anne.vidal@bron.example',
    'Tel : 04 72 36 13 14',
  ],
  [
    'Nous demandons l’accès à laclasse.com pour l’année scolaire prochaine pour les établissements suivants :',
  ],
  ['Nom de l’école : École primaire Jean Moulin'],
  ['Administrateur'],
  [
    'Prénom Nom : Farid Saidi',
    'Fonction : Directeur',
    'Mail : farid.saidi@ac-lyon.fr',
    'Tel : 04 78 26 00 01',
  ],
  ['Nom de l’école : École primaire Louise Michel'],
  ['Administrateur'],
  [
    'Prénom Nom : Odile Blanc',
    'Fonction : Directrice',
    'Mail : odile.blanc@ac-lyon.fr',
    'Tel : 04 78 26 00 02',
  ],
];

function flatSheet(rows) {
  const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const cell = (text) =>
    text === ''
      ? '<table:table-cell/>'
      : `<table:table-cell office:value-type="string"><text:p>${escaped(text)}</text:p></table:table-cell>`;
  const row = (cells) =>
    `<table:table-row>${cells.map(cell).join('') || '<table:table-cell/>'}</table:table-row>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet><table:table table:name="Feuille1">${rows.map(row).join('')}</table:table></office:spreadsheet></office:body></office:document>`;
}

for (const [name, rows, format] of [
  ['inscription-corbas', corbas, 'xlsx'],
  ['ecoles-venissieux', venissieux, 'ods'],
  ['formulaire-bron', bron, 'xls'],
]) {
  const source = join(folder, `${name}.fods`);
  writeFileSync(source, flatSheet(rows));
  execFileSync(
    'soffice',
    [
      '--headless',
      `-env:UserInstallation=file://${folder}/profile`,
      '--convert-to',
      format,
      '--outdir',
      folder,
      source,
    ],
    { stdio: 'ignore' },
  );
  renameSync(join(folder, `${name}.${format}`), join(out, `${name}.${format}`));
}
rmSync(folder, { recursive: true, force: true });
