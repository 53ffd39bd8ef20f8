import { readForm } from '../../../src/form/read-form.js';

const plain = { rowSpan: 1, columnSpan: 1, number: null, link: null, hidden: false };

function read(commune: string) {
  const rows = [
    ['Nom de la commune :', commune],
    ['Personne en charge du suivi du projet :', ''],
    ['Prénom Nom :', 'Sophie LAMBERT'],
    ['Mail :', 's.lambert@ville.fr'],
  ];
  const cells = rows.flatMap((texts, row) => texts.map((text, column) => ({ row, column, text, ...plain })));
  const reading = readForm({ sheets: [{ name: 'Feuil1', hidden: false, cells }] });
  const problem = reading.problems.find(({ field }) => field === 'commune');
  return { insee: reading.commune?.value.insee ?? null, code: problem?.code, cell: problem?.where?.cell };
}

const one: [string, string][] = [
  ['Mairie de CORBAS – Service scolaire', '69273'],
  ['Ville de Corbas - Direction de l’éducation', '69273'],
  ['F-69960 Corbas', '69273'],
  ['Corbas (Métropole de Lyon)', '69273'],
  ['69800 Saint Priest Cedex', '69290'],
  ['St Cyr au Mt d’Or', '69191'],
  ['Tassin la 1/2 Lune', '69244'],
  ['Mairie du 3e arrondissement de Lyon', '69123'],
  ['LYON 8', '69123'],
  ['Lyon IX', '69123'],
  ['Mairie du VIIe arrondissement de Lyon', '69123'],
  ['Oullins / Pierre-Bénite', '69149'],
  ['Pierre Benite', '69149'],
  ['Saint Genis 69230', '69204'],
  ['69290 Saint-Genis', '69205'],
];

test.each(one)('« %s » is the commune %s', (text, insee) => {
  expect(read(text)).toEqual({ insee, code: undefined, cell: undefined });
});

test.each([
  'Saint-Genis',
  'St Genis',
  'Fontaines',
  'Sathonay',
  'Fontaines 69270',
  '69580 Sathonay',
  'Corbas - Bron',
])('« %s » may be several', (text) =>
  expect(read(text)).toEqual({ insee: null, code: 'ambiguous', cell: 'B1' }),
);

test.each([
  'Brignais',
  '69210 Lentilly',
  'Sainte-Foy-l’Argentière',
  'Métropole de Lyon',
  'Grigny (91)',
  'Villeurbane',
])('« %s » is none of the Métropole', (text) =>
  expect(read(text)).toEqual({ insee: null, code: 'not_in_list', cell: 'B1' }),
);

test('an empty answer is missing, at its cell', () => {
  expect(read('')).toEqual({ insee: null, code: 'missing', cell: 'B1' });
});
