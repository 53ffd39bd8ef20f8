import { readEmail } from '../../../src/form/read/read-email.js';

const at = { sheet: 'Feuil1', cell: 'B6' };
const written = (text: string, link: string | null = null) => ({ text, number: null, link, at });
const ADDRESS = 's.lambert@ville-corbas.fr';

/** What needs no guess is cleaned: written, the link of its cell, the address. */
const clean: [string, string | null, string][] = [
  ['s.lambert@ville-corbas.fr', 'mailto:s.lambert@ville-corbas.fr', ADDRESS],
  ['s.lambert@ville-corbas.fr', 'mailto:s.lambert@ville-corbas.fr?subject=ENT', ADDRESS],
  ['Sophie Lambert', 'mailto:s.lambert@ville-corbas.fr', ADDRESS],
  ['lui écrire', 'mailto:s.lambert@ville-corbas.fr', ADDRESS],
  ['s.lambert@ville-corbas.fr', 'mailto:S.Lambert@Ville-Corbas.fr', ADDRESS],
  ['mailto:s.lambert@ville-corbas.fr', null, ADDRESS],
  ['direction.1@ac-lyon.example', null, 'direction.1@ac-lyon.example'],
  ['Sophie Lambert <s.lambert@ville-corbas.fr>', null, ADDRESS],
  ['"LAMBERT Sophie" <s.lambert@ville-corbas.fr>', null, ADDRESS],
  ['<s.lambert@ville-corbas.fr>', null, ADDRESS],
  ['s.lambert @ ville-corbas.fr', null, ADDRESS],
  ['s.lambert@ ville-corbas.fr', null, ADDRESS],
  ['s.lambert@ville-corbas.fr.', null, ADDRESS],
  ['s.lambert@ville-corbas.fr;', null, ADDRESS],
  ['s.lambert@ville-corbas.fr,', null, ADDRESS],
  ['s.lambert\u200b@ville-corbas.fr', null, ADDRESS],
  ['\ufeffs.lambert@ville-corbas.fr', null, ADDRESS],
  ['S.LAMBERT@VILLE-CORBAS.FR', null, ADDRESS],
  ['S.Lambert@Ville-Corbas.fr', null, ADDRESS],
  ["'s.lambert@ville-corbas.fr", null, ADDRESS],
  ['« s.lambert@ville-corbas.fr »', null, ADDRESS],
  ['s.lambert@ville-corbas.fr (perso)', null, ADDRESS],
  ['(s.lambert@ville-corbas.fr)', null, ADDRESS],
  ['s.lambert@ville-corbas.fr\n', null, ADDRESS],
  ['\u00a0s.lambert@ville-corbas.fr\u00a0', null, ADDRESS],
  ['s.lambert\u00ad@ville-corbas.fr', null, ADDRESS],
  ['s.lambert@ville-corbas.fr', null, ADDRESS],
  ['s.lambert＠ville-corbas.fr', null, ADDRESS],
  ['s.lambert+ent@gmail.com', null, 's.lambert+ent@gmail.com'],
  ['sophie_lambert69@orange.fr', null, 'sophie_lambert69@orange.fr'],
  ['dir-ecole@corbas.fr', null, 'dir-ecole@corbas.fr'],
  ["k.o'brien@ville-corbas.fr", null, "k.o'brien@ville-corbas.fr"],
  ['✉ s.lambert@ville-corbas.fr', null, ADDRESS],
  ['“s.lambert@ville-corbas.fr”', null, ADDRESS],
  ['Mme Lambert <s.lambert@ville-corbas.fr>;', null, ADDRESS],
];

test.each(clean)('« %s », with the link %s, is %s', (text, link, email) => {
  expect(readEmail(written(text, link))).toEqual({ email, linksTo: null });
});

test('an address whose link leads to another is the one written, and the other is told', () => {
  expect(readEmail(written(ADDRESS, 'mailto:j.petit@ville-corbas.fr'))).toEqual({
    email: ADDRESS,
    linksTo: 'j.petit@ville-corbas.fr',
  });
});

