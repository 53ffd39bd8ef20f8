import { sql } from 'kysely';
import { ClaimLost, type Removal, type StepLedger } from '../provisioning/step-ledger.js';
import type { Database, Tx } from './database.js';
import type { OrderClaim } from './orders.js';

/** The ledger of one claimed order. Each write is a transaction of its own, which renews the claim. */
export function stepLedgerIn(db: Database, claim: OrderClaim): StepLedger {
  const asHolder = (write: (tx: Tx) => Promise<unknown>) =>
    db.transaction().execute(async (tx) => {
      await renewClaim(tx, claim);
      await write(tx);
    });
  return {
    async load(step) {
      const row = await db
        .selectFrom('access_step')
        .selectAll()
        .where('order_id', '=', claim.orderId)
        .where('step', '=', step)
        .executeTakeFirst();
      return row && { isDone: row.is_done, externalId: row.external_id, facts: row.facts };
    },

    intend: (step, facts) =>
      asHolder((tx) =>
        tx
          .insertInto('access_step')
          .values({
            order_id: claim.orderId,
            step,
            external_id: null,
            facts: JSON.stringify(facts),
            done_at: null,
          })
          .onConflict((conflict) => conflict.doNothing())
          .execute(),
      ),

    finish: (step, { externalId, facts = {} }) =>
      asHolder((tx) =>
        sql`
          insert into access_step (order_id, step, is_done, external_id, facts, done_at)
          values (${claim.orderId}, ${step}, true, ${externalId}, ${JSON.stringify(facts)}, now())
          on conflict (order_id, step) do update set is_done = true, external_id = excluded.external_id,
            facts = access_step.facts || excluded.facts, done_at = excluded.done_at`.execute(tx),
      ),

    async removalsOf(uai) {
      const rows = await closingSteps(db)
        .where('access_order.uai', '=', uai)
        .orderBy('access_step.begun_at', 'desc')
        .execute();
      return rows.map(asRemoval);
    },

    async lockedAccount(address) {
      const row = await closingSteps(db)
        .where('access_step.step', 'like', 'locked-account:%')
        .where(
          sql<boolean>`exists (select 1 from jsonb_array_elements(access_step.facts->'emails') as email
            where lower(email->>'address') = ${address})`,
        )
        .orderBy('access_step.begun_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && asRemoval(row);
    },

    noteRestored: ({ orderId, step }) =>
      asHolder((tx) =>
        tx
          .updateTable('access_step')
          .set({ undone_at: sql<Date>`now()` })
          .where('order_id', '=', orderId)
          .where('step', '=', step)
          .execute(),
      ),
  };
}

/** What closings took away and nobody put back. A step begun counts: what was not removed is found in its place. */
function closingSteps(db: Database) {
  return db
    .selectFrom('access_step')
    .innerJoin('access_order', 'access_order.id', 'access_step.order_id')
    .select(['access_step.order_id', 'access_step.step', 'access_step.facts'])
    .where('access_order.kind', '=', 'close-school')
    .where('access_step.undone_at', 'is', null);
}

function asRemoval(row: { order_id: string; step: string; facts: Record<string, unknown> }): Removal {
  return { orderId: row.order_id, step: row.step, facts: row.facts };
}

/** @throws ClaimLost when the order is no longer ours. */
async function renewClaim(tx: Tx, { orderId, claim, forMs }: OrderClaim): Promise<void> {
  const renewed = await sql`
    update access_order set claimed_until = now() + ${forMs} * interval '1 millisecond'
    where id = ${orderId} and claim = ${claim} and status = 'planned'`.execute(tx);
  if (renewed.numAffectedRows !== 1n) throw new ClaimLost('Another worker took this order over.');
}
