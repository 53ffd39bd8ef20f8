import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fchownSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { askWhoAnswers } from './ask-postgres.js';
import { childEnvironment } from './child-environment.js';
import type { ClusterHome } from './cluster-home.js';
import { freePort } from './free-port.js';
import type { Cluster } from './make-cluster.js';
import type { Binaries } from './postgres-binaries.js';
import type { RunningCluster } from './running-cluster.js';

/** Settings of postgresql.conf, e.g. `{ fsync: 'off' }`. */
export type PostgresSettings = Readonly<Record<string, string>>;

/** Only this machine, only with the password; the log tells codes, never rows or statements. */
const SETTINGS: PostgresSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '32MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};
const ATTEMPTS = 5;
const PATIENCE_MS = 120_000;
const LARGE_LOG_BYTES = 10_000_000;

/** Starts PostgreSQL and waits until it answers. A port taken meanwhile or a predecessor still ending is no end. */
export async function runCluster(
  home: ClusterHome,
  cluster: Cluster,
  binaries: Binaries,
  settings: PostgresSettings,
  onExit: (code: number | null, signal: NodeJS.Signals | null) => void,
): Promise<RunningCluster> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const { child, pid } = launch(home, cluster, binaries, { ...SETTINGS, ...settings, port: String(port) });
    if (await becomesReady(child, { port, password: cluster.password }, cluster.data)) {
      child.on('exit', onExit);
      return { pid: pid ?? 0, port };
    }
    if (attempt === ATTEMPTS) throw new Error(`The built-in PostgreSQL did not start: ${lastWords(home)}`);
    await sleep(attempt * 200);
  }
}

/**
 * Its own session: Ctrl-C in the terminal is for the service, which still needs its database to stop cleanly.
 * Its output goes to a file, not to us: it must be able to outlive us.
 */
function launch(home: ClusterHome, cluster: Cluster, { postgres }: Binaries, settings: PostgresSettings) {
  const log = openLog(home);
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(postgres, ['-D', cluster.data, ...options], {
    ...home.account,
    cwd: home.folder,
    env: childEnvironment(),
    detached: true,
    stdio: ['ignore', log, log],
    windowsHide: true,
  });
  child.on('error', () => {});
  child.unref();
  closeSync(log);
  return { child, pid: child.pid };
}

async function becomesReady(
  child: ChildProcess,
  access: { port: number; password: string },
  data: string,
): Promise<boolean> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    if ((await askWhoAnswers(access, data)) === 'ours') return true;
    if (Date.now() > giveUpAt) {
      child.kill('SIGQUIT');
      throw new Error('The built-in PostgreSQL started but did not answer within two minutes.');
    }
    await sleep(15);
  }
  return false;
}

function openLog({ folder, account }: ClusterHome): number {
  const file = join(folder, 'postgres.log');
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGE_LOG_BYTES) renameSync(file, `${file}.1`);
  const log = openSync(file, 'a', 0o600);
  if (account !== undefined) fchownSync(log, account.uid, account.gid);
  return log;
}

function lastWords({ folder }: ClusterHome): string {
  return readFileSync(join(folder, 'postgres.log'), 'utf8').trim().split('\n').slice(-3).join(' / ');
}
