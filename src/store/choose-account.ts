import { sql } from 'kysely';
import type { AgentCode } from '../provisioning/access-codes.js';
import type { Tx } from './database.js';

/** What an order may wait for that the choice of an account settles. */
export const accountCodes: readonly AgentCode[] = [
  'several_users_found',
  'user_name_differs',
  'same_name_other_address',
  'user_not_found',
];

/**
 * An agent says which account of laclasse.com is the person's (its identifier there), or that they have none yet
 * (`new`): the order that waited for it goes on. False when it does not wait for an agent any more.
 */
export async function chooseAccount(tx: Tx, orderId: string, account: string): Promise<boolean> {
  const isNew = account === 'new';
  const facts = JSON.stringify({ chosen: isNew ? 'new' : account });
  const released = await sql`
    update access_order set status = 'planned', waits_for = null, due_at = now()
    where id = ${orderId} and status = 'held' and waits_for = any(${[...accountCodes]})`.execute(tx);
  if (released.numAffectedRows !== 1n) return false;
  await sql`
    insert into access_step (order_id, step, external_id, facts)
    values (${orderId}, 'user', ${isNew ? null : account}, ${facts})
    on conflict (order_id, step) do update set external_id = excluded.external_id,
      facts = access_step.facts || excluded.facts`.execute(tx);
  await sql`update work_item set closed_at = now() where subject_id = ${orderId} and closed_at is null`.execute(
    tx,
  );
  return true;
}
