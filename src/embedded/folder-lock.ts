import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf, stillRuns } from './a-process.js';

const PATIENCE_MS = 120_000;
const ABANDONED_AFTER_MS = 10_000;

/** Does `work` while no other process does its own in the same folder. A dead holder's lock is taken over. */
export async function holdingLock<Outcome>(folder: string, work: () => Promise<Outcome>): Promise<Outcome> {
  const lock = join(folder, 'lock');
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (!take(lock)) {
    if (Date.now() > giveUpAt) throw new Error(`Another process has held ${lock} for two minutes.`);
    if (isAbandoned(lock)) removeAbandoned(lock);
    else await sleep(30);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** The lock appears with its holder's name already in it: a link is made at once, a file is written in two steps. */
function take(lock: string): boolean {
  const mine = `${lock}.${randomUUID()}`;
  writeFileSync(mine, identityOf(process.pid));
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

function isAbandoned(lock: string): boolean {
  try {
    return !stillRuns(readFileSync(lock, 'utf8'));
  } catch {
    return false;
  }
}

/** One remover at a time, who looks again: otherwise the second would remove the lock the first has just taken. */
function removeAbandoned(lock: string): void {
  const removing = `${lock}.removing`;
  try {
    mkdirSync(removing);
  } catch {
    if (ageMs(removing) > ABANDONED_AFTER_MS) rmSync(removing, { recursive: true, force: true });
    return;
  }
  try {
    if (isAbandoned(lock)) rmSync(lock, { force: true });
  } finally {
    rmdirSync(removing);
  }
}

function ageMs(path: string): number {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}
