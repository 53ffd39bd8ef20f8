import { sql } from 'kysely';
import type { Queries } from './database.js';

/** What a notice about a request is threaded with, and whom it tells: the sender of its latest form. */
export type NoticeContext = {
  requestId: string;
  reference: string;
  communeInsee: string | null;
  /** From of the form. */
  sender: string;
  message: { id: string; rfcMessageId: string | null; referenceIds: string[] };
  /** Reception of the form. */
  receivedAt: Date;
  subject: string;
};

/** Null when the request has no message to answer (its form was given by hand). */
export async function loadNoticeContext(db: Queries, requestId: string): Promise<NoticeContext | null> {
  const rows = await sql<
    Omit<NoticeContext, 'message'> & { id: string; rfcMessageId: string | null; ids: string[] }
  >`
    select request.id as "requestId", request.reference, request.commune_insee as "communeInsee",
      coalesce(message.from_address, request.sender) as sender, message.id, message.rfc_message_id as "rfcMessageId",
      message.reference_ids as ids, message.received_at as "receivedAt", coalesce(message.subject, '') as subject
    from request join message on message.request_id = request.id
    left join reading on reading.message_id = message.id
    where request.id = ${requestId}::uuid and message.from_address is not null
    order by (reading.id is not null) desc, message.received_at desc limit 1`.execute(db);
  const [row] = rows.rows;
  if (row === undefined) return null;
  const { id, rfcMessageId, ids, ...context } = row;
  return { ...context, message: { id, rfcMessageId, referenceIds: ids } };
}
