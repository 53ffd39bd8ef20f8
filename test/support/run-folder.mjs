/**
 * One folder per jest run, named in TEST_RUN_FOLDER: what the tests share (the database of `aDatabase`) lives
 * there, and ends with the run. A run that was killed is cleaned up by the next one.
 */
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
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

/** Nothing in it is worth keeping: the servers that work in it are ended at once. */
export async function closeRunFolder(folder) {
  try {
    for (const pid of processesIn(folder)) end(pid, 'SIGQUIT');
    for (let waited = 0; waited < 100 && processesIn(folder).length > 0; waited++) await sleep(20);
    for (const pid of processesIn(folder)) end(pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  } catch {
    // Another account's, or taken away by another run meanwhile.
  }
}

/** Those whose working folder it is. Where the system does not tell, the database says who it is. */
function processesIn(folder) {
  if (!existsSync('/proc/self/cwd')) return databaseOf(folder);
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid && workingFolder(pid).startsWith(`${folder}/`));
}

function workingFolder(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

function databaseOf(folder) {
  try {
    const pid = Number.parseInt(readFileSync(join(folder, 'postgres/data/postmaster.pid'), 'utf8'), 10);
    return isAlive(pid) ? [pid] : [];
  } catch {
    return [];
  }
}

/** To PostgreSQL, SIGQUIT means at once, but not without clearing up. */
function end(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It has just ended.
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  return !isZombie(pid);
}

/** It has ended, and nobody collects it. */
function isZombie(pid) {
  try {
    return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
