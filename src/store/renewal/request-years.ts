import type { YearAsked } from '../../registry/year-asked.js';
import type { Queries, Tx } from '../database.js';

/** The year a request speaks of, why, and the campaign it answers. */
export type RequestYear = {
  requestId: string;
  asked: YearAsked;
  campaign: number | null;
  answer: 'list' | 'no-change' | null;
  isLate: boolean;
};

/** The latest message says it, unless an agent has chosen. */
export async function saveRequestYears(tx: Tx, years: readonly RequestYear[]): Promise<void> {
  const rows = new Map(
    years.map(({ requestId, asked, campaign, answer, isLate }) => [
      requestId,
      {
        ...{ request_id: requestId, school_year: asked.year, reason: asked.reason, answer },
        ...{ is_unclear: asked.isUnclear, candidates: [...asked.candidates], campaign, is_late: isLate },
      },
    ]),
  );
  if (rows.size === 0) return;
  await tx
    .insertInto('request_year')
    .values([...rows.values()])
    .onConflict((conflict) =>
      conflict
        .column('request_id')
        .doUpdateSet((is) => ({
          school_year: is.ref('excluded.school_year'),
          reason: is.ref('excluded.reason'),
          is_unclear: is.ref('excluded.is_unclear'),
          candidates: is.ref('excluded.candidates'),
          campaign: is.ref('excluded.campaign'),
          answer: is.ref('excluded.answer'),
        }))
        .where('request_year.chosen_by', 'is', null),
    )
    .execute();
}

export async function findRequestYear(db: Queries, requestId: string) {
  const row = await db
    .selectFrom('request_year')
    .selectAll()
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row ?? null;
}

/** An agent’s choice: kept whatever comes after. `campaign`: the one it answers, if it does. */
export async function chooseRequestYear(
  tx: Tx,
  requestId: string,
  chosen: { year: number; campaign: number | null; isLate: boolean; by: string; at: Date },
): Promise<void> {
  const columns = {
    school_year: chosen.year,
    is_unclear: false,
    campaign: chosen.campaign,
    is_late: chosen.isLate,
    chosen_by: chosen.by,
    chosen_at: chosen.at,
  };
  await tx
    .insertInto('request_year')
    .values({
      ...columns,
      ...{ request_id: requestId, reason: 'day_received', candidates: [chosen.year], answer: 'list' },
    })
    .onConflict((conflict) => conflict.column('request_id').doUpdateSet(columns))
    .execute();
}
