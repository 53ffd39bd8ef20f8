import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../../src/embedded/free-port.js';
import { aProgram } from './a-program.js';
import { dovecot, programOf } from './available.js';
import { dovecotSettings, MAIL_ACCOUNT } from './dovecot-settings.js';
import { aRunFolder } from './run-folder.js';

/** A real IMAP server of our own. Any user name is a mailbox; the password is always `secret`. */
export type Dovecot = {
  /** `imap://support:secret@127.0.0.1:PORT` */
  imapUrl: string;
  urlOf(user: string): string;
  /** Delivers into INBOX as a mail server does (a file in Maildir/new); IDLE hears of it. */
  deliver(raw: Buffer, user?: string): void;
  /** How many messages each folder holds; names as people read them. */
  counts(user?: string): Promise<Record<string, number>>;
  /** As after a restore: every message of INBOX gets a new UID under a new UIDVALIDITY. Sessions are cut. */
  bumpUidValidity(user?: string): Promise<void>;
  /** Refuses connections until `start()`, on the same port, with the same mail. */
  halt(): Promise<void>;
  start(): Promise<void>;
  /** Ends it and removes its mail. */
  stop(): Promise<void>;
};

const USER = 'support';
const run = promisify(execFile);

export async function aDovecot(): Promise<Dovecot> {
  const command = programOf(dovecot);
  const doveadm = join(dirname(command), '..', 'bin', 'doveadm');
  const folder = aRunFolder('d');
  const port = await freePort();
  const settings = join(folder, 'dovecot.conf');
  writeFileSync(settings, dovecotSettings(folder, port));
  for (const part of ['run', 'state', 'mail', 'home']) mkdirOwned(join(folder, part), part === 'mail');
  const program = await aProgram(command, ['-F', '-c', settings], folder, port);
  const urlOf = (user: string) => `imap://${user}:secret@127.0.0.1:${port}`;

  return {
    imapUrl: urlOf(USER),
    urlOf,
    deliver: (raw, user = USER) => deliverTo(join(folder, 'mail', user), raw),
    counts: async (user = USER) => {
      const args = ['-c', settings, 'mailbox', 'status', '-u', user, 'messages', '*'];
      return readCounts((await run(doveadm, args)).stdout);
    },
    bumpUidValidity: async (user = USER) => {
      await program.end();
      const inbox = join(folder, 'mail', user);
      const forgotten = ['dovecot-uidlist', 'dovecot.index', 'dovecot.index.log', 'dovecot.index.cache'];
      for (const file of forgotten) rmSync(join(inbox, file), { force: true });
      await program.start();
    },
    halt: () => program.end(),
    start: () => program.start(),
    stop: async () => {
      await program.end();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Written aside first: a mail reader never sees half a message. */
function deliverTo(maildir: string, raw: Buffer): void {
  for (const part of ['', 'cur', 'new', 'tmp']) mkdirOwned(join(maildir, part), true);
  const name = `${Math.floor(Date.now() / 1000)}.${randomUUID()}.test`;
  const half = join(maildir, 'tmp', name);
  writeFileSync(half, raw);
  chownSync(half, MAIL_ACCOUNT.uid, MAIL_ACCOUNT.gid);
  renameSync(half, join(maildir, 'new', name));
}

function mkdirOwned(folder: string, isMail: boolean): void {
  const isNew = mkdirSync(folder, { recursive: true }) !== undefined;
  if (isNew && isMail) chownSync(folder, MAIL_ACCOUNT.uid, MAIL_ACCOUNT.gid);
}

/** Lines such as `Traités/Acceptés messages=3`. */
function readCounts(output: string): Record<string, number> {
  const rows = output.trimEnd().split('\n');
  return Object.fromEntries(
    rows.map((row) => {
      const [, name = '', count] = row.match(/^(.*) messages=(\d+)$/) ?? [];
      return [name, Number(count)];
    }),
  );
}
