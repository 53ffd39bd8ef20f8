import { correctedFileName } from '../../../src/form/write/corrected-file-name.js';
import { acceptableNames } from '../../../src/form/write/sheet-names.js';

test.each([
  ['liste écoles.XLS', 'liste écoles - à corriger.xlsx'],
  ['../../etc/liste.ods', 'liste - à corriger.xlsx'],
  ['C:\\Users\\x\\liste.csv', 'liste - à corriger.xlsx'],
  ['liste - à corriger.xlsx', 'liste - à corriger.xlsx'],
  ['facture\u202exslx.exe', 'facturexslx - à corriger.xlsx'],
  ['', 'formulaire - à corriger.xlsx'],
  ['..', 'formulaire - à corriger.xlsx'],
])('%j comes back as %j', (name, expected) => {
  expect(correctedFileName(name, 'xlsx')).toBe(expected);
});

test('sheet names are made acceptable, and stay different', () => {
  const long = 'Liste des écoles élémentaires de la commune';
  const names = acceptableNames(['a/b', 'A B', long, `${long} (suite)`, '']);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(5);
  for (const name of names) {
    expect(name.length).toBeLessThanOrEqual(31);
    expect(name).not.toMatch(/[[\]:*?/\\]|^$/);
  }
});
