import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import type { MailServer } from '../../../src/mailbox/settings.js';

export const hasDovecot = existsSync('/usr/sbin/dovecot');
export const describeWithDovecot = hasDovecot ? describe : describe.skip;

type DovecotOptions = {
  /** `INBOX.` for a server where everything lives under INBOX. */
  prefix?: string;
  separator?: string;
  /** Capabilities the server pretends not to have, e.g. `['MOVE']`. */
  without?: string[];
};

const MAIL_UID = 8; // Debian's `mail`

/** A private Dovecot on a free port, with one account; its files are gone after `stop()`. */
export async function aDovecot(options: DovecotOptions = {}) {
  const directory = await mkdtemp('/tmp/dc-');
  const port = await freePort();
  const asRoot = process.getuid?.() === 0;
  const mailUid = asRoot ? MAIL_UID : process.getuid!();
  const mailGid = asRoot ? MAIL_UID : process.getgid!();
  await chmod(directory, 0o755);
  await mkdir(join(directory, 'mail'));
  if (asRoot) await chown(join(directory, 'mail'), mailUid, mailGid);
  const file = join(directory, 'dovecot.conf');
  await writeFile(file, configuration(directory, port, { mailUid, mailGid, asRoot, ...options }));

  const child = start(file);
  await answers(port);
  let accounts = 0;

  return {
    /** A new account with an empty mailbox. */
    account() {
      accounts += 1;
      return anAccount(file, {
        host: '127.0.0.1',
        port,
        secure: false,
        user: `alice${accounts}`,
        password: 'secret',
      });
    },
    async stop() {
      await stopDovecot(child);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export type Dovecot = Awaited<ReturnType<typeof aDovecot>>;

function anAccount(file: string, server: MailServer) {
  return {
    server,
    /** Does something with a client of one's own, as a person's webmail would. */
    as: <Value>(work: (client: ImapFlow) => Promise<Value>) => asClient(server, work),
    deliver: (...raws: (string | Buffer)[]) => deliver(server, raws),
    /** As when a mailbox is restored from a backup: the same messages, but their UIDs mean nothing any more. */
    renewUidValidity() {
      const uidValidity = `${Math.floor(Date.now() / 1_000) + 1_000}`;
      const update = ['mailbox', 'update', '--uid-validity', uidValidity, '-u', server.user, 'INBOX'];
      execFileSync('/usr/bin/doveadm', ['-c', file, ...update], { stdio: 'ignore' });
    },
  };
}

export type Account = ReturnType<typeof anAccount>;

export async function asClient<Value>(
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

async function deliver(server: MailServer, raws: (string | Buffer)[]): Promise<number[]> {
  return await asClient(server, async (client) => {
    const uids: number[] = [];
    for (const raw of raws) {
      const appended = await client.append('INBOX', raw);
      if (appended) uids.push(appended.uid ?? 0);
    }
    return uids;
  });
}

function start(file: string) {
  return spawn('/usr/sbin/dovecot', ['-F', '-c', file], { stdio: 'ignore' });
}

async function stopDovecot(child: ReturnType<typeof start>) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exited;
}

async function answers(port: number) {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    if (await isOpen(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('Dovecot did not start');
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function configuration(
  directory: string,
  port: number,
  options: DovecotOptions & { mailUid: number; mailGid: number; asRoot: boolean },
): string {
  const { mailUid, mailGid, asRoot, prefix = '', separator = '/', without = [] } = options;
  const me = asRoot ? undefined : execFileSync('id', ['-un'], { encoding: 'utf8' }).trim();
  const group = asRoot ? undefined : execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim();
  const capability = [
    'IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE LITERAL+ NAMESPACE CHILDREN UIDPLUS LIST-EXTENDED',
    'I18NLEVEL=1 CONDSTORE ESEARCH SEARCHRES WITHIN LIST-STATUS MOVE UNSELECT SPECIAL-USE',
  ]
    .join(' ')
    .split(' ')
    .filter((name) => !without.includes(name));
  return `
protocols = imap
listen = 127.0.0.1
base_dir = ${directory}/run
state_dir = ${directory}/state
log_path = ${directory}/log
default_internal_user = ${me ?? 'dovecot'}
default_internal_group = ${group ?? 'dovecot'}
default_login_user = ${me ?? 'dovenull'}
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
auth_failure_delay = 0
mail_location = maildir:${directory}/mail/%u
${without.length > 0 ? `imap_capability = ${capability.join(' ')}` : ''}
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=${mailUid} gid=${mailGid} home=${directory}/mail/%u
}
namespace inbox {
  inbox = yes
  prefix = ${prefix}
  separator = ${separator}
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`;
}