/** What would need a guess is refused, with what the clerk may confirm. */
const guessed: [string, string][] = [
  ['s.lambert(at)ville-corbas.fr', ADDRESS],
  ['s.lambert [at] ville-corbas.fr', ADDRESS],
  ['s.lambert [arobase] ville-corbas.fr', ADDRESS],
  ['s.lambert[@]ville-corbas.fr', ADDRESS],
  ['s.lambert@ville-corbas .fr', ADDRESS],
  ['s.lambert arobase ville-corbas.fr', ADDRESS],
  ['s.lambert(a)ville-corbas.fr', ADDRESS],
  ['s.lambert@ville-corbas point fr', ADDRESS],
  ['s.lambert@ville-corbas. fr', ADDRESS],
  ['s. lambert@ville-corbas.fr', ADDRESS],
  ['karim benali@ville-corbas.fr', 'karim.benali@ville-corbas.fr'],
  ['secreta riat@ville-corbas.fr', 'secretariat@ville-corbas.fr'],
  ['hélène.verdier@ville-corbas.fr', 'helene.verdier@ville-corbas.fr'],
  ['s.lambert@ville-corbas,fr', ADDRESS],
  ['s,lambert@ville-corbas.fr', ADDRESS],
  ['s.lambert@gmial.com', 's.lambert@gmail.com'],
  ['s.lambert@orage.fr', 's.lambert@orange.fr'],
  ['s.lambert@ac-lyon.com', 's.lambert@ac-lyon.fr'],
  ['s.lambert@gmailcom', 's.lambert@gmail.com'],
  ['s.lambert@hotmial.fr', 's.lambert@hotmail.fr'],
  ['s.lambert@wanado.fr', 's.lambert@wanadoo.fr'],
  ['s.lambert@aclyon.fr', 's.lambert@ac-lyon.fr'],
  ['s.lambert@ac_lyon.fr', 's.lambert@ac-lyon.fr'],
  ['s.lambert@ac-lyonn.fr', 's.lambert@ac-lyon.fr'],
  ['s.lambert@yaho.fr', 's.lambert@yahoo.fr'],
  ['s.lambert@orange.ft', 's.lambert@orange.fr'],
  ['s.lambert@gmail.con', 's.lambert@gmail.com'],
  ['s.lambert@free.frr', 's.lambert@free.fr'],
  ['s.lambert@ville-corbas..fr', ADDRESS],
  ['s.lambert@@ville-corbas.fr', ADDRESS],
  ['s..lambert@ville-corbas.fr', ADDRESS],
  ['s.lambert@laposte', 's.lambert@laposte.net'],
  ['s.lambert@ac-lyon', 's.lambert@ac-lyon.fr'],
  ['s.lambert@ac lyon.fr', 's.lambert@ac-lyon.fr'],
  ['s.lambert@orangefr', 's.lambert@orange.fr'],
  ['s.lambert@outlok.fr', 's.lambert@outlook.fr'],
  ['s.lambert@ville\u2011corbas.fr', ADDRESS],
  ['s.lambert@ville-corbas.fr ; j.petit@ville-corbas.fr', ADDRESS],
  ['s.lambert@ville-corbas.fr, j.petit@ville-corbas.fr', ADDRESS],
  ['s.lambert@ville-corbas.fr ou j.petit@ville-corbas.fr', ADDRESS],
  ['s.lambert@ville-corbas.fr\nj.petit@ville-corbas.fr', ADDRESS],
  ['s.lambert@ville-corbas.fr / j.petit@ville-corbas.fr', ADDRESS],
  ['s.lambert@ville-corbas.fr j.petit@ville-corbas.fr', ADDRESS],
  ['s.lambert@ville-corbas.fr et j.petit@ville-corbas.fr', ADDRESS],
  ['s.lambert@ville-corbas.fr.fr', ADDRESS],
  ['s.lambert@orange.f', 's.lambert@orange.fr'],
  ['s.lambert à ac-lyon.fr', 's.lambert@ac-lyon.fr'],
  ['s.lambert@ac-lion.fr', 's.lambert@ac-lyon.fr'],
  ['s.lambert@gmail;com', 's.lambert@gmail.com'],
  ['s.lambert@gmail.fr', 's.lambert@gmail.com'],
];

test.each(guessed)('« %s » is refused; suggested: %s', (text, suggestion) => {
  expect(readEmail(written(text))).toEqual({ email: null, suggestion });
});

const refused = [
  'prenom.nom@ac-lyon.fr',
  'Nom.Prenom@ville-corbas.fr',
  'xxx@ville-corbas.fr',
  'votre-adresse@ville-corbas.fr',
  's lambert@ville-corbas.fr',
  's.lambert@mairie-lyon',
  's.lambertville-corbas.fr',
  'www.ville-corbas.fr',
  's.lambert@',
  '@ville-corbas.fr',
  's.lambert@.fr',
  's.lambert#ville-corbas.fr',
  '.s.lambert@ville-corbas.fr',
  's.lambert@ville_corbas.fr',
  's.lambert@ville-corbas.f',
];

test.each(refused)('« %s » is no address', (text) => {
  expect(readEmail(written(text))).toMatchObject({ email: null });
});
