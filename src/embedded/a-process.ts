import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/** Whether process `pid` runs, whoever owns it. One that ended but whom nobody collects (a zombie) does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !'ZX'.includes(statFields(pid)[0] ?? '?');
}

/** One process and no later one that got the same number: its pid and, where the system tells, when it began. */
export function identityOf(pid: number): string {
  return `${pid} ${startedAt(pid)}`;
}

/** Whether the process that `identity` (see `identityOf`) names is still the one that runs under that number. */
export function stillRuns(identity: string): boolean {
  const pid = Number.parseInt(identity, 10);
  return pid > 0 && isAlive(pid) && identityOf(pid) === identity.trim();
}

/** Field 22 of /proc/PID/stat, in clock ticks since boot. */
function startedAt(pid: number): string {
  return statFields(pid)[19] ?? '?';
}

/** The fields of /proc/PID/stat from the third (its state); the command before them may hold spaces and brackets. */
function statFields(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

/** Whether `pid` may be the PostgreSQL that works in `folder`. Where the system does not tell, it may. */
export function mayBePostgresIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return (commandOf(pid) ?? 'postgres').includes('postgres');
  }
}

function commandOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/comm`, 'utf8');
    if (process.platform === 'win32') return undefined;
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return undefined;
  }
}
