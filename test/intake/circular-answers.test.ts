import { answersCircular, asksForNoNews } from '../../src/intake/circular-answers.js';
import { parseMessage } from '../../src/intake/parse-message.js';

const parsed = (text: string, headers = '') =>
  parseMessage(Buffer.from(`From: a@ville.example\r\nSubject: Re: Du nouveau\r\n${headers}\r\n${text}`));

test.each([
  ['STOP', true],
  ['Stop, merci.\r\n\r\n-- \r\nKarim Belkacem\r\nMairie de Corbas', true],
  ['Désabonnement svp', true],
  ['stop\r\n\r\nLe 28 novembre 2026 à 10:00, Support a écrit :\r\n> Du nouveau', true],
  ['Stop aux coupures, nous avons besoin du service', false],
  ['Bonjour, merci de votre message', false],
  [`Stop\r\n${'Par ailleurs, nous voulons ajouter une école à notre liste. '.repeat(5)}`, false],
  ['', false],
])('%j asks for no more news: %s', (text, asks) => {
  expect(asksForNoNews(parsed(text))).toBe(asks);
});

test('an answer to a circular is known by the Message-ID it answers', () => {
  const id = '<annonce-0193aaaa.circular-news.0193aaaa-0000-4000-8000-000000000001@laclasse.com>';
  expect(answersCircular(parsed('Merci', `In-Reply-To: ${id}\r\n`))).toBe(true);
  expect(answersCircular(parsed('Merci', 'In-Reply-To: <x@laclasse.com>\r\n'))).toBe(false);
});
