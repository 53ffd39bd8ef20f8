import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A system account, by numbers. */
export type Account = { uid: number; gid: number };

/** In this order: an account made for us, PostgreSQL's own, the one that owns nothing. */
const PREFERRED = ['inscriptions', 'postgres', '_postgres', 'nobody'];
const NOBODY: Account = { uid: 65_534, gid: 65_534 };

export function weAreRoot(): boolean {
  return process.getuid?.() === 0;
}

/** PostgreSQL refuses to run as root: the account it gets instead. */
export function accountInsteadOfRoot(): Account {
  const accounts = systemAccounts();
  for (const name of PREFERRED) {
    const account = accounts.get(name);
    if (account !== undefined && account.uid > 0) return account;
  }
  return NOBODY;
}

function systemAccounts(): Map<string, Account> {
  let text = '';
  try {
    text = readFileSync('/etc/passwd', 'utf8');
  } catch {
    // A system without that file has nobody to propose.
  }
  const rows = text.split('\n').map((line) => line.split(':'));
  return new Map(rows.map(([name = '', , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]));
}

/** Whether `account` can reach `folder` and write in it; the system itself is asked. */
export function canWork(account: Account, folder: string): boolean {
  const asked = spawnSync('/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', folder], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  });
  return asked.status === 0;
}
