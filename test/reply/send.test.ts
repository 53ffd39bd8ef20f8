import { afterEach, expect, test } from '@jest/globals';
import { type Mailer, type MailerSettings, openMailer } from '../../src/reply/send.js';
import { aScriptedSmtp, type Mood, type ScriptedSmtp } from './a-scripted-smtp.js';
import { anOwedMail } from './an-owed-mail.js';

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

function mailerTo(smtpUrl: string, settings: Partial<MailerSettings> = {}): Mailer {
  const from = { name: 'Support laclasse.com', address: 'support@laclasse.com' };
  const mailer = openMailer({
    smtpUrl,
    from,
    settings: { requireTls: false, silenceTimeoutMs: 400, connections: 1, ...settings },
  });
  opened.unshift(mailer);
  return mailer;
}

async function aServer(mood?: Mood): Promise<ScriptedSmtp> {
  const server = await aScriptedSmtp(mood);
  opened.push(server);
  return server;
}

const says =
  (start: string, answer: string): Mood =>
  (line) =>
    line.startsWith(start) ? answer : null;

test('an accepted mail is sent, with the server’s words', async () => {
  const server = await aServer();
  expect(await mailerTo(server.url).send(anOwedMail())).toEqual({ kind: 'sent', response: '250 2.0.0 kept' });
  expect(server.commands).toContain(
    'MAIL FROM:<support+retour-0193592e-7d10-7c2e-9a51-6d1f6f0b1c2d@laclasse.com>',
  );
  expect(server.commands).toContain('RCPT TO:<mairie@corbas.fr>');
});

test.each<[string, Mood, string, boolean]>([
  ['a server that shuts down (421)', says('greeting', '421 shutting down'), '421', false],
  ['a greylist (450)', says('RCPT', '450 4.2.0 greylisted'), '450', false],
  ['a full disk (452)', says('MAIL', '452 4.3.1 no space'), '452', false],
  ['a message deferred after DATA (451)', says('message', '451 try later'), '451', false],
  ['a greeting that refuses us (554)', says('greeting', '554 no service'), '554', true],
  ['our sender refused (550 at MAIL FROM)', says('MAIL', '550 5.7.1 not you'), '550', true],
  ['a relay that does not know us', says('RCPT', '554 5.7.1 Relay access denied'), '554', true],
  ['a login asked for at RCPT', says('RCPT', '530 5.7.0 Authentication required'), '530', true],
  ['a lost session (503 at DATA)', says('DATA', '503 bad sequence'), '503', false],
])('%s delays', async (_name, mood, code, needsOperator) => {
  const server = await aServer(mood);
  expect(await mailerTo(server.url).send(anOwedMail())).toMatchObject({
    kind: 'refused-for-now',
    code,
    needsOperator,
  });
  expect(server.mails).toEqual([]);
});

test.each<[string, Mood, string]>([
  ['an unknown recipient', says('RCPT', '550 5.1.1 no such user'), '550'],
  ['a message refused after DATA', says('message', '554 5.7.1 spam'), '554'],
  ['a message too large, said at MAIL FROM', says('MAIL', '552 5.3.4 too large'), '552'],
])('%s is refused for good, and the connection still serves', async (_name, mood, code) => {
  let isFirst = true;
  const server = await aServer((line, session) => (isFirst ? mood(line, session) : null));
  const mailer = mailerTo(server.url);
  expect(await mailer.send(anOwedMail())).toMatchObject({ kind: 'refused', code });
  isFirst = false;
  expect(await mailer.send(anOwedMail())).toMatchObject({ kind: 'sent' });
  expect(server.sessions).toBe(1);
});

