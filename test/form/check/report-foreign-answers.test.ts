import { isNamedIn } from '../../../src/form/check/mailbox-names.js';
import { readForm } from '../../../src/form/read-form.js';

function readRows(rows: readonly (readonly string[])[]) {
  const plain = { rowSpan: 1, columnSpan: 1, number: null, link: null, hidden: false };
  const cells = rows.flatMap((texts, row) => texts.map((text, column) => ({ row, column, text, ...plain })));
  return readForm({ sheets: [{ name: 'Feuil1', hidden: false, cells }] });
}

/** A form with its header and one line per person: part or school, name, job, address, telephone. */
function read(...lines: string[][]) {
  const rows = [
    ['Nom de la commune : Bron'],
    ['Contact', 'Prénom Nom', 'Fonction', 'Mail', 'Tél'],
    lines[0] ?? [
      'Suivi du projet',
      'Rita LOPES',
      'Responsable éducation',
      'rita.lopes@ville-bron.fr',
      '0472900318',
    ],
    ['Responsable technique', 'Sven HANSEN', 'DSI', 'sven.hansen@ville-bron.fr', '0472900319'],
    ['Nom de l’école', 'Administrateur', 'Fonction', 'Mail', 'Tél'],
    lines[1] ?? ['École Jean Jaurès', 'Inès BENALI', 'Directrice', 'ines.benali@ac-lyon.fr', '0478000001'],
  ];
  return readRows(rows).problems.map(({ field, code, where }) => `${field} ${code} ${where?.cell}`);
}
const followUp = (name: string, job: string, email: string) => [
  ['Suivi du projet', name, job, email, '0472900318'],
];
const school = (name: string, person: string, job: string, email: string): string[][] => [
  ['Suivi du projet', 'Rita LOPES', 'Responsable éducation', 'rita.lopes@ville-bron.fr', '0472900318'],
  [name, person, job, email, '0478000001'],
];

test('a form where each answers for himself has no conflict', () => {
  expect(read()).toEqual([]);
  expect(
    read(...school('École Jean Jaurès', 'Inès BENALI', 'Directrice', 'ecole.jaures@ville-bron.fr')),
  ).toEqual([]);
  expect(
    read(...school('École Jean Jaurès', 'Rita LOPES', 'Directrice', 'rita.lopes@ville-bron.fr')),
  ).toEqual([]);
});

test('the address of somebody else of the form is a conflict', () => {
  expect(read(...followUp('Rita LOPES', 'Responsable', 'sven.hansen@ville-bron.fr'))).toEqual([
    'contacts.followUp.email conflict D3',
  ]);
  expect(read(...followUp('Rita LOPES', 'Responsable', 's.hansen@ville-bron.fr'))).toEqual([
    'contacts.followUp.email conflict D3',
  ]);
});

test.each([
  ['École Jean Jaurès 04 78 00 00 02', 'Inès BENALI', 'Directrice', 'schools[0].name conflict A6'],
  ['École Jean Jaurès Administratrice', 'Inès BENALI', 'Directrice', 'schools[0].name conflict A6'],
  ['École Jean Jaurès – Zoé QUATREMER', 'Inès BENALI', 'Directrice', 'schools[0].name conflict A6'],
  ['École Jean Jaurès Zoé QUATREMER', 'Inès BENALI', 'Directrice', 'schools[0].name conflict A6'],
  [
    'École Jean Jaurès',
    'Inès BENALI',
    'Professeur des écoles Marie QUATREMER',
    'schools[0].administrator.jobTitle conflict C6',
  ],
  [
    'École Jean Jaurès',
    'Inès BENALI',
    'Directrice / zoe@ac-lyon.fr',
    'schools[0].administrator.jobTitle conflict C6',
  ],
  [
    'École Jean Jaurès',
    'Inès BENALI',
    'Directrice, Mme Quatremer',
    'schools[0].administrator.jobTitle conflict C6',
  ],
  ['École Jean Jaurès', 'Inès BENALI', 'Qualité Directrice', 'schools[0].administrator.jobTitle conflict C6'],
])('%s | %s | %s holds two answers', (name, person, job, problem) => {
  expect(read(...school(name, person, job, 'ines.benali@ac-lyon.fr'))).toEqual([problem]);
});

