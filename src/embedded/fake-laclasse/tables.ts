/** A row as JSON shows it: its keys in the order of the model, unknown ones never kept. */
export type Row = Record<string, unknown>;

/** What one field of a model accepts. A `pattern` refused is a 400; another type, or null where required, is a 500. */
type Field = {
  pattern?: RegExp;
  isRequired?: boolean;
  type?: 'int' | 'bool';
  oneOf?: readonly string[];
  start?: unknown;
};

export type Model = {
  fields: Record<string, Field>;
  subs: Record<string, { table: TableName; key: string }>;
};

export type TableName =
  | 'structures'
  | 'users'
  | 'profiles'
  | 'emails'
  | 'phones'
  | 'structures_types'
  | 'profiles_types'
  | 'applications';

/** A longer text is cut without a word. */
const COLUMN = 255;
const ACCENTS = 'ÀÁÂÄÇÈÉÊËÎÏÔÖŒÙÛÜàâãäçèéêëîïôöœùûüÿ';
const name = { isRequired: true, pattern: new RegExp(`^[-'0-9A-Za-z ${ACCENTS}]*$`) };
const plain = (...names: string[]) => Object.fromEntries(names.map((one) => [one, {}]));

/** The recorded models (laclasse-api.md, parts 1.4 and 1.5). A field that is not here is dropped without a word. */
export const models: Record<TableName, Model> = {
  structures: {
    fields: {
      id: { isRequired: true, pattern: /^[0-9A-Z]+$/ },
      ...plain('name', 'siren', 'address', 'zip_code', 'city', 'phone', 'fax', 'longitude', 'latitude'),
      ...plain('aaf_mtime', 'domain'),
      type: { isRequired: true, type: 'int' },
      aaf_sync_activated: { type: 'bool', start: false },
      gar_export_activated: { type: 'bool', start: false },
      ...plain('educnat_marking_id', 'aaf_jointure_id', 'email'),
    },
    subs: {
      groups: { table: 'applications', key: 'nothing' },
      resources: { table: 'applications', key: 'nothing' },
      profiles: { table: 'profiles', key: 'structure_id' },
    },
  },
  users: {
    fields: {
      id: { pattern: /^[A-Z0-9]+$/ },
      ...plain('aaf_jointure_id', 'login', 'password'),
      lastname: name,
      firstname: name,
      gender: { oneOf: ['M', 'F'] },
      ...plain('birthdate', 'address'),
      zip_code: { pattern: /^[0-9]*$/ },
      ...plain('city', 'country', 'ctime', 'atime', 'last_idp', 'avatar', 'email_backend_id'),
      super_admin: { type: 'bool', start: false },
      ...plain('aaf_struct_rattach_id', 'student_grade_id', 'student_ine', 'oidc_sso_id'),
    },
    subs: {
      profiles: { table: 'profiles', key: 'user_id' },
      children: { table: 'applications', key: 'nothing' },
      parents: { table: 'applications', key: 'nothing' },
      phones: { table: 'phones', key: 'user_id' },
      emails: { table: 'emails', key: 'user_id' },
      groups: { table: 'applications', key: 'nothing' },
      children_groups: { table: 'applications', key: 'nothing' },
    },
  },
  profiles: {
    fields: {
      id: { type: 'int' },
      type: { isRequired: true },
      structure_id: { isRequired: true },
      user_id: { isRequired: true },
      active: { type: 'bool', start: false },
      aaf_mtime: {},
    },
    subs: {},
  },
  emails: {
    fields: {
      id: { type: 'int' },
      user_id: { isRequired: true },
      address: { isRequired: true, pattern: new RegExp(`^[-_a-zA-Z.0-9${ACCENTS}]+@[-_a-zA-Z.0-9]+$`) },
      primary: { type: 'bool', start: false },
      type: { oneOf: ['Ent', 'Academique', 'Autre'], start: 'Ent' },
    },
    subs: {},
  },
  phones: {
    fields: {
      id: { type: 'int' },
      number: { isRequired: true, pattern: /^[+]{0,1}[ 0-9]+$/ },
      type: { oneOf: ['AUTRE', 'FAX', 'MAISON', 'PORTABLE', 'TRAVAIL'], start: 'AUTRE' },
      user_id: { isRequired: true },
    },
    subs: {},
  },
  structures_types: {
    fields: { id: { type: 'int' }, ...plain('name', 'contrat_type', 'aaf_type') },
    subs: {},
  },
  profiles_types: { fields: plain('id', 'name', 'code_national'), subs: {} },
  applications: { fields: plain('id', 'name', 'url', 'password'), subs: {} },
};

/** An answer that is not 200: 400 says why, 500 has an empty body. */
export class Refusal extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 500,
    readonly error: string | null = null,
  ) {
    super(String(status));
  }
}

/** Checks what is given to create (all that is required) or to change a row; drops what the model does not know. */
export function checked(table: TableName, given: unknown, isNew: boolean): Row {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new Refusal(500);
  const { fields } = models[table];
  const row: Row = {};
  for (const [key, value] of Object.entries(given)) {
    const field = fields[key];
    if (field !== undefined) row[key] = checkedValue(key, field, value);
  }
  if (!isNew) return row;
  for (const [key, { isRequired, start }] of Object.entries(fields)) {
    if (isRequired === true && !(key in row)) throw new Refusal(400, `Missing required field ${key}`);
    if (start !== undefined && row[key] == null) row[key] = start;
  }
  return row;
}

function checkedValue(key: string, { pattern, type, oneOf, isRequired }: Field, value: unknown): unknown {
  if (value === null) {
    if (isRequired === true) throw new Refusal(500);
    return null;
  }
  if (pattern !== undefined && !pattern.test(String(value))) {
    throw new Refusal(400, `Invalid field '${key}' value '${value}'`);
  }
  if (typeof value === 'string' && value.length > COLUMN) return value.slice(0, COLUMN);
  if (oneOf !== undefined && !oneOf.includes(String(value))) throw new Refusal(500);
  if (type === 'int') {
    if (!/^\d+$/.test(String(value))) throw new Refusal(500);
    return Number(value);
  }
  return value;
}
