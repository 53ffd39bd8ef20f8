import { isIdem, isNoAnswer } from '../../../src/form/read/no-answer.js';

const nothing = [
  'Prénom Nom',
  'Nom et prénom',
  'votre nom',
  'En cours de recrutement',
  'N/A',
  'néant',
  'x',
  '-',
  'à venir',
  '?',
  '???',
  'vacant',
  'Poste vacant',
  'non renseigné',
  'Sans objet',
  'A définir',
  'à compléter',
  'XXXX',
  '…',
  '...',
  'inconnu',
  'pas encore nommé',
  'nomination en attente',
  'poste à pourvoir',
  'recrutement en cours',
  'en attente de nomination',
  'à désigner',
  '#REF!',
  'sans changement',
  'pas de mail',
  'non communiqué',
];

test.each(nothing)('« %s » answers nothing', (text) => {
  expect(isNoAnswer(text)).toBe(true);
});

const answers = ['Sophie LAMBERT', 'Xavier', 'École Vaucanson', 'Aucune NGUYEN', 's.lambert@ville-corbas.fr'];

test.each(answers)('« %s » answers something', (text) => {
  expect(isNoAnswer(text)).toBe(false);
});

const above = [
  'idem',
  'Idem',
  'id.',
  '"',
  '”',
  '« »',
  'même personne',
  'la même',
  'idem ci-dessus',
  'voir ci-dessus',
  'ditto',
];

test.each(above)('« %s » says the answer above', (text) => {
  expect(isIdem(text)).toBe(true);
});

/** « // » may stand for « the same » or for « nothing »: the clerk is asked. */
test.each(['//', '-', 'le même que Paul', 'Idèle'])('« %s » does not', (text) => {
  expect(isIdem(text)).toBe(false);
});
