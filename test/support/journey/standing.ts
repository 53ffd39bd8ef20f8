import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../../src/store/database.js';

/** All that became of one message, as the base tells. */
export type Standing = {
  messageId: string;
  status: string;
  decisions: number;
  outcome: string | null;
  reasons: string[];
  request: string | null;
  requestStatus: string | null;
  replies: { kind: string; status: string; recipient: string }[];
  /** Of its request: schools whose access is ordered, each as often as it is. */
  orders: { uai: string; kind: string; status: string }[];
  workItems: string[];
};

/** Undefined while the message is not kept. */
export async function standingOf(db: Database, raw: Buffer): Promise<Standing | undefined> {
  const sha256 = createHash('sha256').update(raw).digest();
  return (await standings(db)).find((one) => one.sha256.equals(sha256));
}

/** Every message kept, as it stands. */
export async function standings(db: Database): Promise<(Standing & { sha256: Buffer })[]> {
  const found = await sql<Standing & { sha256: Buffer }>`
    select message.id as "messageId", message.sha256, message.status,
      (select count(*)::int from decision where message_id = message.id) as decisions,
      decision.outcome, coalesce(decision.reasons, '{}') as reasons,
      request.reference as request, request.status as "requestStatus",
      coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'status', status, 'recipient', recipient))
        from reply where message_id = message.id), '[]') as replies,
      coalesce((select jsonb_agg(jsonb_build_object('uai', uai, 'kind', kind, 'status', status) order by uai)
        from access_order where request_id = request.id), '[]') as orders,
      coalesce((select jsonb_agg(reason order by reason) from work_item where message_id = message.id), '[]')
        as "workItems"
    from message left join decision on decision.message_id = message.id
      left join request on request.id = decision.request_id
    order by message.kept_at`.execute(db);
  return found.rows;
}

/** Nothing more will happen by itself. */
export function isSettled(standing: Standing | undefined): standing is Standing {
  if (standing === undefined || standing.status !== 'decided') return false;
  const isAnswered = standing.replies.every(({ status }) =>
    ['sent', 'held', 'suppressed', 'bounced', 'failed'].includes(status),
  );
  return isAnswered && standing.orders.every(({ status }) => status === 'done');
}
