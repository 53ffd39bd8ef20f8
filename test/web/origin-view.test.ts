import { domainHint, originView } from '../../src/web/pages/request/origin-view.js';

test('an agent reads why a sender is not proven, and nothing of the other codes', () => {
  const { why } = originView(
    { from: 'a@ville-bron.fr', reasons: ['document-attached', 'not-signed', 'display-name-address'] },
    '69029',
  );
  expect(why).toEqual([
    'Le message n’est pas signé : c’est courant dans les petites mairies.',
    'Le nom affiché contient une autre adresse que celle qui écrit.',
  ]);
});

test.each([
  ['a@ville-bron.fr', '69029', 'ok', 'un indice, pas une preuve'],
  ['a@vil1e-bron.fr', '69029', 'bad', 'ressemble au site ville-bron.fr'],
  ['a@givors.fr', '69029', 'warn', 'd’une autre commune : Givors'],
  ['mairie@orange.fr', '69029', '', 'ouverte à tous'],
  ['anne.petit@ac-lyon.fr', null, '', 'de l’académie'],
  ['a@exemple.fr', '69029', '', 'site connu pour Bron (ville-bron.fr)'],
  ['mairie-corbas.fr', '69273', '', 'Aucun site connu pour Corbas'],
])('%s for %s', (address, insee, tone, words) => {
  const hint = domainHint(address, insee);
  expect(hint.tone).toBe(tone);
  expect(hint.words).toContain(words);
});
