import { sql } from 'kysely';
import type { Tx } from '../database.js';

/** The messages of one request become those of another. Answers which they were. */
export async function moveMessages(
  tx: Tx,
  fromRequestId: string,
  toRequestId: string,
): Promise<{ id: string; requestId: string }[]> {
  const { rows } = await sql<{ id: string; requestId: string }>`
    update message set request_id = ${toRequestId} where request_id = ${fromRequestId}
    returning id, ${fromRequestId} as "requestId"`.execute(tx);
  return rows;
}

export async function restoreMessages(
  tx: Tx,
  messages: readonly { id: string; requestId: string }[],
): Promise<void> {
  for (const { id, requestId } of messages) {
    await tx.updateTable('message').set({ request_id: requestId }).where('id', '=', id).execute();
  }
}
