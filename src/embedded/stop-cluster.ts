import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, mayBePostgresIn } from './a-process.js';
import { childEnvironment } from './child-environment.js';
import type { Binaries } from './postgres-binaries.js';
import { readNote } from './running-cluster.js';

const FAST_WITHIN_MS = 30_000;
const AT_ONCE_WITHIN_MS = 5_000;
const ZOMBIE_WITHIN_MS = 200;

/** Fast shutdown: sessions are cut, everything is written, and the process has ended when this resolves. */
export async function stopCluster(data: string, pid: number, binaries: () => Binaries): Promise<void> {
  if (process.platform === 'win32') {
    await pgCtlStop(binaries().pgCtl, data);
    return;
  }
  if (!signal(pid, 'SIGINT', data) || (await hasEnded(data, pid, FAST_WITHIN_MS))) return;
  signal(pid, 'SIGQUIT', data);
  if (!(await hasEnded(data, pid, AT_ONCE_WITHIN_MS))) {
    throw new Error(`The built-in PostgreSQL (process ${pid}) did not stop.`);
  }
}

/** False when there is nobody to stop. */
export function signal(pid: number, name: 'SIGINT' | 'SIGQUIT', data: string): boolean {
  if (pid <= 0 || !isAlive(pid) || !mayBePostgresIn(pid, data)) return false;
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}

/** PostgreSQL takes its note away as its last act; after that, the process may stay as a zombie nobody collects. */
async function hasEnded(data: string, pid: number, withinMs: number): Promise<boolean> {
  if (!(await becomes(() => !isAlive(pid) || readNote(data)?.pid !== pid, withinMs))) return false;
  await becomes(() => !isAlive(pid), ZOMBIE_WITHIN_MS);
  return true;
}

async function becomes(isSo: () => boolean, withinMs: number): Promise<boolean> {
  for (const giveUpAt = Date.now() + withinMs; Date.now() < giveUpAt; await sleep(15)) {
    if (isSo()) return true;
  }
  return false;
}

/** Windows knows no signals: PostgreSQL's own tool tells it through a pipe. */
function pgCtlStop(pgCtl: string, data: string): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(pgCtl, ['stop', '-D', data, '-m', 'fast', '-w'], { env: childEnvironment() }, (error) =>
      error === null ? resolve() : reject(error),
    );
  });
}
