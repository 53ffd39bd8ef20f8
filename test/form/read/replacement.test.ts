import { tellsChange } from '../../../src/form/read/known-sentence.js';
import { readPersonName } from '../../../src/form/read/read-person-name.js';
import { recogniseLabel } from '../../../src/form/read/recognise-label.js';

test.each([
  ['École Simone Veil - remplaçante Zoé Quatremer', true],
  ['École Simone Veil - remplaçante : Zoé Quatremer', true],
  ['Enseignante remplaçante', false],
  ['École Simone Veil', false],
])('%s: a change is told: %s', (text, tells) => {
  expect(tellsChange(text)).toBe(tells);
});

test('a label whose brackets name a replacement is no mere label', () => {
  expect(recogniseLabel('Responsable informatique (remplacé par Zoé Petit)')).toBeNull();
  expect(recogniseLabel('Responsable informatique (titulaire)')).not.toBeNull();
});

test('a surname between two given names tells two persons', () => {
  const hints = { labelOrder: 'first', email: null, formOrder: null } as const;
  expect(readPersonName('Marie Garcia-Lopez Zoé QUATREMER', hints).kind).toBe('several');
  expect(readPersonName('Marie Anne Sophie DUPONT', hints).kind).toBe('split');
});
