import { sql } from 'kysely';
import type { Queries } from './database.js';

/** What a notice about a request is threaded with, and whom of the commune it tells. */
export type NoticeContext = {
  requestId: string;
  reference: string;
  communeInsee: string | null;
  /** Whoever was told that the list is accepted, else its follow-up person as the registry knows them. */
  sender: string | null;
  /** The follow-up person of the registry, lower case. */
  followUp: string | null;
  /** Null when the request has no mail to answer (an agent made it by hand). */
  message: { id: string; rfcMessageId: string | null; referenceIds: string[] } | null;
  /** Reception of the form, or of what was asked by hand. */
  receivedAt: Date;
  subject: string;
};

/** Replies that tell that schools are accepted: their recipient is known to be the commune's. */
const TELLS_ACCEPTANCE = ['accepted', 'partly-accepted', 'correction-thanks', 'renewal-answer'];

/**
 * The commune's letter goes to whoever sent the form that was accepted; never to somebody who merely wrote in its
 * thread. Null when there is no such request.
 */
export async function loadNoticeContext(db: Queries, requestId: string): Promise<NoticeContext | null> {
  type Row = Omit<NoticeContext, 'message'> & {
    messageId: string | null;
    rfcMessageId: string | null;
    ids: string[] | null;
  };
  const rows = await sql<Row>`
    select request.id as "requestId", request.reference, request.commune_insee as "communeInsee",
      coalesce(form.from_address, contact.email) as sender, contact.email as "followUp",
      form.id as "messageId", form.rfc_message_id as "rfcMessageId", form.reference_ids as ids,
      coalesce(form.received_at, request.opened_at) as "receivedAt", coalesce(form.subject, '') as subject
    from request
    left join lateral (
      select message.*, decision.outcome = 'accept' as is_accepted,
        exists (select 1 from reply where reply.message_id = message.id and reply.kind = any(${TELLS_ACCEPTANCE})
          and reply.status not in ('cancelled', 'suppressed')) as is_told
      from message left join decision on decision.message_id = message.id
      where message.request_id = request.id and message.from_address is not null
        and message.kind is distinct from 'automatic' and message.authenticity is distinct from 'forged'
    ) as form on form.is_accepted or form.is_told or form.from_address = request.sender
    left join lateral (
      select lower(person->>'email') as email from commune_contact
      where commune_contact.commune_insee = request.commune_insee and role = 'followUp'
    ) as contact on true
    where request.id = ${requestId}::uuid
    order by coalesce(form.is_accepted, false) desc, coalesce(form.is_told, false) desc,
      exists (select 1 from reading where reading.message_id = form.id) desc, form.received_at desc
    limit 1`.execute(db);
  const [row] = rows.rows;
  if (row === undefined) return null;
  const { messageId, rfcMessageId, ids, ...context } = row;
  const message = messageId === null ? null : { id: messageId, rfcMessageId, referenceIds: ids ?? [] };
  return { ...context, message };
}
