import { fold } from '../../src/registry/fold.js';

test.each([
  ['Écully', 'ECULLY'],
  ["  Champagne-au-Mont-d'Or ", 'CHAMPAGNE AU MONT D OR'],
  ['Champagne–au–Mont–d’Or', 'CHAMPAGNE AU MONT D OR'],
  ['Sainte\u00a0Foy\u202flès  Lyon', 'SAINTE FOY LES LYON'],
  ['Sacré-Cœur', 'SACRE COEUR'],
  ['Lætitia', 'LAETITIA'],
  ['De\u0301cines', 'DECINES'],
  ['Vaulx\u00adenVelin', 'VAULXENVELIN'],
  ['', ''],
])('%j is compared as %j', (text, key) => {
  expect(fold(text)).toBe(key);
});

test('folding twice changes nothing more', () => {
  expect(fold(fold("L’Œuvre d'Été — n° 3"))).toBe(fold("L’Œuvre d'Été — n° 3"));
});
