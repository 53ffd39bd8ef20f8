import { sql } from 'kysely';
import {
  type BrakedReply,
  type BrakeLimits,
  type BrakeScope,
  type Braking,
  brake,
  type ReplyTraffic,
  uncountedByRequest,
} from '../reply/brakes.js';
import type { Database, Queries, Tx } from './database.js';
import { delayPacedReplies, openGate } from './hold-replies.js';

/** A circular was written, looked at and sent by a person, at its own pace: no loop makes one. */
const COUNTED = sql`kind not in ('circular-interruption', 'circular-news')`;

/**
 * The service cannot have owed more replies than this in the last hour, whatever became of them: those numbered after one
 * owed well before it. Ten minutes more than any transaction lasts, as one may number its replies later than it dates
 * them. Counting them costs as much as there are: that is only done when they may reach the limit.
 */
const atMostLastHour = (now: Date) => sql`
  (coalesce((select max(number) from reply), 0) - coalesce((select number from reply
    where owed_at <= ${now}::timestamptz - interval '70 minutes' order by owed_at desc limit 1), 0))::int`;

/** Statuses of a reply that left, or may leave without anybody's click. */
const LEAVING = ['queued', 'sending', 'sent', 'failed', 'bounced'];

/**
 * Which of these replies, about to be owed, are held instead. New brakes are saved, each an item for an agent. One
 * query for the whole batch. Whoever owes replies asks here, in the transaction that saves them.
 */
export async function brakeReplies(
  tx: Tx,
  replies: readonly BrakedReply[],
  limits: BrakeLimits,
  now: Date,
): Promise<Braking> {
  if (replies.length === 0) return { heldBy: new Map(), brakes: [] };
  const braking = brake(replies, await loadTraffic(tx, replies, limits, now), limits);
  if (braking.brakes.length === 0) return braking;

  const inOrder = [...braking.brakes].sort((one, other) => (one.subject < other.subject ? -1 : 1));
  const rows = inOrder.map(({ id, scope, subject, most, windowMs }) => ({
    ...{ id, scope, subject, most },
    window_ms: windowMs,
    put_on_at: now,
    lifted_at: null,
    lifted_by: null,
    replies_sent: null,
    replies_cancelled: null,
  }));
  await tx
    .insertInto('brake')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const ours = await asSaved(tx, braking);
  await sql`
    insert into work_item (id, reason, subject_id, request_id)
    select gen_random_uuid(), 'brake_on', brake.id, (select request.id from request where request.id::text = subject)
    from brake where id = any(${[...new Set(ours.heldBy.values())]}::uuid[])
    on conflict (reason, subject_id) do nothing`.execute(tx);
  return ours;
}

/** Another transaction may have put the same brake on a moment before: its row is then the one that holds. */
async function asSaved(tx: Tx, braking: Braking): Promise<Braking> {
  const on = await sql<{ wanted: string; id: string }>`
    select wanted.id as wanted, brake.id
    from jsonb_to_recordset(${JSON.stringify(braking.brakes)}::jsonb) as wanted (id uuid, scope text, subject text)
    join brake on brake.scope = wanted.scope and brake.subject = wanted.subject and brake.lifted_at is null`.execute(
    tx,
  );
  const saved = new Map(on.rows.map(({ wanted, id }) => [wanted, id]));
  const heldBy = new Map([...braking.heldBy].map(([reply, id]) => [reply, saved.get(id) ?? id]));
  return { heldBy, brakes: braking.brakes.filter(({ id }) => saved.get(id) === id) };
}

