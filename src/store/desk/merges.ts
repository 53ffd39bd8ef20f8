import { sql } from 'kysely';
import type { Tx } from '../database.js';

/** What a request gave to another: its messages, and the mails we sent for it. */
export type Moved = { fromRequestId: string; messages: string[]; replies: string[] };

/** The messages and replies of one request become those of another: whatever answers them comes there. */
export async function moveToRequest(tx: Tx, fromRequestId: string, toRequestId: string): Promise<Moved> {
  const messages = await sql<{ id: string }>`
    update message set request_id = ${toRequestId} where request_id = ${fromRequestId} returning id`.execute(
    tx,
  );
  const replies = await sql<{ id: string }>`
    update reply set request_id = ${toRequestId} where request_id = ${fromRequestId} returning id`.execute(
    tx,
  );
  return {
    fromRequestId,
    messages: messages.rows.map(({ id }) => id),
    replies: replies.rows.map(({ id }) => id),
  };
}

export async function moveBack(tx: Tx, { fromRequestId, messages, replies }: Moved): Promise<void> {
  await sql`
    update message set request_id = ${fromRequestId} where id = any(${messages}::uuid[])`.execute(tx);
  await sql`
    update reply set request_id = ${fromRequestId} where id = any(${replies}::uuid[])`.execute(tx);
}
