import { navigationOf } from '../../../src/web/server/frame.js';

const sections = [
  { key: 'queue', href: '/', name: 'File d’attente' },
  { key: 'renewal', href: '/reconduction', name: 'Reconduction', menu: 'Année scolaire' },
  { key: 'deadlines', href: '/echeances', name: 'Échéances' },
  { key: 'fees', href: '/redevances', name: 'Redevances', menu: 'Année scolaire', needs: 'supervisor' },
] as const;

test('the pages of one menu are together, in the place of the first, and say where one is', () => {
  const navigation = navigationOf(sections, 'supervisor', 'fees');
  expect(navigation.map(({ name, isHere }) => [name, isHere])).toEqual([
    ['File d’attente', false],
    ['Année scolaire', true],
    ['Échéances', false],
  ]);
  expect(navigation[1]).toMatchObject({
    entries: [
      { name: 'Reconduction', isHere: false },
      { name: 'Redevances', href: '/redevances', isHere: true },
    ],
  });
});

test('nobody sees a page their role may not open', () => {
  expect(JSON.stringify(navigationOf(sections, 'agent', 'queue'))).not.toContain('Redevances');
});
