import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { ReasonCode } from '../decision/outcome.js';
import { reasonSentences } from '../decision/reason-sentences.js';
import type { Database } from '../store/database.js';
import type { DemoMail } from './demo-mails.js';

/** Where one mail of the demo stands, as Postgres tells. */
export type Standing = {
  status: string | null;
  kind: string | null;
  outcome: string | null;
  reasons: string[];
  reference: string | null;
  dueOn: string | null;
  reply: string | null;
  replySubject: string | null;
  replyStatus: string | null;
  ordersDone: number;
  /** Letters about accesses open, to the commune and to administrators; orders of which some is still to come. */
  announced: { owed: number; sent: number; ordersLeft: number };
};

export async function standingOf(db: Database, { raw }: DemoMail): Promise<Standing | null> {
  const rows = await sql<Standing>`
    select message.status, message.kind, decision.outcome, coalesce(decision.reasons, '{}') as reasons,
      request.reference, request.due_on as "dueOn", reply.kind as reply, reply.subject as "replySubject",
      reply.status as "replyStatus",
      (select count(*)::int from access_order where request_id = request.id and status = 'done'
        and decision.outcome = 'accept') as "ordersDone",
      (select jsonb_build_object('owed', count(distinct reply.id),
          'sent', count(distinct reply.id) filter (where reply.status = 'sent'),
          'ordersLeft', count(distinct access_order.id) filter (where access_order.announced_at is null))
        from access_order left join announcement on order_id = access_order.id left join reply on reply.id = reply_id
        where access_order.request_id = request.id and decision.outcome = 'accept') as announced
    from message left join decision on decision.message_id = message.id
      left join request on request.id = decision.request_id
      left join reply on reply.message_id = message.id and reply.version is null
    where message.sha256 = ${createHash('sha256').update(raw).digest()}`.execute(db);
  return rows.rows[0] ?? null;
}

/** The steps passed so far, in the order they are passed. */
export function stepsOf(standing: Standing | null): string[] {
  if (standing === null) return [];
  const { status, kind, outcome, reasons, reply, replyStatus, ordersDone, announced } = standing;
  return [
    'received',
    ...(status === 'kept' ? [] : [`read (${kind})`]),
    ...(outcome === null ? [] : [`decided: ${outcome} — ${whyInFrench(reasons)}`]),
    ...(replyStatus === 'sent' ? [`answered (${reply})`] : []),
    ...(ordersDone === 0 ? [] : [`access open (${ordersDone} schools)`]),
    ...(isAnnounced(standing)
      ? [`announced (${announced.sent} letters: the commune, its administrators)`]
      : []),
  ];
}

export function whyInFrench(reasons: readonly string[]): string {
  return reasons.map((reason) => reasonSentences[reason as ReasonCode]).join(' ');
}

/** Everybody whom the orders concern is told. */
function isAnnounced({ announced: { owed, sent, ordersLeft } }: Standing): boolean {
  return ordersLeft === 0 && owed >= 2 && sent === owed;
}

/** All that was expected of the mail has happened, and nothing else. */
export function isAsExpected(standing: Standing | null, { expected }: DemoMail): boolean {
  if (standing === null || standing.outcome !== expected.outcome) return false;
  if (expected.orders > 0 && !isAnnounced(standing)) return false;
  if (standing.ordersDone !== expected.orders || standing.reply !== expected.reply) return false;
  return expected.reply === null || standing.replyStatus === 'sent';
}

/** Nothing more will happen by itself. */
export function isSettled(standing: Standing | null, { expected }: DemoMail): boolean {
  if (standing?.outcome == null) return false;
  const isAnswered =
    standing.reply === null || ['sent', 'failed', 'held'].includes(standing.replyStatus ?? '');
  const isTold = expected.orders === 0 || isAnnounced(standing);
  return isAnswered && isTold && standing.ordersDone >= expected.orders;
}
