import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../../src/embedded/free-port.js';
import { aProgram } from './a-program.js';
import { postfix, programOf } from './available.js';
import {
  headerChecks,
  keepScript,
  mainSettings,
  moods,
  type PostfixPorts,
  services,
} from './postfix-settings.js';
import { aRunFolder } from './run-folder.js';

/** A real mail server of our own; its mood depends on the recipient (see `moods`). */
export type Postfix = {
  /** `smtp://localhost:PORT`: with STARTTLS; without 8BITMIME nor STARTTLS; with a STARTTLS that fails. */
  urls: Record<keyof PostfixPorts, string>;
  /** The certificate it shows, PEM. */
  ca: string;
  /** Mails delivered, as received. */
  mails(): Buffer[];
  stop(): Promise<void>;
};

const QUEUE = [
  ...[
    'active',
    'bounce',
    'corrupt',
    'defer',
    'deferred',
    'flush',
    'hold',
    'incoming',
    'private',
    'saved',
    'trace',
  ],
  ...['maildrop', 'public'],
];

export async function aPostfix(): Promise<Postfix> {
  const command = programOf(postfix);
  const folder = aRunFolder('p');
  const file = (...names: string[]) => join(folder, ...names);
  const ports = { usual: await freePort(), plain: await freePort(), brokenTls: await freePort() };
  mkdirSync(file('etc'));
  mkdirSync(file('queue', 'pid'), { recursive: true });
  const account = idsOf('postfix');
  for (const owned of [...QUEUE.map((name) => file('queue', name)), file('data')]) {
    mkdirSync(owned);
    chownSync(owned, account.uid, account.gid);
  }
  mkdirSync(file('mails'));
  chmodSync(file('mails'), 0o777);
  writeFileSync(file('moods'), moods);
  writeFileSync(file('headers'), headerChecks);
  writeFileSync(file('keep.sh'), keepScript(folder), { mode: 0o755 });
  writeFileSync(file('etc', 'main.cf'), mainSettings(folder));
  writeFileSync(file('etc', 'master.cf'), services(folder, ports));
  makeCertificate(folder);
  const program = await aProgram(command, ['-d', '-c', file('etc')], folder, ports.usual);
  const urls = Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [name, `smtp://localhost:${port}`]),
  ) as Postfix['urls'];

  return {
    urls,
    ca: readFileSync(file('cert.pem'), 'utf8'),
    mails: () =>
      readdirSync(file('mails'))
        .filter((name) => name.endsWith('.eml'))
        .map((name) => readFileSync(file('mails', name))),
    stop: async () => {
      await program.end();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function idsOf(user: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

function makeCertificate(folder: string): void {
  spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
    ...['-addext', 'subjectAltName=DNS:localhost'],
    ...['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')],
  ]);
}
