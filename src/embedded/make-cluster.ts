import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { OWNER } from './ask-postgres.js';
import { childEnvironment } from './child-environment.js';
import type { ClusterHome } from './cluster-home.js';
import type { Binaries } from './postgres-binaries.js';

/** A cluster on disk: its folder and its owner's password. */
export type Cluster = { data: string; password: string };

/** The cluster of `home`, made at the first call. One that was interrupted half-way is made again. */
export function makeCluster(home: ClusterHome, binaries: () => Binaries, isDurable: boolean): Cluster {
  const data = join(home.folder, 'data');
  const passwordFile = join(home.folder, 'password');
  if (!existsSync(join(data, 'PG_VERSION'))) {
    writeOwned(home, passwordFile, randomBytes(24).toString('hex'));
    initialise(home, binaries(), passwordFile, isDurable);
  }
  if (!existsSync(passwordFile)) {
    throw new Error(
      `The password of the built-in database is missing: ${passwordFile}. Restore it from a backup.`,
    );
  }
  return { data: realpathSync(data), password: readFileSync(passwordFile, 'utf8').trim() };
}

function initialise(home: ClusterHome, { initdb }: Binaries, passwordFile: string, isDurable: boolean): void {
  const half = join(home.folder, 'data.new');
  rmSync(half, { recursive: true, force: true });
  const made = spawnSync(
    initdb,
    [
      ...['--pgdata', half, '--username', OWNER, '--pwfile', passwordFile, '--auth=scram-sha-256'],
      ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...(isDurable ? [] : ['--no-sync']),
    ],
    { ...home.account, cwd: home.folder, env: childEnvironment(), encoding: 'utf8' },
  );
  if (made.status !== 0) {
    const reason = made.error?.message ?? made.stderr;
    throw new Error(`The built-in database could not be made in ${home.folder}: ${reason}`);
  }
  renameSync(half, join(home.folder, 'data'));
}

/** A file only we and PostgreSQL's account can read. */
export function writeOwned({ account }: ClusterHome, file: string, text: string): void {
  rmSync(file, { force: true });
  writeFileSync(file, text, { mode: 0o600 });
  if (account !== undefined) chownSync(file, account.uid, account.gid);
}
