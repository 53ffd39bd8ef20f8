import { readForm } from '../../../src/form/read-form.js';

const plain = { rowSpan: 1, columnSpan: 1, number: null, link: null, hidden: false };

function read(name: string, uai: string | null = null, email = 'odile.basset@ac-lyon.fr') {
  const rows = [
    ['Nom de la commune :', 'Corbas'],
    ['Personne en charge du suivi du projet :', ''],
    ['Prénom Nom :', 'Sophie LAMBERT'],
    ['Nom de l’école :', name],
    ...(uai === null ? [] : [['UAI :', uai]]),
    ['Administrateur', ''],
    ['Prénom Nom :', 'Odile BASSET'],
    ['Fonction :', 'Directrice'],
    ['Mail :', email],
    ['Tel :', '04 78 33 44 55'],
  ];
  const cells = rows.flatMap((texts, row) => texts.map((text, column) => ({ row, column, text, ...plain })));
  const { schools, problems } = readForm({ sheets: [{ name: 'Feuil1', hidden: false, cells }] });
  const codes = problems.filter(({ field }) => field.startsWith('schools')).map(({ code }) => code);
  return schools.map((school) => ({
    name: school.name?.value ?? null,
    uai: school.uai?.value ?? null,
    administrator: school.administrator?.lastName?.value ?? null,
    codes,
  }));
}
const BASSET = { administrator: 'BASSET', codes: [] as string[] };

/** With its code in the same cell, wherever it stands. */
const inName = [
  'École Jean Jaurès (UAI: 0693027 R)',
  'École Jean Jaurès 0693027R',
  'École Jean Jaurès (0693027R)',
  'École Jean Jaurès - UAI 069 3027 R',
  '0693027r École Jean Jaurès',
  'UAI 0693027R – École Jean Jaurès',
  'École Jean Jaurès RNE : 0693027R',
  'École Jean Jaurès : 0693027R',
  'École Jean Jaurès, 0693027R',
  'École Jean Jaurès [UAI 0693027R]',
  'École Jean Jaurès\n0693027R',
];

test.each(inName)('« %s » tells the name and the UAI', (text) => {
  expect(read(text)).toEqual([{ name: 'École Jean Jaurès', uai: '0693027R', ...BASSET }]);
});

/** Kept as typed, even where the words of a label are all the name there is. */
const names = [
  'EEPU Jean Jaurès',
  'mat. Jean Jaurès',
  'École primaire',
  'École n° 2',
  'Élémentaire',
  'École communale',
  'École du Bourg',
  'École Les 3 Cèdres',
  'Ecole 14 juillet',
  'JAURES',
  'École Sainte-Marie (privée)',
];

test.each(names)('« %s » is kept as typed', (name) => {
  expect(read(name)).toEqual([{ name, uai: null, ...BASSET }]);
});

test.each(['0693027R', '069 3027 r', '693027R', '069-3027-R', '0693027R.', 'ce.0693027R', 'UAI 0693027R'])(
  'the UAI « %s » is 0693027R',
  (uai) => expect(read('École Jean Jaurès', uai)).toMatchObject([{ uai: '0693027R', codes: [] }]),
);

test.each(['0693027N', 'O693027R', '0693027', '069302R', '0693027RR', '0693O27R', '0693027I', '693027'])(
  'the UAI « %s » is refused, and the school kept',
  (uai) =>
    expect(read('École Jean Jaurès', uai)).toEqual([
      { name: 'École Jean Jaurès', uai: null, administrator: 'BASSET', codes: ['invalid_uai'] },
    ]),
);

test('the school’s mailbox tells its UAI, or contradicts the one written', () => {
  const mailbox = 'ce.0693898m@ac-lyon.fr';
  expect(read('École Jacques Prévert', null, mailbox)).toMatchObject([
    { uai: '0693898M', codes: ['shared_mailbox'] },
  ]);
  expect(read('École Jean Jaurès', '0693027R', mailbox)).toMatchObject([
    { uai: '0693027R', codes: ['shared_mailbox', 'uai_mismatch'] },
  ]);
});
