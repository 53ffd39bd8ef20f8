import type { Base } from './base.js';
import { show } from './show.js';
import { models, Refusal, type Row, type TableName } from './tables.js';

/** As `GET /api/X?…`: equality on known fields, without case; unknown ones are ignored, and everything comes back. */
export function searchTable(
  base: Base,
  table: TableName,
  query: URLSearchParams,
  among = base.rows[table],
): unknown {
  const found = sorted(
    table,
    among.filter((row) => matches(base, table, row, query)),
    query,
  );
  const isExpanded = query.get('expand') !== 'false';
  const shown = (rows: readonly Row[]) => rows.map((row) => show(base, table, row, isExpanded));
  const limit = Number(query.get('limit') ?? 0);
  if (limit < 1) return shown(found);
  const page = Number(query.get('page') ?? 1);
  return { total: found.length, limit, page, data: shown(found.slice((page - 1) * limit, page * limit)) };
}

function sorted(table: TableName, rows: Row[], query: URLSearchParams): Row[] {
  const column = query.get('sort_col');
  if (column === null) return rows;
  if (!(column in models[table].fields)) throw new Refusal(500);
  const sign = query.get('sort_dir') === 'desc' ? -1 : 1;
  return rows.toSorted((a, b) => sign * String(a[column]).localeCompare(String(b[column]), 'fr'));
}

function matches(base: Base, table: TableName, row: Row, query: URLSearchParams): boolean {
  const { fields, subs } = models[table];
  const bySub = new Map<string, [string, string[]][]>();
  for (const key of new Set(query.keys())) {
    const values = query.getAll(key);
    const field = key.replace(/\[\]$/, '');
    const [sub, subField] = field.split('.');
    if (key === 'query') {
      if (!hasWords(fields, row, values[0]!)) return false;
    } else if (subField !== undefined && subs[sub!] !== undefined) {
      if (!(subField in models[subs[sub!]!.table].fields)) throw new Refusal(500);
      bySub.set(sub!, [...(bySub.get(sub!) ?? []), [subField, values]]);
    } else if (subs[field] !== undefined && values[0] === 'NULL') {
      if (subRows(base, table, field, row).length > 0) return false;
    } else if (field in fields && !values.some((value) => isEqual(row[field], value))) {
      return false;
    }
  }
  return [...bySub].every(([sub, terms]) =>
    subRows(base, table, sub, row).some((one) =>
      terms.every(([field, values]) => values.some((value) => isEqual(one[field], value))),
    ),
  );
}

function subRows(base: Base, table: TableName, sub: string, row: Row): Row[] {
  const { table: of, key } = models[table].subs[sub]!;
  return base.rows[of].filter((one) => key !== 'nothing' && one[key] === row['id']);
}

function hasWords(fields: object, row: Row, words: string): boolean {
  const text = folded(
    Object.keys(fields)
      .map((field) => row[field] ?? '')
      .join(' '),
  );
  return words.split(' ').every((word) => text.includes(folded(word)));
}

/** As the collation `utf8mb4_general_ci`: neither case nor accents count. */
function isEqual(stored: unknown, asked: string): boolean {
  if (asked === 'NULL') return stored === null || stored === undefined;
  return stored != null && folded(String(stored)) === folded(asked);
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trimEnd();
}
