import { joinLists } from '../../src/registry/join-lists.js';
import { Uai } from '../../src/registry/uai.js';

const administrator = {
  firstName: 'A',
  lastName: 'B',
  jobTitle: 'C',
  email: 'a@b.example',
  phone: '+33400000000',
};
const school = (uai: string) => ({ uai: Uai.parse(uai), name: uai, administrator });
const [one, two, three] = ['0693027R', '0693794Z', '0693898M'].map(school) as [
  ReturnType<typeof school>,
  ReturnType<typeof school>,
  ReturnType<typeof school>,
];

function joined(communes: Parameters<typeof joinLists>[0], from: number) {
  return [...joinLists(communes, from)].map(([year, schools]) => [
    year,
    schools.map(({ uai }) => uai).join(),
  ]);
}

test.each([
  [
    'two lists of the year',
    [new Map([[2026, [one]]]), new Map([[2026, [two]]])],
    [[2026, '0693027R,0693794Z']],
  ],
  [
    'a list that silence renews keeps its schools when the other has a new one',
    [new Map([[2027, [one]]]), new Map([[2025, [two]]])],
    [
      [2026, '0693794Z'],
      [2027, '0693027R,0693794Z'],
    ],
  ],
  [
    'a school of both is there once',
    [new Map([[2026, [one, two]]]), new Map([[2026, [two]]])],
    [[2026, '0693027R,0693794Z']],
  ],
  ['a commune without a list brings nothing', [new Map(), new Map([[2026, [three]]])], [[2026, '0693898M']]],
  [
    'years gone are left as they were',
    [new Map([[2024, [one]]]), new Map([[2026, [two]]])],
    [[2026, '0693027R,0693794Z']],
  ],
])('%s', (_name, communes, lists) => {
  expect(joined(communes, 2026)).toEqual(lists);
});
