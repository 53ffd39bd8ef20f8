import type { Base } from './base.js';
import { Refusal, type Row } from './tables.js';

/** Who asks: everything is allowed to an application and a super administrator; a user administers some structures. */
export type Asker = { isSuper: true } | { isSuper: false; user: Row; structures: ReadonlySet<string> };

/** HTTP Basic as an application, else as a user; the query's `app_id` and `app_key` last. */
export function whoAsks(base: Base, authorization: string | undefined, query: URLSearchParams): Asker | null {
  if (authorization?.startsWith('Basic ')) {
    const decoded = Buffer.from(authorization.slice(6), 'base64').toString('utf8');
    const colon = decoded.indexOf(':');
    if (colon < 0) throw new Refusal(500);
    return askerNamed(base, decoded.slice(0, colon), decoded.slice(colon + 1));
  }
  const [id, key] = [query.get('app_id'), query.get('app_key')];
  return isApplication(base, id, key) ? { isSuper: true } : null;
}

function askerNamed(base: Base, name: string, password: string): Asker | null {
  if (isApplication(base, name, password)) return { isSuper: true };
  const users = base.rows.users.filter(({ login }) => login === name);
  if (users.length > 1) throw new Refusal(500);
  const [user] = users;
  if (user === undefined || ![password, `clear:${password}`].includes(String(user['password']))) return null;
  if (user['super_admin'] === true) return { isSuper: true };
  const profiles = base.rows.profiles.filter(
    ({ user_id, type }) => user_id === user['id'] && (type === 'ADM' || type === 'DIR'),
  );
  return {
    isSuper: false,
    user,
    structures: new Set(profiles.map(({ structure_id }) => String(structure_id))),
  };
}

function isApplication(base: Base, name: string | null, password: string | null): boolean {
  return base.rows.applications.some((one) => one['id'] === name && one['password'] === password);
}

export function refuse(): never {
  throw new Refusal(403, 'Insufficient authorization');
}

/** @throws Refusal 403 unless the asker administers all these structures; a user of none cannot be judged: 500. */
export function mayAct(asker: Asker, structures: readonly unknown[]): void {
  if (asker.isSuper) return;
  if (structures.length === 0) throw new Refusal(500);
  if (!structures.every((id) => asker.structures.has(String(id)))) refuse();
}
