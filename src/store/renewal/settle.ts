import { sql } from 'kysely';
import type { Settlement, SilenceEvidence } from '../../registry/renewal-standing.js';
import type { SchoolYear } from '../../registry/school-year.js';
import type { Queries, Tx } from '../database.js';

/** The year whose list silence renews, and how many schools it has; null when the commune never had one. */
export async function latestListBefore(
  db: Queries,
  communeInsee: string,
  year: SchoolYear,
): Promise<{ year: number; schools: number } | null> {
  const row = await db
    .selectFrom('listed_school')
    .select((is) => ['school_year as year', is.fn.countAll<number>().as('schools')])
    .where('commune_insee', '=', communeInsee)
    .where('school_year', '<=', year)
    .groupBy('school_year')
    .orderBy('school_year', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { year: row.year, schools: Number(row.schools) };
}

/** Last year’s list becomes this year’s, school by school. What the year holds already stays. */
export async function copyList(
  tx: Tx,
  communeInsee: string,
  from: SchoolYear,
  to: SchoolYear,
): Promise<void> {
  await sql`
    insert into listed_school (commune_insee, school_year, uai, name, administrator, since, request_id)
    select commune_insee, ${to}, uai, name, administrator, since, request_id from listed_school
    where commune_insee = ${communeInsee} and school_year = ${from}
    on conflict do nothing`.execute(tx);
}

/** Once: answers false when the commune was settled already. */
export async function settleParticipant(
  tx: Tx,
  participantId: string,
  settled: { as: Settlement; at: Date; by: string | null; evidence: SilenceEvidence | { reason: string } },
): Promise<boolean> {
  const done = await tx
    .updateTable('renewal_participant')
    .set({
      settled_as: settled.as,
      settled_at: settled.at,
      settled_by: settled.by,
      evidence: JSON.stringify(settled.evidence),
    })
    .where('id', '=', participantId)
    .where('settled_as', 'is', null)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) return false;
  await closeBlockedItem(tx, participantId, settled.at);
  return true;
}

export async function closeBlockedItem(tx: Tx, participantId: string, at: Date): Promise<void> {
  await tx
    .updateTable('work_item')
    .set({ closed_at: at })
    .where('subject_id', '=', participantId)
    .where('reason', '=', 'renewal_blocked')
    .where('closed_at', 'is', null)
    .execute();
}

/** An item that agents see, once per commune and campaign, whatever blocks it. Answers whether it is new. */
export async function openBlockedItem(tx: Tx, participantId: string, at: Date): Promise<boolean> {
  const made = await sql<{ id: string }>`
    insert into work_item (id, reason, subject_id, request_id, message_id, opened_at)
    values (gen_random_uuid(), 'renewal_blocked', ${participantId}, null, null, ${at})
    on conflict (reason, subject_id) do nothing returning id`.execute(tx);
  return made.rows.length > 0;
}
