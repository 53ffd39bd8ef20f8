import { sql } from 'kysely';
import type { OrderKind } from '../../provisioning/order-kinds.js';
import type { Person } from '../../registry/person.js';
import type { Queries } from '../database.js';
import { loadSchoolStorage, type SchoolStorage } from '../school-storage.js';
import type { AccessOrderStatus } from '../statuses.js';
import { loadHistory, type PastChange } from './commune-page.js';

export type SchoolPage = {
  uai: string;
  /** As the directory has it now; null when it left the directory. */
  directory: { name: string; level: string; communeInsee: string; state: string } | null;
  /** Each year it was listed, latest first. */
  years: {
    schoolYear: number;
    communeInsee: string;
    name: string;
    administrator: Person;
    reference: string | null;
  }[];
  /** What was asked of laclasse.com for it, latest first. */
  orders: {
    id: string;
    kind: OrderKind;
    status: AccessOrderStatus;
    administrator: Person;
    askedOn: string;
    dueOn: string;
    doneAt: Date | null;
    reference: string;
  }[];
  history: PastChange[];
  /** Null when laclasse.com never told of its documents. */
  storage: SchoolStorage | null;
};

/** Null when the base has never heard of it. */
export async function loadSchoolPage(db: Queries, uai: string): Promise<SchoolPage | null> {
  const [directory, years, orders, history, storage] = await Promise.all([
    db.selectFrom('directory_school').selectAll().where('uai', '=', uai).executeTakeFirst(),
    sql<SchoolPage['years'][number]>`
      select school_year as "schoolYear", listed_school.commune_insee as "communeInsee", name, administrator, reference
      from listed_school left join request on request.id = request_id
      where uai = ${uai} order by school_year desc`.execute(db),
    sql<SchoolPage['orders'][number]>`
      select access_order.id, kind, access_order.status, administrator, asked_on as "askedOn",
        access_order.due_on as "dueOn", done_at as "doneAt", reference
      from access_order join request on request.id = request_id
      where uai = ${uai} order by asked_on desc, access_order.id limit 100`.execute(db),
    loadHistory(db, sql`change.uai = ${uai}`),
    loadSchoolStorage(db, [uai]),
  ]);
  if (directory === undefined && years.rows.length === 0 && history.length === 0) return null;
  return {
    ...{ uai, years: years.rows, orders: orders.rows, history, storage: storage.get(uai) ?? null },
    directory:
      directory === undefined
        ? null
        : {
            name: directory.name,
            level: directory.level,
            communeInsee: directory.commune_insee,
            state: directory.state,
          },
  };
}

export type SchoolRow = {
  uai: string;
  name: string;
  communeInsee: string;
  state: string;
  year: number | null;
  administrator: Person | null;
};

/** Schools of the directory with their latest administrator; `words` in the name, or a UAI. */
export async function listSchools(
  db: Queries,
  words: string,
  { number, size }: { number: number; size: number },
): Promise<SchoolRow[]> {
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<SchoolRow>`
    select directory.uai, directory.name, directory.commune_insee as "communeInsee", state, latest.year,
      latest.administrator
    from directory_school as directory left join lateral (
      select school_year as year, administrator from listed_school where uai = directory.uai
      order by school_year desc limit 1) as latest on true
    where ${words === '' ? sql`true` : sql`(directory.name ilike ${like} or directory.uai ilike ${like})`}
    order by directory.commune_insee, directory.name limit ${size} offset ${(number - 1) * size}`.execute(db);
  return rows;
}
