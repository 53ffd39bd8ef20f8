import { randomBytes } from 'node:crypto';
import { checked, models, Refusal, type Row, type TableName } from './tables.js';

export type Base = {
  rows: Record<TableName, Row[]>;
  /** Last number given, which a failed transaction does not give back. */
  lastIds: Record<string, number>;
  /** Documents: bytes by structure. */
  documents: Map<string, number>;
};

export const APPLICATION = { id: 'PROVISION', password: 's3cret-app-key' };

/** As the tests of the real server found it: its types, one application, one super administrator. */
export function newBase(): Base {
  const base: Base = {
    rows: {
      structures: [],
      profiles: [],
      emails: [],
      phones: [],
      users: [],
      structures_types: structureTypes.map(([name, contrat_type, aaf_type], index) => ({
        id: index + 1,
        name,
        contrat_type,
        aaf_type,
      })),
      profiles_types: profileTypes.map(([id, name, code_national]) => ({ id, name, code_national })),
      applications: [{ ...APPLICATION, name: 'Provisioning client', url: 'http://127.0.0.1/' }],
    },
    lastIds: {},
    documents: new Map(),
  };
  const admin = { lastname: 'Admin', firstname: 'Super', login: 'superadm', super_admin: true };
  addUser(base, { ...admin, password: 'clear:superpass' }, 'VAA60000');
  return base;
}

/** The row as it is stored; its number is used up even when the transaction fails. */
export function add(base: Base, table: TableName, given: unknown): Row {
  const row = checked(table, given, true);
  if (table === 'structures') {
    if (base.rows.structures.some(({ id }) => id === row['id'])) throw new Refusal(500);
  } else {
    row['id'] = nextId(base, table);
  }
  checkReferences(base, row);
  if (table === 'profiles')
    row['active'] = !base.rows.profiles.some(({ user_id }) => user_id === row['user_id']);
  if (table === 'emails')
    makePrimary(
      base,
      row,
      base.rows.emails.every(({ user_id }) => user_id !== row['user_id']),
    );
  base.rows[table].push(whole(table, row));
  return row;
}

export function addUser(base: Base, row: Row, id = `VAB${60000 + nextId(base, 'users')}`): Row {
  const avatar = { M: 'masculin', F: 'feminin' }[String(row['gender'])] ?? 'neutre';
  const user = whole('users', {
    ...row,
    id,
    ctime: new Date().toISOString(),
    avatar: `avatar/avatar_${avatar}.svg`,
    super_admin: row['super_admin'] ?? false,
  });
  base.rows.users.push(user);
  return user;
}

/** Rows that point to it go with it, as foreign keys that cascade. */
export function remove(base: Base, table: TableName, row: Row): void {
  base.rows[table] = base.rows[table].filter((one) => one !== row);
  const { rows } = base;
  if (table === 'structures')
    rows.profiles = rows.profiles.filter(({ structure_id }) => structure_id !== row['id']);
  if (table === 'users') {
    for (const sub of ['profiles', 'emails', 'phones'] as const) {
      rows[sub] = rows[sub].filter(({ user_id }) => user_id !== row['id']);
    }
  }
  if (table === 'profiles' && row['active'] === true) {
    const next = rows.profiles.find(({ user_id }) => user_id === row['user_id']);
    if (next !== undefined) next['active'] = true;
  }
}

/** All or nothing, but for the numbers used up. */
export function transaction<Value>(base: Base, work: () => Value): Value {
  const before = structuredClone(base.rows);
  const users = base.lastIds['users'];
  try {
    return work();
  } catch (error) {
    base.rows = before;
    if (users !== undefined) base.lastIds['users'] = users;
    throw error;
  }
}

export function change(base: Base, table: TableName, row: Row, given: unknown): void {
  const { id: _, ...fields } = checked(table, given, false);
  Object.assign(row, fields);
  checkReferences(base, row);
  if (table === 'emails' && fields['primary'] === true) makePrimary(base, row, true);
}

function makePrimary(base: Base, email: Row, isFirst: boolean): void {
  if (isFirst) email['primary'] = true;
  if (email['primary'] !== true) return;
  for (const other of base.rows.emails) {
    if (other !== email && other['user_id'] === email['user_id']) other['primary'] = false;
  }
}

function checkReferences(base: Base, { structure_id, user_id }: Row): void {
  const isThere = (table: TableName, id: unknown) => base.rows[table].some((row) => row['id'] === id);
  if (structure_id !== undefined && !isThere('structures', structure_id)) throw new Refusal(500);
  if (user_id !== undefined && !isThere('users', user_id)) throw new Refusal(500);
}

function nextId(base: Base, table: string): number {
  const next = (base.lastIds[table] ?? 0) + 1;
  base.lastIds[table] = next;
  return next;
}

function whole(table: TableName, row: Row): Row {
  for (const key of Object.keys(models[table].fields)) row[key] ??= null;
  return row;
}

/** `Hélène D'Arcy` → `hdarcy`, padded to four characters. */
export function loginBase({ firstname, lastname }: Row): string {
  if (typeof firstname !== 'string' || typeof lastname !== 'string') throw new Refusal(500);
  const letters = `${firstname.slice(0, 1)}${lastname}`
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  return letters.slice(0, 16).padEnd(4, 'x');
}

/** The first free login. One that two users have by a race makes every later search for it fail. */
export function freeLogin(base: Base, user: Row): string {
  const start = loginBase(user);
  for (let number = 0; ; number += 1) {
    const login = number === 0 ? start : `${start}${number}`;
    const holders = base.rows.users.filter((one) => one['login'] === login).length;
    if (holders > 1) throw new Refusal(500);
    if (holders === 0) return login;
  }
}

export function clearPassword(): string {
  return `clear:${randomBytes(8).toString('base64url').slice(0, 10)}`;
}

const structureTypes: readonly (readonly [string, string | null, string | null])[] = [
  ['Service du département', 'PU', 'SERVICE DU DEPARTEMENT'],
  ['Ecole', 'PR', 'ECOLE'],
  ['Ecole', 'PU', 'ECOLE'],
  ['Collège', 'PR', 'COLLEGE'],
  ['Collège', 'PU', 'COLLEGE'],
  ['Lycée', 'PR', 'LYCEE'],
  ['Lycée', 'PU', 'LYCEE'],
  ['Bâtiment', 'PU', null],
  ['Lycée professionnel', 'PR', 'LYCEE PROFESSIONNEL'],
  ['Maison familiale rurale', null, 'MAISON FAMILIALE RURALE'],
  ['Campus', null, 'CAMPUS'],
  ['CRDP', null, 'CRDP'],
  ['CG Jeunes', null, 'CG JEUNES'],
  ['Cité scolaire', 'PR', 'CITE SCOLAIRE'],
  ['Cité scolaire', 'PU', 'CITE SCOLAIRE'],
];

const profileTypes: readonly (readonly [string, string, string | null])[] = [
  ['ACA', 'Services académiques', 'National_7'],
  ['ADM', "Administrateur de l'établissement", null],
  ['COL', 'Collectivité', 'National_4'],
  ['DIR', 'Personnel de direction', 'National_4'],
  ['DOC', 'Documentaliste', 'National_3'],
  ['ELV', 'Elève', 'National_1'],
  ['ENS', 'Enseignant', 'National_3'],
  ['ETA', 'Personnel administratif', 'National_6'],
  ['EVS', 'Vie scolaire', 'National_5'],
  ['TUT', 'Parent / responsable', 'National_2'],
];
