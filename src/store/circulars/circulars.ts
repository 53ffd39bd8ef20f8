import { sql } from 'kysely';
import type { Queries, Tx } from '../database.js';
import type { CircularKind } from '../tables/circulars.js';

export type OwedCircular = {
  replyId: string;
  rfcMessageId: string;
  address: string;
  toldAs: readonly string[];
  subject: string;
  text: string;
  html: string;
  /** Its turn, at the pace of the circular. */
  dueAt: Date;
};

export type NewCircular = {
  id: string;
  kind: CircularKind;
  subject: string;
  body: string;
  audience: unknown;
  perHour: number;
  agentId: string;
  at: Date;
};

const AT_ONCE = 200;

/** False when this circular was saved before: nothing is owed again. */
export async function insertCircular(tx: Tx, circular: NewCircular): Promise<boolean> {
  const row = await tx
    .insertInto('circular')
    .values({
      ...{ id: circular.id, kind: circular.kind, subject: circular.subject, body: circular.body },
      audience: JSON.stringify(circular.audience),
      per_hour: circular.perHour,
      sent_by: circular.agentId,
      sent_at: circular.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function isCircularSent(db: Queries, id: string): Promise<boolean> {
  const row = await db.selectFrom('circular').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

/** One reply and one recipient each, in the transaction of the circular: all are owed, or none. */
export async function oweCircular(
  tx: Tx,
  { id, kind }: Pick<NewCircular, 'id' | 'kind'>,
  owed: readonly OwedCircular[],
): Promise<void> {
  for (let from = 0; from < owed.length; from += AT_ONCE) {
    const some = owed.slice(from, from + AT_ONCE);
    await tx
      .insertInto('reply')
      .values(
        some.map((one) => ({
          ...{ id: one.replyId, request_id: null, message_id: null, kind: `circular-${kind}`, version: id },
          ...{ recipient: one.address, rfc_message_id: one.rfcMessageId, in_reply_to: null },
          ...{ subject: one.subject, text_body: one.text, html_body: one.html, status: 'queued' as const },
          ...{ owed_at: one.dueAt, due_at: one.dueAt, claimed_at: null, sent_at: null, last_response: null },
          action_id: null,
        })),
      )
      .execute();
    await tx
      .insertInto('circular_recipient')
      .values(
        some.map(({ replyId, address, toldAs }) => ({
          ...{ circular_id: id, address, reply_id: replyId, told_as: [...toldAs] },
        })),
      )
      .execute();
  }
}

/** What has not left yet will not; what is leaving or left stays. Answers how many, or null when it was stopped before. */
export async function stopCircular(
  tx: Tx,
  {
    id,
    agentId,
    login,
    reason,
    at,
  }: { id: string; agentId: string; login: string; reason: string; at: Date },
): Promise<number | null> {
  const stopped = await tx
    .updateTable('circular')
    .set({ stopped_by: agentId, stopped_at: at, stopped_reason: reason })
    .where('id', '=', id)
    .where('stopped_at', 'is', null)
    .executeTakeFirst();
  if (stopped.numUpdatedRows === 0n) return null;
  const cancelled = await sql`
    update reply set status = 'cancelled', settled_by = ${login}, settled_at = ${at}
    where id in (select reply_id from circular_recipient where circular_id = ${id}::uuid)
      and status in ('queued', 'held')`.execute(tx);
  return Number(cancelled.numAffectedRows ?? 0);
}

export type CircularLine = {
  id: string;
  kind: CircularKind;
  subject: string;
  sentAt: Date;
  sentBy: string;
  perHour: number;
  stoppedAt: Date | null;
  stoppedBy: string | null;
  stoppedReason: string | null;
  recipients: number;
  sent: number;
  waiting: number;
  undelivered: number;
  cancelled: number;
};

const line = sql`
  select circular.id, circular.kind, circular.subject, circular.sent_at as "sentAt", agent.name as "sentBy",
    per_hour as "perHour", stopped_at as "stoppedAt", stopper.name as "stoppedBy", stopped_reason as "stoppedReason",
    count(reply.id)::int as recipients,
    count(*) filter (where reply.status = 'sent')::int as sent,
    count(*) filter (where reply.status in ('queued', 'sending', 'held'))::int as waiting,
    count(*) filter (where reply.status in ('bounced', 'failed'))::int as undelivered,
    count(*) filter (where reply.status = 'cancelled')::int as cancelled
  from circular join agent on agent.id = sent_by left join agent as stopper on stopper.id = stopped_by
    left join circular_recipient as recipient on recipient.circular_id = circular.id
    left join reply on reply.id = recipient.reply_id`;

/** Latest first, a hundred at most. */
export async function listCirculars(db: Queries): Promise<CircularLine[]> {
  const { rows } = await sql<CircularLine>`${line}
    group by circular.id, agent.name, stopper.name order by circular.sent_at desc limit 100`.execute(db);
  return rows;
}

export type CircularRecipient = {
  address: string;
  toldAs: string[];
  status: 'held' | 'suppressed' | 'queued' | 'sending' | 'sent' | 'bounced' | 'failed' | 'cancelled';
  dueAt: Date;
  sentAt: Date | null;
  lastResponse: string | null;
  /** The agent's item of a mail that did not arrive, while it is open. */
  workItemId: string | null;
};

/** A circular with its text and each of its recipients; null when there is none. */
export async function loadCircular(
  db: Queries,
  id: string,
): Promise<(CircularLine & { body: string; all: CircularRecipient[] }) | null> {
  const { rows } = await sql<CircularLine & { body: string }>`
    select counted.*, circular.body from (${line} where circular.id = ${id}::uuid
      group by circular.id, agent.name, stopper.name) as counted join circular on circular.id = counted.id`.execute(
    db,
  );
  if (rows[0] === undefined) return null;
  const all = await sql<CircularRecipient>`
    select address, told_as as "toldAs", reply.status, reply.due_at as "dueAt", reply.sent_at as "sentAt",
      last_response as "lastResponse", item.id as "workItemId"
    from circular_recipient as recipient join reply on reply.id = reply_id
      left join work_item as item on item.subject_id = reply.id and item.closed_at is null
        and item.reason in ('reply_bounced', 'reply_refused')
    where circular_id = ${id}::uuid
    order by reply.status in ('bounced', 'failed') desc, reply.due_at, address`.execute(db);
  return { ...rows[0], all: all.rows };
}

/** Its recipient wants no more news, once. Null when no such letter of news was sent. */
export async function refuseNews(
  tx: Tx,
  replyId: string,
  { how, at }: { how: 'link' | 'answer' | 'agent'; at: Date },
): Promise<{ isNew: boolean } | null> {
  const letter = await tx
    .selectFrom('circular_recipient')
    .innerJoin('circular', 'circular.id', 'circular_recipient.circular_id')
    .select(['address', 'circular_id'])
    .where('reply_id', '=', replyId)
    .where('kind', '=', 'news')
    .executeTakeFirst();
  if (letter === undefined) return null;
  const saved = await tx
    .insertInto('news_refusal')
    .values({ address: letter.address, circular_id: letter.circular_id, refused_at: at, how })
    .onConflict((conflict) => conflict.doNothing())
    .returning('address')
    .executeTakeFirst();
  return { isNew: saved !== undefined };
}

/** These addresses answered STOP to us. */
export async function refuseNewsOf(tx: Tx, addresses: readonly string[], at: Date): Promise<void> {
  if (addresses.length === 0) return;
  const rows = [...new Set(addresses.map((address) => address.toLowerCase()))].map((address) => ({
    ...{ address, circular_id: null, refused_at: at },
    how: 'answer' as const,
  }));
  await tx
    .insertInto('news_refusal')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
