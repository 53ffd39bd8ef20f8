import { sql } from 'kysely';
import type { CountingDecision } from '../../fees/counting-decision.js';
import type { Queries, Tx } from '../database.js';

/** A decision as a page shows it, with who made it. */
export type KeptDecision = CountingDecision & {
  decidedAt: Date;
  agentName: string;
  withdrawnAt: Date | null;
  withdrawnBy: string | null;
  withdrawnReason: string | null;
};

/** Every decision on how schools count, oldest first, withdrawn ones too. */
export async function loadCountingDecisions(db: Queries, communeInsee?: string): Promise<KeptDecision[]> {
  const { rows } = await sql<KeptDecision>`
    select decision.id, commune_insee as "communeInsee", year, kind, uais, reason, until_year as "untilYear",
      decided_at as "decidedAt", agent.name as "agentName", withdrawn_at as "withdrawnAt",
      withdrawer.name as "withdrawnBy", withdrawn_reason as "withdrawnReason"
    from fee_decision as decision join agent on agent.id = decision.agent_id
      left join agent as withdrawer on withdrawer.id = withdrawn_by
    where ${communeInsee === undefined ? sql`true` : sql`commune_insee = ${communeInsee}`}
    order by decided_at, decision.id`.execute(db);
  return rows;
}

export type NewDecision = Omit<CountingDecision, 'untilYear'> & { agentId: string; at: Date };

/** Once per identifier. */
export async function insertCountingDecision(tx: Tx, decision: NewDecision): Promise<void> {
  const { id, communeInsee, year, kind, uais, reason, agentId, at } = decision;
  await tx
    .insertInto('fee_decision')
    .values({
      ...{ id, year, kind, reason, uais: [...uais] },
      commune_insee: communeInsee,
      agent_id: agentId,
      decided_at: at,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

export type Withdrawal = { id: string; year: number; reason: string; agentId: string; at: Date };

/**
 * It holds no more from `year` on. Answers its commune and first year, or null when there is none that still holds.
 */
export async function withdrawCountingDecision(
  tx: Tx,
  { id, year, reason, agentId, at }: Withdrawal,
): Promise<{ communeInsee: string; year: number } | null> {
  const row = await tx
    .updateTable('fee_decision')
    .set({ until_year: year - 1, withdrawn_by: agentId, withdrawn_at: at, withdrawn_reason: reason })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .returning(['commune_insee', 'year'])
    .executeTakeFirst();
  return row === undefined ? null : { communeInsee: row.commune_insee, year: row.year };
}
