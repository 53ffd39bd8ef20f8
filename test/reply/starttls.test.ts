import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { openMailer } from '../../src/reply/send.js';
import { anOwedMail } from './an-owed-mail.js';

const from = { name: 'Support', address: 'support@laclasse.com' };
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** A real server with a certificate of its own; without openssl this is left out, and jest says so. */
(hasOpenssl ? describe : describe.skip)('on a server that offers STARTTLS', () => {
  let server: SMTPServer;
  let ca: string;
  let smtpUrl: string;
  const sessions: { secure: boolean; user: unknown }[] = [];

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
    const file = (name: string) => join(folder, name);
    spawnSync('openssl', [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
      ...['-addext', 'subjectAltName=DNS:localhost', '-keyout', file('key.pem'), '-out', file('cert.pem')],
    ]);
    ca = readFileSync(file('cert.pem'), 'utf8');
    const key = readFileSync(file('key.pem'), 'utf8');
    rmSync(folder, { recursive: true });
    server = new SMTPServer({
      key,
      cert: ca,
      logger: false,
      onAuth: ({ username, password }, _session, done) =>
        username === 'us@er' && password === 'p:ss' ? done(null, { user: username }) : done(new Error('no')),
      onData(stream, session, done) {
        sessions.push({ secure: session.secure, user: session.user });
        stream.resume().on('end', () => done(null));
      },
    });
    server.on('error', () => {});
    await new Promise<void>((listening) => server.listen(0, 'localhost', () => listening()));
    const { port } = server.server.address() as { port: number };
    smtpUrl = `smtp://us%40er:p%3Ass@localhost:${port}`;
  });
  afterAll(() => new Promise<void>((closed) => server.close(() => closed())));

  test('the login and the mail travel encrypted', async () => {
    const mailer = openMailer({ smtpUrl, from, ca });
    expect(await mailer.send(anOwedMail())).toMatchObject({ kind: 'sent' });
    mailer.close();
    expect(sessions).toEqual([{ secure: true, user: 'us@er' }]);
  });

  test('a certificate nobody vouches for delays, and calls an operator', async () => {
    const mailer = openMailer({ smtpUrl, from });
    const outcome = await mailer.send(anOwedMail());
    mailer.close();
    expect(outcome).toMatchObject({ kind: 'refused-for-now', needsOperator: true });
  });
});
