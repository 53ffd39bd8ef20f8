import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { changeConvention, lockConvention } from './conventions.js';
import type { Queries, Tx } from './database.js';
import { type ReplyStatus, replyLife, statusesBefore } from './statuses.js';

/** Addresses, lower case, to which the end of access was announced, or is being. */
export async function toldAdministrators(db: Queries, requestId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('reply')
    .select('recipient')
    .distinct()
    .where('request_id', '=', requestId)
    .where('kind', '=', 'administrator-access-ending')
    .where('status', 'in', ['sending', 'sent', 'bounced'])
    .orderBy('recipient')
    .execute();
  return rows.map(({ recipient }) => recipient);
}

/** A reply cancelled, and the status it had. */
export type CancelledReply = { id: string; status: ReplyStatus };

/** Closings not begun and letters not left are cancelled. Answers which, so that undoing puts them back. */
export async function stopEnd(
  tx: Tx,
  requestId: string,
): Promise<{ orders: string[]; replies: CancelledReply[] }> {
  const orders = await tx
    .updateTable('access_order')
    .set({ status: 'cancelled' })
    .where('request_id', '=', requestId)
    .where('status', 'in', ['planned', 'held'])
    .where('attempts', '=', 0)
    .returning('id')
    .execute();
  const replies = await sql<CancelledReply>`
    update reply set status = 'cancelled'
    from (select id, status from reply where request_id = ${requestId}
      and status = any(${statusesBefore(replyLife, 'cancelled')}) for update) as former
    where reply.id = former.id returning former.id, former.status`.execute(tx);
  return { orders: orders.map(({ id }) => id), replies: replies.rows };
}

/** What was cancelled leaves after all, as it would have. */
export async function putRepliesBack(tx: Tx, replies: readonly CancelledReply[]): Promise<void> {
  for (const { id, status } of replies) {
    await tx
      .updateTable('reply')
      .set({ status })
      .where('id', '=', id)
      .where('status', '=', 'cancelled')
      .execute();
  }
}

/** A convention as an action found it: what undoing puts back. Days are `YYYY-MM-DD`. */
export type FormerConvention = {
  id: string;
  /** The one that the action made: undone only while it is still that one. */
  version: number;
  denunciation: { receivedOn: string; endsOn: string } | null;
  noticeRequestId: string | null;
  /** Events that the action cancelled. */
  events: readonly string[];
};

/** False when the convention has changed since. */
export async function putConventionBack(
  tx: Tx,
  { id, version, denunciation, noticeRequestId, events }: FormerConvention,
  { actionId, at }: { actionId: string; at: Date },
): Promise<boolean> {
  const now = await lockConvention(tx, id);
  if (now?.version !== version) return false;
  await changeConvention(tx, id, {
    noticeRequestId,
    denunciation: denunciation && {
      receivedOn: Temporal.PlainDate.from(denunciation.receivedOn),
      endsOn: Temporal.PlainDate.from(denunciation.endsOn),
    },
  });
  await tx.updateTable('convention_event').set({ undone_at: at }).where('action_id', '=', actionId).execute();
  if (events.length > 0) {
    await tx.updateTable('convention_event').set({ undone_at: null }).where('id', 'in', events).execute();
  }
  return true;
}
