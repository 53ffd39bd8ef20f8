import type { SchoolYear } from '../../registry/school-year.js';
import type { Queries } from '../database.js';

/** By campaign, the latest year first: how many communes wait for an agent because silence cannot renew their list. */
export async function blockedRenewals(db: Queries): Promise<{ year: SchoolYear; communes: number }[]> {
  const rows = await db
    .selectFrom('work_item')
    .innerJoin('renewal_participant', 'renewal_participant.id', 'work_item.subject_id')
    .select((is) => ['school_year as year', is.fn.countAll<number>().as('communes')])
    .where('reason', '=', 'renewal_blocked')
    .where('closed_at', 'is', null)
    .groupBy('school_year')
    .orderBy('school_year', 'desc')
    .execute();
  return rows.map(({ year, communes }) => ({ year, communes: Number(communes) }));
}
