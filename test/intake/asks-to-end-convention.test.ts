import { asksToEndConvention } from '../../src/intake/asks-to-end-convention.js';
import { parseMessage } from '../../src/intake/parse-message.js';
import { aMail, text } from './builders/a-mail.js';

const asks = (body: string, subject = 'laclasse.com') =>
  asksToEndConvention(
    parseMessage(aMail({ from: 'mairie@corbas.fr', subject, content: text(`Bonjour,\r\n\r\n${body}\r\n`) })),
  );

test.each([
  'Nous souhaitons résilier la convention laclasse.com.',
  'La commune dénonce la convention signée en 2019.',
  'Le conseil municipal a décidé de mettre fin à cette convention à la rentrée.',
  'Nous mettons un terme à notre convention.',
  'La convention ne sera pas renouvelée : nous ne souhaitons plus renouveler.',
  'Nous avons décidé de ne pas renouveler la convention.',
  'Merci de prendre acte de la résiliation de notre\r\nconvention au 31 décembre.',
])('%j asks to end the convention', (body) => expect(asks(body)).toBe(true));

test.each([
  'Voici la liste de nos écoles, comme le prévoit la convention.',
  'Nous souhaitons renouveler la convention.',
  'Mme Durand met fin à ses fonctions d’administratrice.',
  'Nous résilions notre abonnement téléphonique. La convention reste la même.',
  'Où en est la convention que nous avons signée ?',
  '',
])('%j does not', (body) => expect(asks(body)).toBe(false));

test('the subject alone says it', () => {
  expect(asks('Voir ci-joint.', 'Dénonciation de la convention laclasse.com')).toBe(true);
});

test('our own letter, quoted or in the subject of an answer, says nothing for its reader', () => {
  const subject =
    'RE: LC-2026-00042-7F3K – Votre convention n’est pas résiliée : il faut une lettre recommandée';
  expect(asks('D’accord, merci.\r\n\r\n> Pour mettre fin à la convention, une lettre', subject)).toBe(false);
});
