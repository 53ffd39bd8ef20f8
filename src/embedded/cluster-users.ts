import { randomUUID } from 'node:crypto';
import { chownSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, stillRuns } from './a-process.js';
import type { ClusterHome } from './cluster-home.js';

/**
 * Who uses a cluster now: one small file per user, so that the last one to leave stops it, and a command run
 * beside the service does not take its database away. Users that died without leaving are not counted.
 */
export function joinUsers(home: ClusterHome): { leave(): void; areOthersLeft(): boolean } {
  const folder = join(home.folder, 'users');
  mkdirSync(folder, { recursive: true });
  if (home.account !== undefined) chownSync(folder, home.account.uid, home.account.gid);
  const mine = join(folder, randomUUID());
  writeFileSync(mine, identityOf(process.pid));
  return {
    leave: () => rmSync(mine, { force: true }),
    areOthersLeft: () =>
      readdirSync(folder)
        .map((name) => join(folder, name))
        .filter((file) => file !== mine)
        .some(isStillThere),
  };
}

function isStillThere(file: string): boolean {
  try {
    if (stillRuns(readFileSync(file, 'utf8'))) return true;
    rmSync(file, { force: true });
    return false;
  } catch {
    return false;
  }
}
