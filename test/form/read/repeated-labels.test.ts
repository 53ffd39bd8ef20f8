import { readForm } from '../../../src/form/read-form.js';

const plain = { rowSpan: 1, columnSpan: 1, number: null, link: null, hidden: false };

function read(rows: readonly (readonly string[])[]) {
  const cells = rows.flatMap((texts, row) =>
    texts.flatMap((text, column) => (text === '' ? [] : [{ row, column, text, ...plain }])),
  );
  const reading = readForm({ sheets: [{ name: 'Feuil1', hidden: false, cells }] });
  const people = [
    reading.contacts.followUp,
    reading.contacts.technical,
    ...reading.schools.map(({ administrator }) => administrator),
  ];
  return {
    people: people.map((one) => [
      one?.lastName?.value,
      one?.jobTitle?.value,
      one?.email?.value,
      one?.phone?.value,
    ]),
    uai: reading.schools.map(({ uai }) => uai?.value ?? null),
    problems: reading.problems.map(({ field, code }) => `${field} ${code}`),
    unread: reading.unread.map(({ cell }) => cell),
  };
}

const LAMBERT = ['Sophie LAMBERT', 'Responsable scolaire', 's.lambert@ville.fr', '04 72 90 03 18'] as const;
const BENALI = ['Karim BENALI', 'Technicien', 'k.benali@ville.fr', '04 72 90 03 20'] as const;
const PONCET = ['Aurélie PONCET', 'Directrice', 'a.poncet@ac-lyon.fr', '04 78 20 01 01'] as const;
const LABELS = ['Prénom Nom', 'Fonction', 'Mail', 'Téléphone'] as const;
const whole = {
  people: [
    ['LAMBERT', 'Responsable scolaire', 's.lambert@ville.fr', '+33472900318'],
    ['BENALI', 'Technicien', 'k.benali@ville.fr', '+33472900320'],
    ['PONCET', 'Directrice', 'a.poncet@ac-lyon.fr', '+33478200101'],
  ],
  uai: ['0693027R'],
  problems: [],
  unread: [],
};
const relabelled = LAMBERT.map((text, at) => `${['', '', 'mail : ', 'Tél : '][at]}${text}`);

test('a line of a table that says again what its columns ask is read as the others', () => {
  const rows = [
    ['Commune', 'Corbas'],
    [],
    ['Contact', ...LABELS],
    ['Suivi du projet', ...relabelled],
    ['Responsable technique', ...BENALI],
    [],
    ['École', 'UAI', 'Administrateur : prénom nom', 'Fonction', 'Mail', 'Téléphone'],
    ['École Jean Jaurès', 'UAI : 0693027R', ...PONCET],
  ];
  expect(read(rows)).toEqual(whole);
});

test('so is a table turned on its side', () => {
  const rows = [
    ['Commune', 'Corbas'],
    [],
    ['', 'Suivi du projet', 'Responsable technique', 'Administrateur'],
    ['École', '', '', 'École Jean Jaurès'],
    ['UAI', '', '', 'UAI : 0693027R'],
    ...LABELS.map((label, at) => [label, relabelled[at]!, BENALI[at]!, PONCET[at]!]),
  ];
  expect(read(rows)).toEqual(whole);
});

test('two numbers told by their lines are those of their column, the first one kept', () => {
  const rows = [
    ['Commune', 'Corbas'],
    [],
    ['Contact', ...LABELS],
    ['Suivi du projet', ...LAMBERT.slice(0, 3), 'Fixe : 04 72 90 03 18 / Port. : 06 01 02 03 04'],
    ['Responsable technique', ...BENALI],
    [],
    ['École', 'UAI', 'Administrateur : prénom nom', 'Fonction', 'Mail', 'Téléphone'],
    ['École Jean Jaurès', '0693027R', ...PONCET],
  ];
  expect(read(rows)).toEqual({ ...whole, problems: ['contacts.followUp.phone second_value'] });
});

test('a number that ends before the next label of its cell is whole', () => {
  const rows = [
    ['Commune : Corbas'],
    ['Suivi du projet'],
    ['Prénom Nom : Sophie LAMBERT Fonction : Responsable scolaire'],
    ['Tél : 04 72 90 03 18 Mail : s.lambert@ville.fr'],
  ];
  expect(read(rows).people[0]).toEqual(whole.people[0]);
});

test('« poste » after a number is its extension when a number follows, and asks for a job otherwise', () => {
  const rows = (line: string) => [
    ['Commune : Corbas'],
    ['Suivi du projet'],
    ['Prénom Nom : Sophie LAMBERT'],
    [line],
    ['Mail : s.lambert@ville.fr'],
  ];
  const LAMBERT_READ = whole.people[0];
  expect(read(rows('Tél : 04 72 90 03 18 Poste : Responsable scolaire')).people[0]).toEqual(LAMBERT_READ);
  const [, , ...beside] = LAMBERT_READ!;
  expect(read(rows('Tél : 04 72 90 03 18 – poste : 12')).people[0]).toEqual([
    'LAMBERT',
    undefined,
    ...beside,
  ]);
});
