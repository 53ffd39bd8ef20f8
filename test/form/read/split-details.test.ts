import { splitDetails } from '../../../src/form/read/split-details.js';

const at = { sheet: 'Feuil1', cell: 'B4' };
const cells = (...texts: string[]) => texts.map((text) => ({ text, number: null, link: null, at }));
const told = (...texts: string[]) =>
  splitDetails(cells(...texts)).map(({ slot, written }) => [slot, written.text]);

const NAME = ['name', 'Claire DURAND'];
const EMAIL = ['email', 'c.durand@ville.fr'];
const PHONE = ['phone', '04 72 90 03 18'];
const JOB = ['jobTitle', 'directrice'];

/** A person told in one cell, and the answers found in it, in order. */
const oneCell: [string, string[][]][] = [
  ['Claire DURAND', [NAME]],
  ['Claire DURAND, directrice', [NAME, JOB]],
  ['Claire DURAND, directrice, c.durand@ville.fr, 04 72 90 03 18', [NAME, JOB, EMAIL, PHONE]],
  ['Claire DURAND – directrice – 04 72 90 03 18', [NAME, JOB, PHONE]],
  ['Claire DURAND\ndirectrice\nc.durand@ville.fr\n04 72 90 03 18', [NAME, JOB, EMAIL, PHONE]],
  ['Claire DURAND (directrice)', [NAME, JOB]],
  ['Claire DURAND, joignable au 04 72 90 03 18 ou par mail : c.durand@ville.fr', [NAME, PHONE, EMAIL]],
  ['Claire DURAND ; c.durand@ville.fr ; 04 72 90 03 18', [NAME, EMAIL, PHONE]],
  ['DURAND, Claire', [['name', 'DURAND, Claire']]],
];

test.each(oneCell)('« %s » tells %j', (text, answers) => {
  expect(told(text)).toEqual(answers);
});

test('two cells of names, then the rest', () => {
  expect(told('DURAND', 'Claire', 'directrice', 'c.durand@ville.fr')).toEqual([
    ['lastName', 'DURAND'],
    ['firstName', 'Claire'],
    JOB,
    EMAIL,
  ]);
});

test('« idem » in every cell stands for each answer, in the usual order', () => {
  expect(told('idem', 'idem', 'idem', 'idem').map(([slot]) => slot)).toEqual([
    'name',
    'jobTitle',
    'email',
    'phone',
  ]);
});

test('a cell shown under a name, whose link is an address, is an address', () => {
  const [name, link] = cells('Claire DURAND', 'Lui écrire');
  const found = splitDetails([name!, { ...link!, link: 'mailto:c.durand@ville.fr' }]);
  expect(found.map(({ slot }) => slot)).toEqual(['name', 'email']);
});
