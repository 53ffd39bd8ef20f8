import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, mayBePostgresIn } from './a-process.js';
import { askWhoAnswers } from './ask-postgres.js';

/** A PostgreSQL at work: its process and its port on 127.0.0.1. */
export type RunningCluster = { pid: number; port: number };

/** Recovering after a power cut can take this long. */
const PATIENCE_MS = 120_000;

/**
 * The PostgreSQL that already works in `data`, left by a service that was killed or shared with one that runs.
 * A note (postmaster.pid) without its process, or whose number now belongs to another program, is nobody.
 */
export async function findRunningCluster(
  data: string,
  password: string,
): Promise<RunningCluster | undefined> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const noted = readNote(data);
    if (noted === undefined || !isAlive(noted.pid)) return undefined;
    if (!mayBePostgresIn(noted.pid, data)) {
      rmSync(join(data, 'postmaster.pid'), { force: true });
      return undefined;
    }
    const { pid, port } = noted;
    const answer = port === undefined ? 'nobody' : await askWhoAnswers({ port, password }, data);
    if (port !== undefined && answer === 'ours') return { pid, port };
    if (answer === 'stranger' || Date.now() > giveUpAt) {
      throw new Error(
        `PostgreSQL (process ${pid}) works in ${data} but does not answer as ours. Stop it, then start again.`,
      );
    }
    await sleep(50);
  }
}

/** postmaster.pid: the first line is the process, the fourth its port (not yet written in its first instants). */
export function readNote(data: string): { pid: number; port: number | undefined } | undefined {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number.parseInt(lines[0] ?? '', 10);
    const port = Number.parseInt(lines[3] ?? '', 10);
    return pid > 0 ? { pid, port: port > 0 ? port : undefined } : undefined;
  } catch {
    return undefined;
  }
}
