import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Account, accountInsteadOfRoot, canWork, weAreRoot } from './postgres-account.js';

/** The folder that holds the cluster and what we know of it, and the account PostgreSQL runs under (ours if absent). */
export type ClusterHome = { folder: string; account?: Account };

/** Not /var/tmp first: systems remove there what is 30 days old. */
const ELSEWHERE = ['/var/lib/laclasse-inscriptions', '/var/tmp/laclasse-inscriptions'];

/**
 * `dataDir`/postgres whenever PostgreSQL can live there. Started by root in a closed home, where its account
 * cannot go, the cluster lives in a system folder that `dataDir`/postgres-is-in names from then on.
 */
export function openClusterHome(dataDir: string): ClusterHome {
  mkdirSync(dataDir, { recursive: true });
  const here = join(realpathSync(resolve(dataDir)), 'postgres');
  if (!weAreRoot()) return { folder: ownFolder(here) };

  const note = join(dataDir, 'postgres-is-in');
  const known = read(note);
  const hash = createHash('sha256').update(here).digest('hex').slice(0, 16);
  const candidates = known === undefined ? [here, ...ELSEWHERE.map((place) => join(place, hash))] : [known];
  for (const folder of candidates) {
    const account = prepareFor(folder);
    if (account === undefined) continue;
    if (folder !== here) writeFileSync(note, `${folder}\n`);
    return { folder, account };
  }
  throw new Error(
    `The built-in PostgreSQL cannot run as root, and no other account can write in ${candidates.join(' or ')}. ` +
      'Start the service as an ordinary user, or set DATABASE_URL to an existing PostgreSQL.',
  );
}

function ownFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const owner = statSync(folder).uid;
  if (process.getuid !== undefined && owner !== process.getuid()) {
    throw new Error(
      `The built-in database in ${folder} belongs to another account (uid ${owner}). ` +
        'Start the service as that account or as root, or choose another DATA_DIR.',
    );
  }
  return folder;
}

/** Whoever owns the cluster already goes on owning it. */
function prepareFor(folder: string): Account | undefined {
  try {
    if (!isOurs(dirname(folder))) return undefined;
    const made = mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined;
    const { uid, gid } = statSync(folder);
    const account = uid === 0 ? accountInsteadOfRoot() : { uid, gid };
    if (uid === 0) chownSync(folder, account.uid, account.gid);
    chmodSync(folder, 0o700);
    if (canWork(account, folder)) return account;
    if (made) rmdirSync(folder);
    return undefined;
  } catch {
    return undefined;
  }
}

/** In a folder others may write in, a stranger could have laid a cluster of his own in advance. */
function isOurs(parent: string): boolean {
  if (mkdirSync(parent, { recursive: true, mode: 0o755 }) !== undefined) chmodSync(parent, 0o755);
  const isSystemFolder = ELSEWHERE.includes(parent);
  const { uid, mode } = statSync(parent);
  return !isSystemFolder || (uid === 0 && (mode & 0o022) === 0);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}
