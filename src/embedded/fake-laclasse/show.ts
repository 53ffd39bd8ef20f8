import type { Base } from './base.js';
import { models, type Row, type TableName } from './tables.js';

/**
 * A row as answered: with its sub-lists unless `expand=false`. A password is shown as long as it is the first one, in
 * clear; a chosen one never is.
 */
export function show(base: Base, table: TableName, row: Row, isExpanded: boolean): Row {
  const shown: Row = {};
  for (const key of Object.keys(models[table].fields)) {
    if (table !== 'users' || key !== 'password') shown[key] = row[key] ?? null;
    else if (String(row['password']).startsWith('clear:')) shown[key] = String(row['password']).slice(6);
  }
  if (!isExpanded) return shown;
  for (const [sub, { table: of, key }] of Object.entries(models[table].subs)) {
    const rows = base.rows[of].filter((one) => key !== 'nothing' && one[key] === row['id']);
    shown[sub] = rows.map((one) => show(base, of, one, false));
  }
  return shown;
}
