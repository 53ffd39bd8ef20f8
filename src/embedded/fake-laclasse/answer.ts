import { setTimeout as pause } from 'node:timers/promises';
import { add, addUser, type Base, change, clearPassword, freeLogin, remove, transaction } from './base.js';
import { type Asker, mayAct, refuse } from './rights.js';
import { searchTable } from './search.js';
import { show } from './show.js';
import { checked, models, Refusal, type Row, type TableName } from './tables.js';

export type Asked = { method: string; path: string[]; query: URLSearchParams; body: unknown; asker: Asker };

/** `null` body: empty. Status 404 answers the text of a missing file. */
export type Answered = { status: number; body?: unknown; location?: string };

const GONE: Answered = { status: 405 };
const MISSING: Answered = { status: 404 };
const subTables = { profiles: 'profiles', emails: 'emails', phones: 'phones' } as const;

/** How long a new user's login stays undecided: two creations within it may be given the same. */
export type Timing = { loginRaceMs: number };

export async function answer(base: Base, asked: Asked, timing: Timing): Promise<Answered> {
  const [table, id, sub, subId] = asked.path;
  if (table === 'docs') return docs(base, asked);
  if (table === 'users' && id === 'current') return current(asked);
  if (!isTable(table)) return MISSING;
  if (id === undefined) return wholeTable(base, table, asked, timing);
  const row = base.rows[table].find((one) => String(one['id']) === decodeURIComponent(id));
  if (sub !== undefined) return subResource(base, table, row, sub, subId, asked);
  return oneRow(base, table, row, asked);
}

function isTable(table: string | undefined): table is TableName {
  return table !== undefined && Object.hasOwn(models, table);
}

async function wholeTable(base: Base, table: TableName, asked: Asked, timing: Timing): Promise<Answered> {
  const { method, body, asker, query } = asked;
  if (method === 'GET') return { status: 200, body: searchTable(base, table, query) };
  if (method === 'POST' && table === 'users') return createUsers(base, asked, timing);
  if (method === 'POST') return create(base, table, asked);
  if (!asker.isSuper) refuse();
  if (!Array.isArray(body)) throw new Refusal(500);
  const given: Row[] = body;
  const find = (id: unknown) => base.rows[table].find((row) => row['id'] === id);
  if (method === 'PUT') {
    const rows = given.map((one) => find(one['id'])).filter((row) => row !== undefined);
    for (const row of rows)
      change(
        base,
        table,
        row,
        given.find((one) => one['id'] === row['id']),
      );
    return { status: 200, body: rows.map((row) => show(base, table, row, true)) };
  }
  const doomed = given.map((id) => find(id)).filter((row) => row !== undefined);
  for (const row of doomed) remove(base, table, row);
  return { status: 200 };
}

function create(base: Base, table: TableName, { body, asker }: Asked): Answered {
  if (table === 'structures' && !asker.isSuper) refuse();
  const made = transaction(base, () =>
    (Array.isArray(body) ? body : [body]).map((one) => add(base, table, one)),
  );
  mayAct(
    asker,
    made.map(({ structure_id }) => structure_id),
  );
  const shown = made.map((row) => show(base, table, row, true));
  return { status: 200, body: Array.isArray(body) ? shown : shown[0] };
}

/** One transaction: the user with their profiles, e-mails and phones. The login is chosen before, and not kept aside. */
async function createUsers(base: Base, { body, asker }: Asked, { loginRaceMs }: Timing): Promise<Answered> {
  const given = (body ?? {}) as Row & { profiles?: Row[]; emails?: Row[]; phones?: Row[] };
  const { id: _, login, ...fields } = given;
  if (typeof given['firstname'] !== 'string' || typeof given['lastname'] !== 'string') throw new Refusal(500);
  const user = checked('users', fields, true);
  mayAct(
    asker,
    (given.profiles ?? []).map(({ structure_id }) => structure_id),
  );
  const password = typeof given['password'] === 'string' ? given['password'] : clearPassword();
  const chosen = typeof login === 'string' ? login : freeLogin(base, user);
  if (loginRaceMs > 0) await pause(loginRaceMs);

  const isTaken = base.rows.users.filter((one) => one['login'] === chosen).length;
  if (isTaken > (typeof login === 'string' ? 0 : 1)) throw new Refusal(500);
  const made = transaction(base, () => {
    const row = addUser(base, { ...user, login: chosen, password });
    for (const [sub, table] of Object.entries(subTables)) {
      for (const one of (given[sub] as Row[] | undefined) ?? [])
        add(base, table, { ...one, user_id: row['id'] });
    }
    return row;
  });
  return { status: 200, body: show(base, 'users', made, true) };
}

