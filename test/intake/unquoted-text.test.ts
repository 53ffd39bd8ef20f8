import { aboveThread, forwardedQuote, unquotedText } from '../../src/intake/unquoted-text.js';

const own = ['support@laclasse.com'];
const head = '> De : Armelle FONT <a.font@ville.example>\n> Objet : liste\n>\n';
const form = '> Nom de la commune : Bron\n> Mail : a.font@ville.example';

test('a filled form quoted below the head of a forward is kept', () => {
  expect(forwardedQuote(`Voici.\n\n${head}${form}`, own, false)).toContain(
    '\nnom de la commune : bron\nmail :',
  );
  expect(forwardedQuote(`Voici.\n\n> ---- Message transféré ----\n${form}`, own, false)).not.toBeNull();
});

test.each([
  ['without a head', form],
  ['that they sent us before', head.replace('> Objet', '> À : support@laclasse.com\n> Objet') + form],
])('a filled form quoted %s is kept', (_how, text) => {
  expect(forwardedQuote(`Voici.\n\n${text}`, own, false)).toContain('nom de la commune : bron');
});

test.each([
  ['with a reference of ours', `> Dossier LC-2026-00042\n${form}`],
  ['and signed by us', `${form}\n> L’équipe laclasse.com – support@laclasse.com`],
  ['below the head of a reply', `Le 27 novembre 2026, Armelle a écrit :\n${head}${form}`],
  ['in a letter of ours', `${head.replace('a.font@ville.example', 'support@laclasse.com')}${form}`],
  ['blank', `${head}> Nom de la commune :\n> Mail :`],
  ['not quoted', 'De : A <a@b.example>\nObjet : x\nNom de la commune : Bron\nMail : a@b.example'],
])('a form quoted %s is none', (_how, text) => {
  expect(forwardedQuote(text, own, false)).toBeNull();
});

test('what is quoted is left out of what the sender wrote', () => {
  expect(unquotedText(`Voici.\n${form}`, own)).toBe('voici.');
});

test('a list quoted without a head in an answer may be what we said back', () => {
  expect(forwardedQuote(`Merci.\n\n${form}`, own, true)).toBeNull();
  expect(forwardedQuote(`Voici.\n\n${head}${form}`, own, true)).not.toBeNull();
});

test.each([
  [
    'a letter of theirs',
    'De : A <a@b.example>\nEnvoyé : lundi\nÀ : support@laclasse.com\nObjet : liste\nCommune : Bron',
  ],
  ['the head of a reply', 'Le 23 nov. 2026 à 10:12, A <a@b.example> a écrit :\n> Commune : Bron'],
  ['a forwarded mail', '-------- Message transféré --------\nCommune : Bron'],
])('the text above %s is kept as typed', (_how, thread) => {
  expect(aboveThread(`École : Été\n\n${thread}`)).toBe('École : Été\n');
});

test('a line drawn through a form cuts nothing off', () => {
  const text = 'Commune : Bron\n____________________________\nÉcole : Jean Jaurès';
  expect(aboveThread(text)).toBe(text);
});
