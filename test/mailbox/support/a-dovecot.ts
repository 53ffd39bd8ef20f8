import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { freePort } from '../../../src/embedded/free-port.js';
import type { MailServer } from '../../../src/mailbox/settings.js';
import { aProgram } from '../../support/servers/a-program.js';
import { dovecot, programOf } from '../../support/servers/available.js';
import { dovecotSettings, MAIL_ACCOUNT } from '../../support/servers/dovecot-settings.js';
import { aRunFolder } from '../../support/servers/run-folder.js';

/** How this server differs from the usual one. */
export type Peculiarities = {
  /** Where its folders are, e.g. `{ prefix: 'INBOX.', separator: '.' }`. */
  naming?: { prefix: string; separator: string };
  /** Capabilities it pretends not to have, e.g. `['MOVE']`. */
  without?: string[];
};

/** A Dovecot with as many accounts as the tests of a file want, and peculiarities that other servers have. */
export async function aDovecot({ naming, without = [] }: Peculiarities = {}) {
  const command = programOf(dovecot);
  const folder = aRunFolder('m');
  const port = await freePort();
  const file = join(folder, 'dovecot.conf');
  writeFileSync(file, dovecotSettings(folder, port) + namespace(naming) + capabilities(without));
  for (const part of ['run', 'state', 'home', 'mail']) mkdirSync(join(folder, part));
  chownSync(join(folder, 'mail'), MAIL_ACCOUNT.uid, MAIL_ACCOUNT.gid);
  const program = await aProgram(command, ['-F', '-c', file], folder, port);
  const doveadm = join(command, '../../bin/doveadm');
  let accounts = 0;

  return {
    /** A new account with an empty mailbox. */
    account() {
      accounts += 1;
      const server = { host: '127.0.0.1', port, secure: false, user: `alice${accounts}`, password: 'secret' };
      return anAccount(server, (...args) =>
        execFileSync(doveadm, ['-c', file, ...args], { stdio: 'ignore' }),
      );
    },
    async stop() {
      await program.end();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export type Dovecot = Awaited<ReturnType<typeof aDovecot>>;

function anAccount(server: MailServer, doveadm: (...args: string[]) => void) {
  return {
    server,
    /** Does something with a client of one's own, as a person's webmail would. */
    as: <Value>(work: (client: ImapFlow) => Promise<Value>) => asClient(server, work),
    deliver: (...raws: (string | Buffer)[]) =>
      asClient(server, async (client) => {
        for (const raw of raws) await client.append('INBOX', raw);
      }),
    /** As when a mailbox is restored from a backup: the same messages, but their UIDs mean nothing any more. */
    renewUidValidity() {
      const uidValidity = `${Math.floor(Date.now() / 1_000) + 1_000}`;
      doveadm('mailbox', 'update', '--uid-validity', uidValidity, '-u', server.user, 'INBOX');
    },
  };
}

export type Account = ReturnType<typeof anAccount>;

async function asClient<Value>(
  server: MailServer,
  work: (client: ImapFlow) => Promise<Value>,
): Promise<Value> {
  const { user, password, ...where } = server;
  const client = new ImapFlow({ ...where, auth: { user, pass: password }, logger: false });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.logout().catch(() => {});
  }
}

function namespace(naming: Peculiarities['naming']): string {
  if (naming === undefined) return '';
  return `namespace inbox {\n  prefix = ${naming.prefix}\n  separator = ${naming.separator}\n}\n`;
}

const usualCapabilities = [
  'IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE LITERAL+ NAMESPACE CHILDREN UIDPLUS LIST-EXTENDED',
  'CONDSTORE ESEARCH SEARCHRES WITHIN LIST-STATUS MOVE UNSELECT SPECIAL-USE',
];

function capabilities(without: readonly string[]): string {
  if (without.length === 0) return '';
  const kept = usualCapabilities
    .join(' ')
    .split(' ')
    .filter((name) => !without.includes(name));
  return `imap_capability = ${kept.join(' ')}\n`;
}
