import {
  endsJobWithSomebody,
  endsSchoolWithSomebody,
  holdsMoreThanCivility,
  namesAnother,
} from '../../../src/form/check/perhaps-somebody.js';

test.each([
  ['Responsable informatique Zébulon QUATREMER', true],
  ['Responsable du service scolaire Zébulon QUATREMER', true],
  ['Zébulon QUATREMER', true],
  ['Directrice, Zébulon QUATREMER', true],
  ['Responsable Service INFORMATIQUE', false],
  ['Chargée de mission Petite ENFANCE', false],
  ['Directeur Bron PARILLY', false],
  ['Directrice du groupe scolaire Zébulon QUATREMER', false],
  ['Directeur DSI', false],
  ['RESPONSABLE INFORMATIQUE', false],
  ['Professeure des écoles', false],
  // A given name we know is not doubtful: report-foreign-answers refuses it.
  ['Responsable informatique Zoé QUATREMER', false],
])('as what somebody does, « %s » may hold somebody: %s', (text, holds) => {
  expect(endsJobWithSomebody(text)).toBe(holds);
});

test.each([
  ['École Jean Jaurès Zébulon QUATREMER', true],
  ['EMPU Le Petit Prince Zébulon QUATREMER', true],
  ['École Zébulon QUATREMER', false],
  ['École Élémentaire Publique Zébulon QUATREMER', false],
  ['École Jean Jaurès Bron PARILLY', false],
  ['École Jean JAURÈS', false],
])('as a school, « %s » may hold somebody: %s', (text, holds) => {
  expect(endsSchoolWithSomebody(text)).toBe(holds);
});

test.each([
  ['Garcia-Lopez, Zébulon QUATREMER', true],
  ['d’Estaing - Zoé Petit', true],
  ['DURAND', false],
  ['Durand-Petit', false],
  ['DURAND - PETIT', false],
  ['Le Gall', false],
])('in a cell of one name, « %s » names another: %s', (text, names) => {
  expect(namesAnother(text)).toBe(names);
});

test.each([
  ['Mme 04 72 11 22 33', true],
  ['M. Zoé Petit', true],
  ['Mme', false],
  ['M.', false],
  ['M. / Mme', false],
  ['Madame la Directrice', false],
])('« %s » is more than a civility: %s', (text, isMore) => {
  expect(holdsMoreThanCivility(text)).toBe(isMore);
});
