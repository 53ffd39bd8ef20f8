import { simpleParser } from 'mailparser';
import { type Mailer, type MailerOptions, type MailerSettings, openMailer } from '../../src/reply/send.js';
import { loadTemplates, writeReply } from '../../src/reply/write-reply.js';
import { until } from '../support/journey/until.js';
import { describeWith } from '../support/servers/available.js';
import { aPostfix, type Postfix } from '../support/servers/postfix.js';
import { aReplyOf, aService, TEMPLATES } from './a-reply.js';
import { anOwedMail } from './an-owed-mail.js';

describeWith.postfix('against a real Postfix', () => {
  let postfix: Postfix;
  let opened: Mailer[] = [];
  beforeAll(async () => {
    loadTemplates(TEMPLATES);
    postfix = await aPostfix();
  }, 60_000);
  afterEach(() => {
    for (const mailer of opened) mailer.close();
    opened = [];
  });
  afterAll(() => postfix.stop());

  function mailer(
    port: keyof Postfix['urls'] = 'usual',
    settings: Partial<MailerSettings> = {},
    about: Partial<MailerOptions> = {},
  ): Mailer {
    const from = { name: aService.name, address: aService.email };
    const one = openMailer({ smtpUrl: postfix.urls[port], from, ca: postfix.ca, settings, ...about });
    opened.push(one);
    return one;
  }

  /** Each test has a Message-ID of its own to be found by. */
  const named = (name: string) => ({ messageId: `<LC-2026-00042.accepted.${name}@laclasse.com>` });
  async function delivered(messageId: string): Promise<Buffer> {
    return until('the mail is delivered', async () =>
      postfix.mails().find((raw) => raw.includes(`Message-ID: ${messageId}`)),
    );
  }

  test('a letter passes encrypted, and is delivered as it was written', async () => {
    const written = writeReply(aReplyOf('corrections'), aService);
    const attachments = [
      { name: 'écoles - à corriger.xlsx', type: 'application/zip', bytes: new Uint8Array(50_000).fill(7) },
    ];
    const outcome = await mailer().send(anOwedMail({ ...written, ...named('tls'), attachments }));
    expect(outcome).toMatchObject({ kind: 'sent', response: expect.stringContaining('queued as') });
    const raw = await delivered(named('tls').messageId);
    expect(raw.toString('latin1')).toMatch(/with ESMTPS|using TLSv1\.[23]/);
    const mail = await simpleParser(raw);
    expect(mail.subject).toBe(written.subject);
    expect(mail.text?.trimEnd()).toBe(written.text.trimEnd());
    expect(mail.attachments[0]!.content.equals(Buffer.alloc(50_000, 7))).toBe(true);
  });

  test('without 8BITMIME a letter is delivered as it was written', async () => {
    const written = writeReply(aReplyOf('under-review'), aService);
    const mail = anOwedMail({ ...written, ...named('seven-bits') });
    expect(await mailer('plain', { requireTls: false }).send(mail)).toMatchObject({ kind: 'sent' });
    const raw = await delivered(named('seven-bits').messageId);
    expect(raw.toString('latin1')).not.toMatch(/[\u0080-\uffff]/);
    expect((await simpleParser(raw)).text?.trimEnd()).toBe(written.text.trimEnd());
  });

  test.each([
    ['a greylist (450)', 'grey', '450', false],
    ['a full mailbox (452)', 'full', '452', false],
    ['a server that shuts down (421)', 'shut', '421', false],
    ['a relay that does not know us (554)', 'relay', '554', true],
  ])('%s delays', async (_name, word, code, needsOperator) => {
    const outcome = await mailer().send(anOwedMail({ to: `${word}@corbas.fr` }));
    expect(outcome).toMatchObject({ kind: 'refused-for-now', code, needsOperator });
  });

  test('after a server shut down on us the next mail passes, on a new connection', async () => {
    const one = mailer('usual', { connections: 1 });
    expect(await one.send(anOwedMail({ to: 'shut@corbas.fr' }))).toMatchObject({ kind: 'refused-for-now' });
    expect(await one.send(anOwedMail(named('after-421')))).toMatchObject({ kind: 'sent' });
  });

  test.each([
    ['an unknown recipient', { to: 'unknown@corbas.fr' }, /5\.1\.1/],
    ['a content refused after DATA', { subject: 'LC-2026-00042 pourriel' }, /5\.7\.1/],
  ])('%s is refused for good, with the server’s words', async (_name, about, words) => {
    const outcome = await mailer().send(anOwedMail(about));
    expect(outcome).toMatchObject({ kind: 'refused', code: '550', response: expect.stringMatching(words) });
  });

  test('a mail over the size the server announces is refused before its first byte', async () => {
    const attachments = [{ name: 'a.bin', type: 'application/zip', bytes: new Uint8Array(300_000) }];
    expect(await mailer().send(anOwedMail({ attachments }))).toMatchObject({
      kind: 'refused',
      code: 'message_too_large',
    });
  });

  test('a slow server is waited for, within our patience', async () => {
    const slow = anOwedMail({ to: 'slow@corbas.fr', ...named('slow') });
    expect(await mailer().send(slow)).toMatchObject({ kind: 'sent' });
    expect(await mailer('usual', { silenceTimeoutMs: 500 }).send(slow)).toMatchObject({
      kind: 'refused-for-now',
      needsOperator: false,
    });
  }, 20_000);

  test('no letter leaves in clear when TLS is required and missing, or broken', async () => {
    const missing = await mailer('plain').send(anOwedMail(named('clear')));
    expect(missing).toMatchObject({ kind: 'refused-for-now', needsOperator: true });
    const broken = await mailer('brokenTls').send(anOwedMail(named('clear')));
    expect(broken).toMatchObject({ kind: 'refused-for-now' });
    expect(postfix.mails().some((raw) => raw.includes(named('clear').messageId))).toBe(false);
  });
});
