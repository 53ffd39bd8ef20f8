/**
 * One folder per jest run, named in TEST_RUN_FOLDER: what the tests share (the database of `aDatabase`) lives
 * there, and ends with the run. A run that was killed is cleaned up by the next one.
 */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PREFIX = 'inscriptions-run-';

export async function openRunFolder() {
  for (const name of readdirSync(tmpdir())) {
    const owner = Number(name.match(/^inscriptions-run-(\d+)-/)?.[1] ?? 0);
    if (owner > 0 && !isAlive(owner)) await closeRunFolder(join(tmpdir(), name));
  }
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  chmodSync(folder, 0o711);
  process.env.TEST_RUN_FOLDER = folder;
}

/** Nothing in it is worth keeping: its database is told to end at once. */
export async function closeRunFolder(folder) {
  try {
    const pid = databaseOf(folder);
    if (pid !== undefined) await end(pid);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  } catch {
    // Another account's, or taken away by another run meanwhile.
  }
}

function databaseOf(folder) {
  try {
    return Number.parseInt(readFileSync(join(folder, 'postgres/data/postmaster.pid'), 'utf8'), 10);
  } catch {
    return undefined;
  }
}

async function end(pid) {
  if (isAlive(pid)) process.kill(pid, 'SIGQUIT');
  for (let waited = 0; waited < 50 && isAlive(pid); waited++) await sleep(20);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