function oneRow(
  base: Base,
  table: TableName,
  row: Row | undefined,
  { method, body, asker, query }: Asked,
): Answered {
  if (method === 'GET') {
    return row === undefined
      ? MISSING
      : { status: 200, body: show(base, table, row, query.get('expand') !== 'false') };
  }
  if (row === undefined) return GONE;
  mayAct(asker, table === 'structures' ? [row['id']] : [row['structure_id']]);
  if (method === 'DELETE') {
    remove(base, table, row);
    return { status: 200 };
  }
  const diffs = Object.entries(subTables).flatMap(([sub, of]) => {
    const diff = (body as Row)?.[sub] as { diff?: { add?: Row[]; remove?: Row[] } } | undefined;
    return diff?.diff === undefined ? [] : [{ of, ...diff.diff }];
  });
  transaction(base, () => {
    const target = base.rows[table].find((one) => one['id'] === row['id'])!;
    change(base, table, target, body);
    for (const { of, add: added = [], remove: removed = [] } of diffs) {
      for (const { id } of removed) {
        const gone = base.rows[of].find((one) => one['id'] === id);
        if (gone !== undefined) remove(base, of, gone);
      }
      for (const one of added) add(base, of, { ...one, user_id: row['id'] });
    }
  });
  return {
    status: 200,
    body: show(base, table, base.rows[table].find((one) => one['id'] === row['id'])!, true),
  };
}

/** The sub-resources of the real server, traps included: a removal does not look whose row it is. */
function subResource(
  base: Base,
  table: TableName,
  row: Row | undefined,
  sub: string,
  subId: string | undefined,
  { method, path, body, query }: Asked,
): Answered {
  const of = subTables[sub as keyof typeof subTables];
  if (of === undefined) return MISSING;
  const key = models[table].subs[sub]!.key;
  if (method === 'GET') {
    const rows = base.rows[of].filter((one) => one[key] === row?.['id']);
    return row === undefined ? MISSING : { status: 200, body: searchTable(base, of, query, rows) };
  }
  const target = base.rows[of].find((one) => String(one['id']) === subId);
  if (method === 'POST') {
    if (row === undefined) throw new Refusal(500);
    const given = Array.isArray(body) ? body : [body];
    transaction(base, () => given.map((one) => add(base, of, { ...one, [key]: row['id'] })));
  } else if (method === 'DELETE') {
    if (target === undefined && of === 'profiles') throw new Refusal(500);
    if (row === undefined) {
      return {
        status: 200,
        body: {
          [sub]: { add: [], change: [], remove: [{ id: Number(subId) }] },
          id: path[1],
        },
      };
    }
    if (target !== undefined) remove(base, of, target);
  } else {
    if (target === undefined) throw new Refusal(500);
    change(base, of, target, body);
  }
  return row === undefined ? GONE : { status: 200, body: show(base, table, row, true) };
}

function current({ path, asker }: Asked): Answered {
  if (path[2] === 'isauthenticated') return { status: 200 };
  return asker.isSuper ? MISSING : { status: 302, location: String(asker.user['id']) };
}

/** The root of a structure's documents is made when one of its users first opens them. */
function docs(base: Base, { path, asker }: Asked): Answered {
  if (path[1] === 'roots' && !asker.isSuper) {
    for (const id of asker.structures) if (!base.documents.has(id)) base.documents.set(id, 0);
  }
  if (path[1] !== 'structures') return { status: 200, body: [] };
  if (!asker.isSuper) refuse();
  return {
    status: 200,
    body: [...base.documents].map(([structure_id, size], index) => {
      const structure = base.rows.structures.find(({ id }) => id === structure_id);
      return {
        structure_id,
        node_id: index + 2,
        size,
        mtime: new Date().toISOString(),
        is_deleted: structure === undefined,
        name: structure?.['name'] ?? null,
      };
    }),
  };
}
