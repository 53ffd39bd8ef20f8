import { sql } from 'kysely';
import type { Queries } from './database.js';

/** Keeps what the virus scanner found in a message. Found again, it changes nothing. */
export async function saveQuarantined(db: Queries, messageId: string, signature: string): Promise<void> {
  await db
    .insertInto('quarantine')
    .values({ message_id: messageId, signature })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** A message listed apart: never answered, and no request's business until an agent looks. */
export type SetApart = {
  messageId: string;
  why: 'infected' | 'not_scanned' | 'marked_spam';
  /** What the virus scanner found. */
  signature: string | null;
  receivedAt: Date;
  from: string | null;
  subject: string | null;
};

/** Infected, not scanned, or marked as spam by a mail server: the latest first. */
export async function listSetApart(db: Queries, limit = 200): Promise<SetApart[]> {
  const rows = await sql<SetApart>`
    select message.id as "messageId", decision.reasons[1] as why, quarantine.signature,
      message.received_at as "receivedAt", message.from_address as from, message.subject
    from decision join message on message.id = decision.message_id
      left join quarantine on quarantine.message_id = message.id
    where decision.reasons && array['infected', 'not_scanned', 'marked_spam']
    order by message.received_at desc limit ${limit}`.execute(db);
  return rows.rows;
}
