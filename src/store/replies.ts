import { type QueryCreator, sql } from 'kysely';
import type { ReplyFacts } from '../reply/reply-facts.js';
import type { Database, Queries } from './database.js';
import type { ReplyStatus } from './statuses.js';
import type { OwedAttachment, Tables } from './tables.js';

/** A reply claimed for sending. Its Message-ID is the row's: sent again after a crash, it is the same mail. */
export type ClaimedReply = {
  id: string;
  /** Null for what answers no message. */
  messageId: string | null;
  kind: string;
  recipient: string;
  cc: string | null;
  /** What its words are made of, when they depend on a file made when it leaves. */
  facts: ReplyFacts | null;
  rfcMessageId: string;
  inReplyTo: string | null;
  referenceIds: string[];
  subject: string;
  text: string;
  html: string;
  attachments: OwedAttachment[];
  attempts: number;
  /** When it was owed, or let go by an agent. */
  owedAt: Date;
};

/** How one attempt ended; `retryAt` when it is to be tried again. */
export type AttemptResult = {
  replyId: string;
  outcome: 'sent' | 'refused-for-now' | 'refused';
  /** The server's words. */
  response: string;
  retryAt: Date | null;
  /** Our settings or our server are at fault: waiting alone mends nothing. */
  needsOperator?: boolean;
};

/** A share of the gate: waits for whoever pulls or lifts the brake on all replies, and then sees it. */
const gate = (from: QueryCreator<Tables>) =>
  from.selectFrom('reply_gate').select('brake_id as closed_by').forShare();

/**
 * Those of these replies that are queued and due become `sending`, ours alone. While all replies are held they become
 * `held` instead, and none is claimed.
 */