async function loadTraffic(
  tx: Tx,
  replies: readonly BrakedReply[],
  { servicePerHour }: BrakeLimits,
  now: Date,
): Promise<ReplyTraffic[]> {
  const addresses = [...new Set(replies.map(({ recipient }) => recipient))];
  const requests = [...new Set(replies.flatMap(({ requestId }) => requestId ?? []))];
  const since = (interval: '1 hour' | '1 day') =>
    sql`greatest(${now}::timestamptz - ${interval}::interval,
      (select max(lifted_at) from brake where brake.scope = asked.scope and brake.subject = asked.subject))`;
  const brakeOn = sql`(select id from brake where brake.scope = asked.scope and brake.subject = asked.subject
    and lifted_at is null) as "brakeId"`;
  const counted = (where: ReturnType<typeof sql>) => sql`
    (select count(*)::int from reply where ${where} and status = any(${LEAVING}) and ${COUNTED}
      and owed_at > ${since('1 hour')}) as "lastHour",
    (select count(*)::int from reply where ${where} and status = any(${LEAVING}) and ${COUNTED}
      and owed_at > ${since('1 day')}) as "lastDay"`;
  const rows = await sql<ReplyTraffic>`
    select scope, subject, ${counted(sql`recipient = asked.subject`)}, ${brakeOn}
      from (select 'address' as scope, unnest(${addresses}::text[]) as subject) as asked
    union all
    select scope, subject, ${counted(sql`request_id = asked.subject::uuid and kind <> all(${[...uncountedByRequest]})`)}, ${brakeOn}
      from (select 'request' as scope, unnest(${requests}::text[]) as subject) as asked
    union all
    select scope, subject, case when at_most.replies + ${replies.length}::int < ${servicePerHour}::float8 then at_most.replies
        else (select count(*)::int from reply where status = any(${LEAVING})
          and ${COUNTED} and owed_at > ${since('1 hour')}) end, 0, ${brakeOn}
      from (select 'service' as scope, 'service' as subject) as asked, (select ${atMostLastHour(now)} as replies) as at_most`.execute(
    tx,
  );
  return rows.rows;
}

/** A brake, and what it holds. */
export type ListedBrake = {
  id: string;
  scope: BrakeScope | 'by-hand';
  subject: string;
  /** Of the request braked. */
  reference: string | null;
  /** The limit reached; null when somebody pulled it, for `reason`. */
  most: number | null;
  windowMs: number | null;
  reason: string | null;
  putOnBy: string | null;
  putOnAt: Date;
  liftedAt: Date | null;
  liftedBy: string | null;
  /** Replies it still holds. */
  held: number;
};

/** Brakes that are on, the newest first; with `evenLifted`, those of before too. */
export async function listBrakes(db: Queries, { evenLifted = false } = {}): Promise<ListedBrake[]> {
  const rows = await sql<ListedBrake>`
    select brake.id, scope, subject, request.reference, most, window_ms as "windowMs", put_on_at as "putOnAt", reason, put_on_by as "putOnBy",
      lifted_at as "liftedAt", lifted_by as "liftedBy",
      (select count(*)::int from reply where brake_id = brake.id and status = 'held') as held
    from brake left join request on scope = 'request' and request.id::text = subject
    where lifted_at is null or ${evenLifted}
    order by put_on_at desc limit 500`.execute(db);
  return rows.rows;
}

/** What becomes of the replies held: `send` owes them again, `cancel` keeps their rows and sends none. */
export type HeldReplies = 'send' | 'cancel';

/**
 * Lifts a brake, once: windows count anew from now. Answers how many replies it held, or null when there is no such
 * brake on. Its row keeps who lifted it, when, and what became of the replies.
 */
export function liftBrake(db: Database, lifting: Lifting): Promise<{ replies: number } | null> {
  return db.transaction().execute((tx) => liftBrakeIn(tx, lifting));
}

export type Lifting = { id: string; by: string; held: HeldReplies };

/** The same, in a transaction that keeps more than this. */
export async function liftBrakeIn(tx: Tx, { id, by, held }: Lifting): Promise<{ replies: number } | null> {
  const lifted = await sql`
    update brake set lifted_at = now(), lifted_by = ${by} where id = ${id}::uuid and lifted_at is null`.execute(
    tx,
  );
  if (Number(lifted.numAffectedRows ?? 0) === 0) return null;
  await openGate(tx, id);
  if (held === 'send') await delayPacedReplies(tx, id);
  const status = held === 'send' ? 'queued' : 'cancelled';
  const moved = await sql`
    update reply set status = ${status}, settled_by = ${by}, settled_at = now(), due_at = case
      when kind like 'circular-%' then greatest(now(), due_at + (now() - brake.put_on_at)) else now() end
    from brake where brake.id = ${id}::uuid and reply.brake_id = brake.id and status = 'held'`.execute(tx);
  const replies = Number(moved.numAffectedRows ?? 0);
  const column = held === 'send' ? sql`replies_sent` : sql`replies_cancelled`;
  await sql`update brake set ${column} = ${replies} where id = ${id}::uuid`.execute(tx);
  await sql`
    update work_item set closed_at = now()
    where reason = 'brake_on' and subject_id = ${id}::uuid and closed_at is null`.execute(tx);
  return { replies };
}