test.each<[string, Mood]>([
  ['hangs up before greeting', says('greeting', 'drop')],
  ['hangs up in the middle of DATA', says('half', 'drop')],
  ['hangs up after DATA', says('message', 'drop')],
  ['falls silent after DATA', says('message', 'silence')],
  ['falls silent at RCPT', says('RCPT', 'silence')],
])(
  'a server that %s delays, and the same mail leaves later with the same Message-ID',
  async (_name, badMood) => {
    let isBad = true;
    const large = 'é'.repeat(200_000);
    const server = await aServer((line, session) => (isBad ? badMood(line, session) : null));
    const mailer = mailerTo(server.url);
    expect(await mailer.send(anOwedMail({ text: large }))).toMatchObject({ kind: 'refused-for-now' });
    isBad = false;
    expect(await mailer.send(anOwedMail({ text: large }))).toMatchObject({ kind: 'sent' });
    expect(server.mails).toHaveLength(1);
    expect(server.mails[0]).toContain(
      'Message-ID: <LC-2026-00042.corrections.0193592e-7d10-7c2e-9a51-6d1f6f0b1c2d@laclasse.com>',
    );
  },
);

test('a server that is not there delays', async () => {
  const server = await aScriptedSmtp();
  await server.close();
  expect(await mailerTo(server.url).send(anOwedMail())).toMatchObject({ kind: 'refused-for-now' });
});

test('no byte of the mail leaves in clear when TLS is required and not offered', async () => {
  const server = await aServer(says('STARTTLS', '502 not implemented'));
  const outcome = await mailerTo(server.url, { requireTls: true }).send(anOwedMail());
  expect(outcome).toMatchObject({ kind: 'refused-for-now', needsOperator: true });
  expect(server.commands.filter((line) => /^(MAIL|AUTH|DATA)/.test(line))).toEqual([]);
});

test('a server that offers STARTTLS and refuses it delays', async () => {
  const server = await aServer((line) =>
    line.startsWith('EHLO') ? '250-test\r\n250 STARTTLS' : line === 'STARTTLS' ? '454 not now' : null,
  );
  expect(await mailerTo(server.url).send(anOwedMail())).toMatchObject({
    kind: 'refused-for-now',
    needsOperator: true,
  });
});

test('a refused login delays, asks for an operator, and is not hammered', async () => {
  const server = await aServer((line) =>
    line.startsWith('EHLO')
      ? '250-test\r\n250 AUTH PLAIN'
      : line.startsWith('AUTH')
        ? '535 5.7.8 wrong'
        : null,
  );
  const mailer = mailerTo(server.url.replace('smtp://', 'smtp://user:p%40ss@'));
  const refused = { kind: 'refused-for-now', code: '535', needsOperator: true };
  expect(await mailer.send(anOwedMail())).toMatchObject(refused);
  expect(await mailer.send(anOwedMail())).toMatchObject(refused);
  expect(server.commands.filter((line) => line.startsWith('AUTH'))).toHaveLength(1);
});