export async function claimReplies(db: Queries, ids: readonly string[]): Promise<ClaimedReply[]> {
  const rows = await db
    .with('gate', gate)
    .updateTable('reply')
    .from('gate')
    .set({
      status: sql<ReplyStatus>`case when closed_by is null then 'sending' else 'held' end`,
      brake_id: sql<string | null>`coalesce(closed_by, brake_id)`,
      claimed_at: sql<Date | null>`case when closed_by is null then now() end`,
      attempts: sql<number>`attempts + (closed_by is null)::int`,
    })
    .where('id', 'in', (from) =>
      from
        .selectFrom('reply')
        .select('id')
        .where('id', 'in', ids)
        .where('status', '=', 'queued')
        .where('due_at', '<=', sql<Date>`now()`)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll('reply')
    .execute();
  const claimed = rows.filter(({ status }) => status === 'sending');
  return claimed.map((row) => ({
    id: row.id,
    messageId: row.message_id,
    kind: row.kind,
    recipient: row.recipient,
    cc: row.cc,
    facts: row.facts && revivedFacts(row.facts),
    rfcMessageId: row.rfc_message_id,
    inReplyTo: row.in_reply_to,
    referenceIds: row.reference_ids,
    subject: row.subject,
    text: row.text_body,
    html: row.html_body,
    attachments: row.attachments,
    attempts: row.attempts,
    owedAt: row.settled_at ?? row.owed_at,
  }));
}

/**
 * Renews a claim, if it is still ours and replies may leave: true then, and nobody else sends this reply meanwhile. A
 * brake pulled since makes it `held`.
 */
export async function keepClaim(
  db: Queries,
  { id, attempts }: Pick<ClaimedReply, 'id' | 'attempts'>,
): Promise<boolean> {
  const kept = await db
    .with('gate', gate)
    .updateTable('reply')
    .from('gate')
    .set({
      status: sql<ReplyStatus>`case when closed_by is null then 'sending' else 'held' end`,
      brake_id: sql<string | null>`coalesce(closed_by, brake_id)`,
      claimed_at: sql<Date | null>`case when closed_by is null then now() end`,
    })
    .where('id', '=', id)
    .where('status', '=', 'sending')
    .where('attempts', '=', attempts)
    .returning('status')
    .executeTakeFirst();
  return kept?.status === 'sending';
}

/** Dates are texts in the base. */
function revivedFacts(kept: ReplyFacts): ReplyFacts {
  const facts = { ...kept, receivedAt: new Date(kept.receivedAt) };
  return facts.kind === 'already-received'
    ? { ...facts, firstReceivedAt: new Date(facts.firstReceivedAt) }
    : facts;
}

export type NewWords = {
  subject: string;
  text: string;
  html: string;
  facts: ReplyFacts;
  attachments: readonly OwedAttachment[];
};

/** The words of a reply being sent, once it is known what it really carries: what is kept is what leaves. */
export async function rewordReply(db: Queries, id: string, words: NewWords): Promise<void> {
  await db
    .updateTable('reply')
    .set({
      subject: words.subject,
      text_body: words.text,
      html_body: words.html,
      facts: JSON.stringify(words.facts),
      attachments: JSON.stringify(words.attachments),
    })
    .where('id', '=', id)
    .where('status', '=', 'sending')
    .execute();
}

const statusAfter = { sent: 'sent', 'refused-for-now': 'queued', refused: 'failed' } as const;

/** The one item « our mail server does not take our mail », whatever the number of replies that wait for it. */
const MAIL_SERVER = '00000000-0000-4000-8000-000000000025';

/**
 * Each attempt is kept with the server's words. A permanent refusal becomes an item for an agent, as does a server that
 * wants an operator: that one is closed by the next mail that passes.
 */
export async function saveAttempts(db: Database, results: readonly AttemptResult[]): Promise<void> {
  if (results.length === 0) return;
  const rows = results.map(({ replyId, outcome, response, retryAt }) => ({
    reply_id: replyId,
    outcome,
    response: response.slice(0, 500),
    status: statusAfter[outcome],
    due_at: retryAt?.toISOString() ?? null,
  }));
  const json = JSON.stringify(rows);
  const isStuck = results.some(({ needsOperator }) => needsOperator === true);
  const isWell = !isStuck && results.some(({ outcome }) => outcome === 'sent');
  await sql`
    with result as (
      select * from jsonb_to_recordset(${json}::jsonb)
        as result (reply_id uuid, outcome text, response text, status text, due_at timestamptz)
    ), attempt as (
      insert into reply_attempt (reply_id, outcome, response) select reply_id, outcome, response from result
    ), item as (
      insert into work_item (id, reason, subject_id, request_id, message_id)
      select gen_random_uuid(), 'reply_refused', reply.id, reply.request_id, reply.message_id
      from result join reply on reply.id = result.reply_id where result.outcome = 'refused'
      on conflict (reason, subject_id) do update set closed_at = null
    ), stuck as (
      insert into work_item (id, reason, subject_id)
      select gen_random_uuid(), 'mail_server_refuses_us', ${MAIL_SERVER}::uuid where ${isStuck}
      on conflict (reason, subject_id) do update set closed_at = null,
        opened_at = case when work_item.closed_at is null then work_item.opened_at else now() end
    ), well as (
      update work_item set closed_at = now()
      where reason = 'mail_server_refuses_us' and subject_id = ${MAIL_SERVER}::uuid and closed_at is null and ${isWell}
    )
    update reply set status = result.status, last_response = result.response, claimed_at = null, hinted_at = now(),
      due_at = coalesce(result.due_at, reply.due_at),
      sent_at = case when result.status = 'sent' then now() end
    from result where reply.id = result.reply_id and reply.status = 'sending'`.execute(db);
}

/** Replies whose sender died in the middle: they are queued again, and sent with the same Message-ID. */
export async function releaseLostClaims(db: Database, olderThanMs: number): Promise<number> {
  const released = await sql`
    update reply set status = 'queued', claimed_at = null
    where status = 'sending' and claimed_at <= now() - ${olderThanMs} * interval '1 millisecond'`.execute(db);
  return Number(released.numAffectedRows ?? 0);
}

/** Replies due now whose last hint is older than `olderThanMs`, or that became due since that hint. */
export async function renewReplyHints(db: Database, olderThanMs: number, limit: number): Promise<string[]> {
  const due = await sql<{ id: string }>`
    update reply set hinted_at = now()
    where id in (select id from reply where status = 'queued' and due_at <= now()
        and (hinted_at <= now() - ${olderThanMs} * interval '1 millisecond' or hinted_at < due_at)
      order by due_at limit ${limit} for update skip locked)
    returning id`.execute(db);
  return due.rows.map((row) => row.id);
}
