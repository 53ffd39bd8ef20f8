import { sql } from 'kysely';
import type { StatementDraft, StatementLine } from '../../fees/draft-statement.js';
import { statementReference } from '../../fees/statement-reference.js';
import type { Queries, Tx } from '../database.js';

/** A statement as issued: nothing of it changes any more. */
export type IssuedStatement = StatementDraft & {
  id: string;
  reference: string;
  number: number;
  version: number;
  conventionNotifiedOn: string | null;
  /** Why this version follows another; null for the first. */
  reason: string | null;
  issuedAt: Date;
  issuedBy: string;
  /** No later version follows it. */
  isCurrent: boolean;
};

type Row = Omit<IssuedStatement, 'reference'>;

/** Every statement of a year, each with its versions, oldest version first. */
export async function loadStatements(db: Queries, year: number): Promise<IssuedStatement[]> {
  return select(db, sql`statement.year = ${year}`);
}

/** By its reference's parts; null when there is none. */
export async function findStatement(
  db: Queries,
  { year, number, version }: { year: number; number: number; version: number },
): Promise<IssuedStatement | null> {
  const where = sql`statement.year = ${year} and number = ${number} and version = ${version}`;
  return (await select(db, where))[0] ?? null;
}

async function select(db: Queries, where: ReturnType<typeof sql>): Promise<IssuedStatement[]> {
  const { rows } = await sql<Row>`
    select statement.id, year, number, version, commune_insee as "communeInsee", commune_name as "communeName", siren,
      covers_from as "from", covers_until as "until", price_cents as "priceCents", schools,
      total_cents as "totalCents", convention_notified_on as "conventionNotifiedOn", reason,
      issued_at as "issuedAt", agent.name as "issuedBy",
      not exists (select 1 from fee_statement as later where later.year = statement.year
        and later.number = statement.number and later.version > statement.version) as "isCurrent",
      coalesce((select jsonb_agg(jsonb_build_object('uai', uai, 'schoolName', school_name, 'usedFrom', used_from,
          'amountCents', amount_cents, 'reason', line.reason) order by position)
        from fee_statement_line as line where statement_id = statement.id), '[]') as lines
    from fee_statement as statement join agent on agent.id = issued_by
    where ${where} order by number, version`.execute(db);
  return rows.map((row) => ({ ...row, reference: statementReference(row) }));
}

/** The years that have statements, latest first. */
export async function yearsWithStatements(db: Queries): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    select distinct year from fee_statement order by year desc`.execute(db);
  return rows.map(({ year }) => year);
}

/** Nobody else issues for the year meanwhile: numbers follow each other without a gap, in the order of issue. */
export async function lockFeeYear(tx: Tx, year: number): Promise<void> {
  await tx
    .insertInto('fee_counter')
    .values({ year, last: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await sql`select last from fee_counter where year = ${year} for update`.execute(tx);
}

/** The year must be locked. A rollback gives the number back. */
export async function takeStatementNumber(tx: Tx, year: number): Promise<number> {
  const { last } = await tx
    .updateTable('fee_counter')
    .set((is) => ({ last: is('last', '+', 1) }))
    .where('year', '=', year)
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}

export type NewStatement = {
  id: string;
  draft: StatementDraft;
  number: number;
  version: number;
  reason: string | null;
  issuedAt: Date;
  agentId: string;
};

export async function insertStatement(tx: Tx, statement: NewStatement): Promise<void> {
  const { id, draft, number, version, reason, issuedAt, agentId } = statement;
  await tx
    .insertInto('fee_statement')
    .values((is) => ({
      ...{ id, number, version, reason, year: draft.year, schools: draft.schools, siren: draft.siren },
      commune_insee: draft.communeInsee,
      commune_name: draft.communeName,
      covers_from: draft.from,
      covers_until: draft.until,
      price_cents: draft.priceCents,
      total_cents: draft.totalCents,
      convention_notified_on: is
        .selectFrom('convention')
        .select(({ fn }) => fn.max('notified_on').as('notified_on'))
        .where('commune_insee', '=', draft.communeInsee)
        .where('notified_on', '<=', draft.until),
      issued_at: issuedAt,
      issued_by: agentId,
    }))
    .execute();
  if (draft.lines.length === 0) return;
  await tx
    .insertInto('fee_statement_line')
    .values(draft.lines.map((line, position) => lineRow(id, line, position)))
    .execute();
}

function lineRow(
  statementId: string,
  { uai, schoolName, usedFrom, amountCents, reason }: StatementLine,
  position: number,
) {
  return {
    ...{ statement_id: statementId, position, uai, reason },
    school_name: schoolName,
    used_from: usedFrom,
    amount_cents: amountCents,
  };
}
