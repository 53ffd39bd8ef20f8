import { sql } from 'kysely';
import type { ReasonCode } from '../decision/outcome.js';
import type { ClosingDates } from '../provisioning/convention-end.js';
import type { Queries, Tx } from './database.js';
import type { RequestStatus } from './statuses.js';

/** The request that carries the end of a convention: a reference, its orders and its letters. */
export type NoticeRequest = {
  id: string;
  reference: string;
  communeInsee: string;
  /** The login of the agent who recorded the letter, or `import`. */
  sender: string;
  at: Date;
  status: RequestStatus;
  dates: Pick<ClosingDates, 'dueOn' | 'targetOn'>;
};

export async function insertNoticeRequest(db: Queries, request: NoticeRequest): Promise<void> {
  await db
    .insertInto('request')
    .values({
      id: request.id,
      reference: request.reference,
      status: request.status,
      commune_insee: request.communeInsee,
      sender: request.sender,
      opened_at: request.at,
      due_on: request.dates.dueOn.toString(),
      target_on: request.dates.targetOn.toString(),
      waiting_since: null,
      reasons: ['convention_denounced'],
      resolution: 'by-hand',
      merged_into: null,
    })
    .execute();
}

export async function loadRequestHead(
  db: Queries,
  requestId: string,
): Promise<{ reference: string; openedAt: Date; version: number }> {
  const row = await db
    .selectFrom('request')
    .select(['reference', 'opened_at', 'version'])
    .where('id', '=', requestId)
    .executeTakeFirstOrThrow();
  return { reference: row.reference, openedAt: row.opened_at, version: row.version };
}

/** An item that an agent sees with the request, once per reason. */
export async function callAgent(tx: Tx, requestId: string, reason: ReasonCode): Promise<void> {
  await sql`
    insert into work_item (id, reason, subject_id, request_id)
    values (gen_random_uuid(), ${reason}, ${requestId}, ${requestId})
    on conflict (reason, subject_id) do update set closed_at = null, opened_at = now()`.execute(tx);
}
