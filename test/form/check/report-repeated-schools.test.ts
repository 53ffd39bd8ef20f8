import { readForm } from '../../../src/form/read-form.js';

const plain = { rowSpan: 1, columnSpan: 1, number: null, link: null, hidden: false };
const people = ['odile.basset@ac-lyon.fr', 'herve.clavel@ac-lyon.fr'];

/** Where a list of two schools says a duplicate; one administrator for both, or one each. */
function duplicates(first: string, second: string, isSamePerson = false): string[] {
  const rows = [
    ['Nom de la commune', 'Bron'],
    [],
    ['École', 'Prénom et nom de l’administrateur', 'Fonction', 'Mail', 'Téléphone'],
    [first, 'Odile BASSET', 'Directrice', people[0]!, '04 78 33 44 55'],
    [
      second,
      isSamePerson ? 'Odile BASSET' : 'Hervé CLAVEL',
      'Directeur',
      people[isSamePerson ? 0 : 1]!,
      '04 78 33 44 56',
    ],
  ];
  const cells = rows.flatMap((texts, row) => texts.map((text, column) => ({ row, column, text, ...plain })));
  const { problems } = readForm({ sheets: [{ name: 'Feuil1', hidden: false, cells }] });
  return problems.filter(({ code }) => code === 'duplicate').map(({ where }) => where!.cell);
}

const same: [string, string][] = [
  ['École Jean Moulin', 'ÉCOLE JEAN MOULIN'],
  ['École Jean Moulin', 'Ecole Jean-Moulin'],
  ['EEPU Jean Moulin', 'École élémentaire Jean-Moulin'],
  ['EMPU Condorcet', 'Condorcet maternelle'],
  ['E.M. Condorcet', 'École maternelle Condorcet'],
  ['Élém. Condorcet', 'École élémentaire Condorcet'],
  ['É. mat. Condorcet', 'Maternelle Condorcet'],
  ['EPPU Les Tilleuls', 'École primaire publique des Tilleuls'],
  ['E.E.P.U. Les Tilleuls', 'École élémentaire Les Tilleuls'],
];

test.each(same)('« %s » and « %s » are the same school twice', (first, second) => {
  expect(duplicates(first, second)).toEqual(['A5']);
});

const apart: [string, string][] = [
  ['Mat. Jean Moulin', 'Élém. Jean Moulin'],
  ['EMPU Condorcet', 'EEPU Condorcet'],
  ['École Jean Moulin', 'École Jean Macé'],
  ['GS Jean Moulin', 'Maternelle Jean Moulin'],
  ['École Em', 'École Ee'],
  ['École maternelle', 'École élémentaire'],
];

test.each(apart)('« %s » and « %s » are two schools', (first, second) => {
  expect(duplicates(first, second)).toEqual([]);
});

test('one administrator for both makes the same own name one school', () => {
  expect(duplicates('Jean Moulin', 'École élémentaire Jean Moulin', true)).toEqual(['A5']);
  expect(duplicates('Jean Moulin', 'École élémentaire Jean Moulin', false)).toEqual([]);
});
