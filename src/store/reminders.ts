import { sql } from 'kysely';
import type { Reading } from '../form/reading.js';
import type { Database, Tx } from './database.js';
import { requestLife, statusesBefore } from './statuses.js';

/** Answers that ask for corrections: what a reminder reminds of. */
const ASKING = ['corrections', 'correction-thanks', 'partly-accepted'];

/** A request whose corrections do not come, with the form they were asked about. */
export type LateRequest = {
  requestId: string;
  reference: string;
  communeInsee: string | null;
  dueOn: string;
  targetOn: string;
  /** The day, in Paris, on which we last asked. */
  askedOn: string;
  recipient: string;
  cc: string | null;
  messageId: string;
  rfcMessageId: string | null;
  referenceIds: string[];
  receivedAt: Date;
  subject: string;
  readingId: string;
  documentName: string;
  reading: Reading;
};

/**
 * Requests that still wait for their commune, asked for corrections on `lastAskedOn` or before by a mail that left, and
 * never reminded of it: their rows are locked, so that no other process reminds of them.
 */
export async function takeLateRequests(tx: Tx, lastAskedOn: string, limit: number): Promise<LateRequest[]> {
  const rows = await sql<LateRequest>`
    select request.id as "requestId", request.reference, request.commune_insee as "communeInsee",
      request.due_on as "dueOn", request.target_on as "targetOn", asked.on_day as "askedOn", asked.recipient, asked.cc,
      form.*
    from request
    cross join lateral (
      select (reply.sent_at at time zone 'Europe/Paris')::date as on_day, reply.recipient, reply.cc, reply.sent_at
      from reply where reply.request_id = request.id and reply.kind = any(${ASKING}) and reply.status = 'sent'
      order by reply.sent_at desc limit 1) as asked
    cross join lateral (
      select message.id as "messageId", message.rfc_message_id as "rfcMessageId",
        message.reference_ids as "referenceIds", message.received_at as "receivedAt",
        coalesce(message.subject, '') as subject, reading.id as "readingId", reading.document_name as "documentName",
        reading.reading
      from message join reading on reading.message_id = message.id
      where message.request_id = request.id
        and not reading.reading->'problems' @> '[{"field": "document"}]'
      order by message.received_at desc, reading.made_at desc limit 1) as form
    where request.status = 'awaiting-commune' and request.waiting_since is not null
      and asked.on_day <= ${lastAskedOn}::date
      and not exists (select 1 from corrections_reminder as told
        where told.request_id = request.id and told.asked_on = asked.on_day)
    order by request.due_on limit ${limit}
    for update of request skip locked`.execute(tx);
  return rows.rows;
}

export type Reminder = { requestId: string; askedOn: string; replyId: string | null; agentOn: string };

export async function saveReminder(
  tx: Tx,
  { requestId, askedOn, replyId, agentOn }: Reminder,
): Promise<void> {
  await tx
    .insertInto('corrections_reminder')
    .values({
      request_id: requestId,
      asked_on: askedOn,
      reply_id: replyId,
      reminded_at: sql<Date>`now()`,
      agent_on: agentOn,
      given_to_agent_at: null,
    })
    .execute();
}

/** Requests reminded of in vain, and asked nothing since, become an agent's, once. Answers their identifiers. */
export async function giveLateRequestsToAgents(db: Database, today: string): Promise<string[]> {
  const given = await sql<{ id: string }>`
    with late as (
      update corrections_reminder as told set given_to_agent_at = now()
      from request where request.id = told.request_id and told.agent_on <= ${today}::date
        and told.given_to_agent_at is null and request.status = 'awaiting-commune'
        and not exists (select 1 from reply as since where since.request_id = request.id
          and since.kind = any(${ASKING}) and since.owed_at > told.reminded_at)
      returning told.request_id
    ), item as (
      insert into work_item (id, reason, subject_id, request_id, message_id)
      select gen_random_uuid(), 'corrections_overdue', request_id, request_id,
        (select id from message where message.request_id = one.request_id order by received_at desc limit 1)
      from (select distinct request_id from late) as one
      on conflict (reason, subject_id) do update set closed_at = null, opened_at = now()
    )
    update request set status = 'awaiting-agent', reasons = '{corrections_overdue}', waiting_since = null,
      version = version + 1
    where id in (select request_id from late) and status = any(${statusesBefore(requestLife, 'awaiting-agent')})
    returning id`.execute(db);
  return given.rows.map(({ id }) => id);
}