test('without 8BITMIME every byte sent is ASCII, in lines the standard allows', async () => {
  const server = await aServer((line) => (line.startsWith('EHLO') ? '250 test' : null));
  const text = `${'Éléonore à Décines-Charpieu. '.repeat(80)}\n`;
  await mailerTo(server.url).send(anOwedMail({ text, html: `<p>${text}</p>` }));
  expect(server.mails[0]).not.toMatch(/[\u0080-\uffff]/);
  expect(Math.max(...server.mails[0]!.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
});

test('a mail over the size the server announces is refused before its first byte', async () => {
  const server = await aServer((line) => (line.startsWith('EHLO') ? '250-test\r\n250 SIZE 50000' : null));
  const attachments = [
    { name: 'liste.xlsx', type: 'application/octet-stream', bytes: new Uint8Array(60_000) },
  ];
  const outcome = await mailerTo(server.url).send(anOwedMail({ attachments }));
  expect(outcome).toMatchObject({ kind: 'refused', code: 'message_too_large' });
  expect(server.commands.some((line) => line.startsWith('DATA'))).toBe(false);
});

test('a mail over our own limit is not tried', async () => {
  const server = await aServer();
  const attachments = [
    { name: 'liste.xlsx', type: 'application/octet-stream', bytes: new Uint8Array(9_000) },
  ];
  const outcome = await mailerTo(server.url, { largestMail: 10_000 }).send(anOwedMail({ attachments }));
  expect(outcome).toMatchObject({ kind: 'refused', code: 'message_too_large' });
  expect(server.sessions).toBe(0);
});

test('a Cc refused leaves the reply sent; the recipient refused does not', async () => {
  const refuses = (address: string): Mood => says(`RCPT TO:<${address}>`, '550 5.1.1 no such user');
  const mail = anOwedMail({ cc: 'suivi@corbas.fr' });
  const forCc = await aServer(refuses('suivi@corbas.fr'));
  const forTo = await aServer(refuses('mairie@corbas.fr'));
  expect(await mailerTo(forCc.url).send(mail)).toMatchObject({ kind: 'sent' });
  expect(await mailerTo(forTo.url).send(mail)).toMatchObject({ kind: 'refused', code: '550' });
});

test.each(['a@b.fr, c@d.fr', 'a@b.fr\r\nBcc: c@d.fr', '<a@b.fr>', 'Nom <a@b.fr>', 'a@b.fr c@d.fr', 'a', ''])(
  '%j is no recipient',
  async (to) => {
    const server = await aServer();
    expect(await mailerTo(server.url).send(anOwedMail({ to }))).toMatchObject({
      kind: 'refused',
      code: 'bad_address',
    });
    expect(server.sessions).toBe(0);
  },
);

test('nothing a stranger chose becomes a header', async () => {
  const server = await aServer();
  await mailerTo(server.url).send(
    anOwedMail({
      subject: 'LC-2026-00042 – réponse\r\nBcc: victime@exemple.fr\r\n\r\nCorps',
      inReplyTo: '<x@y>\r\nBcc: victime@exemple.fr',
      references: ['<ok@corbas.fr>', '<a@b>\r\nBcc: victime@exemple.fr', '<a b@c>'],
      attachments: [
        { name: 'a.xlsx"\r\nBcc: victime@exemple.fr', type: 'application/x', bytes: new Uint8Array(1) },
      ],
    }),
  );
  const head = server.mails[0]!.split('\r\n\r\n')[0]!;
  expect(server.mails[0]).not.toMatch(/^Bcc:/im);
  expect(head).not.toMatch(/^In-Reply-To:/im);
  expect(head).toMatch(/^References: <ok@corbas\.fr>$/im);
  expect(server.commands.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<mairie@corbas.fr>']);
});

test('the domain of an address with accents travels in ASCII', async () => {
  const server = await aServer();
  const mailer = mailerTo(server.url);
  expect(await mailer.send(anOwedMail({ to: 'mairie@saint-cyr-été.fr' }))).toMatchObject({ kind: 'sent' });
  expect(server.commands).toContain('RCPT TO:<mairie@xn--saint-cyr-t-kbbb.fr>');
  expect(server.mails[0]).toMatch(/^To: mairie@xn--saint-cyr-t-kbbb\.fr$/im);
});

test('a resend has the same bytes, its date aside', async () => {
  const server = await aServer();
  const mailer = mailerTo(server.url);
  await mailer.send(anOwedMail());
  await mailer.send(anOwedMail());
  const [first, second] = server.mails.map((mail) => mail.replace(/^Date: .*$/m, ''));
  expect(second).toBe(first);
});

test('fifty mails share the connections of the pool', async () => {
  const server = await aServer();
  const mailer = mailerTo(server.url, { connections: 3 });
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, (_, place) => mailer.send(anOwedMail({ replyId: `r-${place}` }))),
  );
  expect(outcomes.every(({ kind }) => kind === 'sent')).toBe(true);
  expect(server.mails).toHaveLength(50);
  expect(server.sessions).toBeLessThanOrEqual(3);
});
