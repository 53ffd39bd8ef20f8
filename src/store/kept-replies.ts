import { sql } from 'kysely';
import type { Database, Queries } from './database.js';
import { type ReplyStatus, replyLife, statusesBefore } from './statuses.js';

/** Statuses in which a reply waits for somebody: held, kept back as a repetition, refused for good. */
export const waitingStatuses = ['held', 'suppressed', 'failed'] as const satisfies readonly ReplyStatus[];

/** A reply that waits for somebody, as a list shows it. */
export type KeptReply = {
  id: string;
  reference: string | null;
  kind: string;
  status: ReplyStatus;
  recipient: string;
  cc: string | null;
  subject: string;
  owedAt: Date;
  attempts: number;
  /** The server's words, when it refused. */
  lastResponse: string | null;
};

/** Oldest first. At most `limit`. */
export async function listKeptReplies(
  db: Queries,
  { statuses = waitingStatuses as readonly ReplyStatus[], limit = 500 } = {},
): Promise<KeptReply[]> {
  const rows = await sql<KeptReply>`
    select reply.id, request.reference, kind, reply.status, recipient, cc, subject, owed_at as "owedAt", attempts,
      last_response as "lastResponse"
    from reply left join request on request.id = reply.request_id
    where reply.status = any(${[...statuses]})
    order by owed_at, reply.id limit ${limit}`.execute(db);
  return rows.rows;
}

/** Lets replies that wait leave, now: whatever their status allows. Answers those that changed, the others did not wait. */
export function releaseReplies(db: Database, ids: readonly string[], by: string): Promise<string[]> {
  return settle(db, ids, 'queued', by, waitingStatuses);
}

/** Gives replies up: their rows stay, nothing leaves. One being sent, or sent, is too late. */
export function cancelReplies(db: Database, ids: readonly string[], by: string): Promise<string[]> {
  return settle(db, ids, 'cancelled', by, statusesBefore(replyLife, 'cancelled'));
}

/** Once: whoever comes second finds another status. Says who and when, and closes the item of a refusal, or of its repetition. */
async function settle(
  db: Database,
  ids: readonly string[],
  status: 'queued' | 'cancelled',
  by: string,
  from: readonly ReplyStatus[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const settled = await sql<{ id: string }>`
    with settled as (
      update reply set status = ${status}, settled_by = ${by}, settled_at = now(), due_at = now(), attempts = 0
      where id = any(${[...ids]}::uuid[]) and status = any(${[...from]})
      returning id, request_id
    ), closed as (
      update work_item set closed_at = now()
      where closed_at is null and ((reason = 'reply_refused' and subject_id in (select id from settled))
        or (reason = 'refusal_repeated' and subject_id in (select request_id from settled)))
    )
    select id from settled`.execute(db);
  return settled.rows.map(({ id }) => id);
}
