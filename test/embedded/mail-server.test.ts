import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { freePort } from '../../src/embedded/free-port.js';

const PROGRAM = new URL('../../dist/src/embedded/mail-server.js', import.meta.url).pathname;

test('a mail to the service lands in its mailbox, a mail to anybody else in the folder of replies', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mail-server-'));
  const [imap, smtp] = [await freePort(), await freePort()];
  const ports = ['--host', '127.0.0.1', '--imap-port', String(imap), '--smtp-port', String(smtp)];
  const server = spawn(process.execPath, [PROGRAM, ...ports, '--replies', folder]);
  await once(server.stdout, 'data');

  const transport = createTransport({ host: '127.0.0.1', port: smtp });
  const letter = { from: 'mairie@corbas.example', subject: 'Liste', text: 'Bonjour' };
  await transport.sendMail({ ...letter, to: 'Support@laclasse.com' });
  await transport.sendMail({ ...letter, to: 'other@example.org' });
  transport.close();

  const auth = { user: 'demo', pass: 'demo' };
  const client = new ImapFlow({ host: '127.0.0.1', port: imap, secure: false, auth, logger: false });
  client.on('error', () => {});
  await client.connect();
  const { exists } = await client.mailboxOpen('INBOX');
  await client.logout();
  expect(exists).toBe(1);
  expect(readdirSync(folder)).toEqual(['001 other@example.org Liste.eml']);

  server.kill('SIGTERM');
  expect(await once(server, 'exit')).toEqual([0, null]);
  rmSync(folder, { recursive: true });
});
