import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program of this machine that some tests need, or why they cannot run. */
type Found = { program: string } | { reason: string };

/** Servers' programs are in folders an ordinary user's PATH does not name. */
function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/sbin'];
  return folders.map((folder) => join(folder, name)).find(existsSync);
}

/** Its 2.4 reads another configuration. */
function findDovecot(): Found {
  const program = findProgram('dovecot');
  const version = program === undefined ? '' : spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout;
  if (program === undefined || !version.startsWith('2.3.')) {
    return { reason: 'Dovecot 2.3 is not installed (apt-get install dovecot-imapd)' };
  }
  return { program };
}

function findRedis(): Found {
  const program = findProgram('redis-server');
  return program === undefined
    ? { reason: 'Redis is not installed (apt-get install redis-server)' }
    : { program };
}

/** Debian's place. Its `master` is the superuser's alone, whatever the port. */
function findPostfix(): Found {
  const program = '/usr/lib/postfix/sbin/master';
  return existsSync(program) ? { program } : { reason: 'Postfix is not installed (apt-get install postfix)' };
}

function findPoppler(): Found {
  const program = findProgram('pdftotext');
  return program === undefined
    ? { reason: 'Poppler is not installed (apt-get install poppler-utils)' }
    : { program };
}

export const poppler = findPoppler();
export const postfix = findPostfix();
export const dovecot = findDovecot();
export const redis = findRedis();

/** The program, for what runs only when it is there (see `describeWith`). */
export function programOf(found: Found): string {
  if ('reason' in found) throw new Error(found.reason);
  return found.program;
}

/**
 * `describeWith.dovecot('title', () => …)`: left out by name, with the reason, where the server is not installed.
 * With NOTHING_SKIPPED=1 (CI) that is a failure.
 */
export const describeWith = {
  dovecot: (title: string, tests: () => void) => describeIf(dovecot, title, tests),
  redis: (title: string, tests: () => void) => describeIf(redis, title, tests),
  poppler: (title: string, tests: () => void) => describeIf(poppler, title, tests),
  postfix: (title: string, tests: () => void) => {
    if (process.getuid?.() === 0) return describeIf(postfix, title, tests);
    test(`${title}: Postfix starts as root only, these tests are those of a run as root`, () => {
      expect(process.getuid?.()).not.toBe(0);
    });
  },
};

function describeIf(found: Found, title: string, tests: () => void): void {
  if ('program' in found) {
    describe(title, tests);
  } else if (process.env['NOTHING_SKIPPED'] === '1') {
    test(title, () => {
      throw new Error(found.reason);
    });
  } else {
    describe.skip(`${title} (${found.reason})`, tests);
  }
}
