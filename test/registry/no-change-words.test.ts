import { readNoChange } from '../../src/registry/no-change-words.js';

test.each([
  'Bonjour, pas de changement pour la rentrée prochaine. Cordialement, Paul Martin',
  'Aucune modification à apporter à notre liste.',
  'La liste est inchangée, merci.',
  'On reconduit à l’identique.',
  'Nous reconduisons la liste à l’identique',
  'Même liste que l’an dernier',
  'Rien à signaler : reconduction sans changement.',
  'Bonjour,\n\nSans modification pour la nouvelle année scolaire.\n\nService des affaires scolaires',
  'RIEN NE CHANGE',
  'Rien n’a changé.',
])('%j says that nothing changes', (text) => {
  expect(readNoChange(text)).toBe('no-change');
});

test.each([
  'Pas de changement, sauf l’école Jean Jaurès qui ferme.',
  'La liste est inchangée mais une directrice part en retraite.',
  'Pas de changement pour l’école Jean Moulin.',
  'Pas de changement ? Je me renseigne.',
  'Pas de changement à ce jour, je vous confirme en juillet.',
  'Pas de changement, nous souhaitons résilier.',
  `Pas de changement. ${'Ce message est confidentiel. '.repeat(40)}`,
])('%j may take back what it says: a person reads it', (text) => {
  expect(readNoChange(text)).toBe('no-change-unsure');
});

test.each([
  'Pas de changement d’administrateur cette année.',
  'Pouvez-vous changer le mot de passe ?',
  'Veuillez trouver ci-joint la liste de nos écoles.',
  'Les accès ont changé de place.',
  '',
])('%j does not speak of it', (text) => {
  expect(readNoChange(text)).toBeNull();
});
