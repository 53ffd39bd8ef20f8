import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { simpleParser } from 'mailparser';
import { replyKinds } from '../../src/reply/reply-kinds.js';
import { openMailer } from '../../src/reply/send.js';
import { loadTemplates, writeReply } from '../../src/reply/write-reply.js';
import { aReplyOf, aService, TEMPLATES } from './a-reply.js';
import { aScriptedSmtp, type ScriptedSmtp } from './a-scripted-smtp.js';
import { anOwedMail } from './an-owed-mail.js';

const workbook = randomBytes(20_000);
const attachments = [
  {
    name: 'Écoles de Corbas - à corriger.xlsx',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: new Uint8Array(workbook),
  },
];
const from = { name: aService.name, address: aService.email };
let server: ScriptedSmtp;

beforeAll(async () => {
  loadTemplates(TEMPLATES);
  server = await aScriptedSmtp();
});
afterAll(() => server.close());

async function sent(kind: (typeof replyKinds)[number], dkim?: Parameters<typeof openMailer>[0]['dkim']) {
  const mailer = openMailer({
    smtpUrl: server.url,
    from,
    settings: { requireTls: false },
    ...(dkim && { dkim }),
  });
  const written = writeReply(aReplyOf(kind), aService);
  const outcome = await mailer.send(anOwedMail({ ...written, attachments }));
  mailer.close();
  expect(outcome.kind).toBe('sent');
  return { written, raw: Buffer.from(server.mails.at(-1)!, 'latin1') };
}

test.each(replyKinds)('the %s mail is read back by mailparser as it was written', async (kind) => {
  const { written, raw } = await sent(kind);
  const mail = await simpleParser(raw);
  expect(mail.subject).toBe(written.subject);
  expect(mail.text).toBe(written.text);
  expect(mail.html).toBe(written.html);
  expect(
    mail.attachments.map(({ filename, content }) => ({ filename, isSame: content.equals(workbook) })),
  ).toEqual([{ filename: 'Écoles de Corbas - à corriger.xlsx', isSame: true }]);
  expect(mail.messageId).toBe(anOwedMail().messageId);
  expect(mail.inReplyTo).toBe('<abc@corbas.fr>');
  expect(mail.references).toEqual(['<first@corbas.fr>', '<abc@corbas.fr>']);
  expect(mail.from?.value).toEqual([from].map(({ name, address }) => ({ name, address })));
  expect(mail.headers.get('auto-submitted')).toBe('auto-replied');
  expect(mail.headers.get('x-auto-response-suppress')).toBe('All');
  expect(mail.headers.get('content-language')).toBe('fr');
});

const python = `
import sys, json, email, email.policy
mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
parts = [p for p in mail.walk()]
body = lambda kind: mail.get_body((kind,)).get_content().replace('\\r\\n', '\\n')
print(json.dumps({
  'tree': [p.get_content_type() for p in parts],
  'charsets': [p.get_content_charset() for p in parts if p.get_content_maintype() == 'text'],
  'defects': [str(d) for p in parts for d in p.defects],
  'subject': mail['subject'], 'id': mail['message-id'].strip(), 'to': str(mail['to']), 'language': mail['content-language'],
  'text': body('plain'), 'html': body('html'),
  'files': [p.get_filename() for p in mail.iter_attachments()],
  'bytes': [p.get_content().hex() for p in mail.iter_attachments()],
}))`;
const hasPython = spawnSync('python3', ['-c', 'pass']).status === 0;

(hasPython ? test.each(replyKinds) : test.skip.each(replyKinds))(
  'the %s mail is read back by Python as it was written',
  async (kind) => {
    const { written, raw } = await sent(kind);
    const said = JSON.parse(spawnSync('python3', ['-c', python], { input: raw, encoding: 'utf8' }).stdout);
    expect(said.tree.slice(0, 4)).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'text/html',
    ]);
    expect(said.charsets).toEqual(['utf-8', 'utf-8']);
    expect(said.defects).toEqual([]);
    expect(said).toMatchObject({
      subject: written.subject,
      id: anOwedMail().messageId,
      to: 'mairie@corbas.fr',
      language: 'fr',
    });
    expect(said.text.trimEnd()).toBe(written.text.trimEnd());
    expect(said.html.trimEnd()).toBe(written.html.trimEnd());
    expect(said.files).toEqual(['Écoles de Corbas - à corriger.xlsx']);
    expect(said.bytes).toEqual([workbook.toString('hex')]);
  },
);

test('a mail without attachment is text and HTML of the same letter, nothing else', async () => {
  const mailer = openMailer({ smtpUrl: server.url, from, settings: { requireTls: false } });
  await mailer.send(anOwedMail({ inReplyTo: null, references: [] }));
  mailer.close();
  const raw = server.mails.at(-1)!;
  expect(raw).toMatch(/^Content-Type: multipart\/alternative/m);
  expect(raw).toMatch(/^Auto-Submitted: auto-generated/m);
  expect(raw).not.toMatch(/^(?:In-Reply-To|References|Bcc):/m);
});

test('a mail signed with DKIM verifies', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const { raw } = await sent('accepted', { domainName: 'laclasse.com', keySelector: 's1', privateKey: pem });
  const record = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;
  const resolver = async (name: string) => (name === 's1._domainkey.laclasse.com' ? [[record]] : []);
  const { results } = await dkimVerify(raw, { resolver });
  expect(
    results.map(({ status, signingDomain }: { status: { result: string }; signingDomain: string }) => [
      status.result,
      signingDomain,
    ]),
  ).toEqual([['pass', 'laclasse.com']]);
});