test.each([
  ['École Jean Jaurès Bron PARILLY', 'Inès BENALI', 'Directrice'],
  ['École Jean Moulin Les GENETS', 'Inès BENALI', 'Directrice'],
  ['École Jean Jaurès', 'Maria Garcia-Lopez DURAND', 'Directrice'],
  ['École Jean Jaurès', 'Anne Laure Petit DURAND', 'Directrice du groupe Jean MOULIN'],
  ['École Jean Jaurès', 'Mohamed Amine BEN SALAH', 'Enseignante référente NUMÉRIQUE'],
  ['École Jean Jaurès – Jules Ferry', 'Inès BENALI', 'Directrice'],
  ['Groupe scolaire Marie Curie (maternelle)', 'Anne MARTIN épouse BENALI', 'Directrice adjointe, PE'],
  ['École Jean MOULIN – maternelle', 'Inès MAIRE', 'Responsable technique'],
])('%s | %s | %s is one answer each', (name, person, job) => {
  expect(read(...school(name, person, job, 'ines.benali@ac-lyon.fr'))).toEqual([]);
});

test.each([
  ['claire.durand@mairie.fr', 'Claire', 'Durand', 'whole'],
  ['c.durand2@mairie.fr', 'Claire', 'DURAND', 'whole'],
  ['durand.c@mairie.fr', 'Claire', 'Durand', 'whole'],
  ['jp.legall@mairie.fr', 'Jean-Pierre', 'Le Gall', 'whole'],
  ['durand-martin@mairie.fr', 'Claire', 'Durand', 'part'],
  ['scolaire@mairie.fr', 'Claire', 'Durand', 'no'],
])('%s names %s %s: %s', (email, first, last, how) => {
  expect(isNamedIn(email, first, last)).toBe(how);
});

test('what stands beside a number or a name is unread when it tells something', () => {
  const unread = (person: string, phone: string) => {
    const lines = [
      ['Nom de la commune :', 'Bron'],
      ['Responsable technique', ''],
      ['Prénom Nom :', person],
      ['Fonction :', 'DSI'],
      ['Mail :', 'sven.hansen@ville-bron.fr'],
      ['Tél :', phone],
    ];
    return readRows(lines).unread.map(({ cell }) => cell);
  };
  expect(unread('Sven HANSEN (agent)', '04 72 90 03 19 (poste 12)')).toEqual([]);
  expect(unread('Sven HANSEN', '04 72 90 03 19 / zoe.petit@ville-bron.fr')).toEqual(['B6']);
  expect(unread('Sven HANSEN (remplacé par Zoé Petit)', '04 72 90 03 19 – remplaçante : Zoé Petit')).toEqual([
    'B3',
    'B6',
  ]);
});

test('a job run into a name is told apart, and another in its own cell is left to a person', () => {
  const rows = [
    ['Nom de la commune : Bron'],
    ['Contact', 'Prénom Nom', 'Fonction', 'Mail', 'Tél'],
    ['Suivi du projet', 'Rita LOPES', 'Responsable', 'rita.lopes@ville-bron.fr', '0472900318'],
    ['Responsable technique', 'Sven HANSEN', 'DSI', 'sven.hansen@ville-bron.fr', '0472900319'],
    ['Nom de l’école', 'Administrateur', 'Fonction', 'Mail', 'Tél'],
    ['École Jean Jaurès', 'Inès BENALI Directrice', 'Enseignante', 'ines.benali@ac-lyon.fr', '0478000001'],
  ];
  const { unread, schools } = readRows(rows);
  expect(schools[0]?.administrator?.lastName?.value).toBe('BENALI');
  expect(unread).toEqual([{ sheet: 'Feuil1', cell: 'C6', text: 'Enseignante', looksLikeData: true }]);
});
