import { randomUUID } from 'node:crypto';
import type { AskedOrder } from '../../provisioning/order-for-change.js';
import type { PlannedChange } from '../../registry/change.js';
import type { ReplyFacts } from '../../reply/reply-facts.js';
import type { Tx } from '../database.js';
import { NOT_PLANNED } from '../order-planning.js';
import { type ReplyStatus, replyLife, statusesBefore } from '../statuses.js';
import type { OwedAttachment } from '../tables.js';

/** A reply that an agent's action owes, due when it can no longer be undone. */
export type ActionReply = {
  id: string;
  actionId: string;
  requestId: string;
  /** Null when it answers no message. */
  messageId: string | null;
  kind: string;
  recipient: string;
  cc?: string | null;
  rfcMessageId: string;
  inReplyTo: string | null;
  referenceIds: readonly string[];
  subject: string;
  text: string;
  html: string;
  attachments: readonly OwedAttachment[];
  /** Kept when the words depend on a file made later. */
  facts: ReplyFacts | null;
  owedAt: Date;
  dueAt: Date;
};

export async function insertActionReply(tx: Tx, reply: ActionReply): Promise<void> {
  await tx
    .insertInto('reply')
    .values({
      id: reply.id,
      action_id: reply.actionId,
      request_id: reply.requestId,
      message_id: reply.messageId,
      kind: reply.kind,
      recipient: reply.recipient,
      cc: reply.cc ?? null,
      rfc_message_id: reply.rfcMessageId,
      in_reply_to: reply.inReplyTo,
      reference_ids: [...reply.referenceIds],
      subject: reply.subject,
      text_body: reply.text,
      html_body: reply.html,
      attachments: JSON.stringify(reply.attachments),
      facts: reply.facts === null ? null : JSON.stringify(reply.facts),
      status: 'queued',
      owed_at: reply.owedAt,
      due_at: reply.dueAt,
      claimed_at: null,
      sent_at: null,
      last_response: null,
    })
    .execute();
}

type ActionContext = { actionId: string; requestId: string; at: Date; undoUntil: Date };

export async function insertActionChanges(
  tx: Tx,
  changes: readonly PlannedChange[],
  { actionId, requestId, at }: ActionContext,
): Promise<void> {
  if (changes.length === 0) return;
  await tx
    .insertInto('change')
    .values(
      changes.map(({ kind, ...facts }, position) => ({
        id: randomUUID(),
        action_id: actionId,
        request_id: requestId,
        position,
        kind,
        uai: 'school' in facts ? facts.school.uai : null,
        facts: JSON.stringify(facts),
        applied_at: at,
        undone_at: null,
      })),
    )
    .execute();
}

/** Its own days, when they are not the request’s. `YYYY-MM-DD`. */
export type DatedOrder = AskedOrder & { dueOn?: string; targetOn?: string; notBefore?: string | null };

export type OrderClock = {
  communeInsee: string;
  askedOn: string;
  dueOn: string;
  targetOn: string;
  /** Not carried out before this day; absent: as soon as it cannot be undone. */
  notBefore?: string;
};

/**
 * Orders not to be carried out before the action can no longer be undone. One of the same kind that waits already, for
 * the same school and request, gives way to the new one.
 */
export async function insertActionOrders(
  tx: Tx,
  orders: readonly DatedOrder[],
  clock: OrderClock,
  { actionId, requestId, undoUntil }: ActionContext,
): Promise<{ superseded: string[] }> {
  const superseded: string[] = [];
  for (const order of orders) {
    const replaced = await tx
      .updateTable('access_order')
      .set({ status: 'cancelled' })
      .where('request_id', '=', requestId)
      .where('kind', '=', order.kind)
      .where('uai', '=', order.uai)
      .where('status', 'in', ['planned', 'held'])
      .returning('id')
      .execute();
    superseded.push(...replaced.map(({ id }) => id));
    await tx
      .insertInto('access_order')
      .values({
        id: randomUUID(),
        action_id: actionId,
        request_id: requestId,
        kind: order.kind,
        commune_insee: clock.communeInsee,
        uai: order.uai,
        school_name: order.schoolName,
        administrator: JSON.stringify(order.administrator),
        former: order.former === null ? null : JSON.stringify(order.former),
        asked_on: clock.askedOn,
        due_on: order.dueOn ?? clock.dueOn,
        target_on: order.targetOn ?? clock.targetOn,
        not_before: order.notBefore ?? clock.notBefore ?? null,
        status: 'planned',
        due_at: NOT_PLANNED,
        undoable_until: undoUntil,
        done_at: null,
        proof: null,
      })
      .execute();
  }
  return { superseded };
}

/** Replies of these actions that have not left are cancelled. Answers how many have left, or are leaving. */
export async function cancelActionReplies(tx: Tx, actionId: string): Promise<{ gone: number }> {
  const rows = await tx
    .selectFrom('reply')
    .select(['id', 'status'])
    .where('action_id', '=', actionId)
    .forUpdate()
    .execute();
  const cancellable: ReplyStatus[] = statusesBefore(replyLife, 'cancelled');
  const gone = rows.filter(({ status }) => status !== 'cancelled' && !cancellable.includes(status)).length;
  if (gone === 0) {
    await tx
      .updateTable('reply')
      .set({ status: 'cancelled' })
      .where('action_id', '=', actionId)
      .where('status', 'in', cancellable)
      .execute();
  }
  return { gone };
}

/** Orders of this action are cancelled, those it replaced wait again. Answers how many were begun. */
export async function cancelActionOrders(
  tx: Tx,
  actionId: string,
  superseded: readonly string[],
): Promise<{ gone: number }> {
  const rows = await tx
    .selectFrom('access_order')
    .select(['id', 'status', 'attempts'])
    .where('action_id', '=', actionId)
    .forUpdate()
    .execute();
  const gone = rows.filter(({ status, attempts }) => status === 'done' || attempts > 0).length;
  if (gone > 0) return { gone };
  await tx
    .updateTable('access_order')
    .set({ status: 'cancelled' })
    .where('action_id', '=', actionId)
    .where('status', 'in', ['planned', 'held'])
    .execute();
  if (superseded.length > 0) {
    await tx
      .updateTable('access_order')
      .set({ status: 'planned' })
      .where('id', 'in', superseded)
      .where('status', '=', 'cancelled')
      .execute();
  }
  return { gone };
}

export async function markChangesUndone(tx: Tx, actionId: string, at: Date): Promise<void> {
  await tx.updateTable('change').set({ undone_at: at }).where('action_id', '=', actionId).execute();
}
