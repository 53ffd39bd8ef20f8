import { type RawBuilder, sql } from 'kysely';
import type { Queries } from '../database.js';
import type { RequestStatus } from '../statuses.js';
import type { QueueTab } from '../tables/desk.js';

export type { QueueTab } from '../tables/desk.js';

/** The tabs in the order agents see them; `all` holds every request, those that are finished too. */
export const queueTabs = [
  'to-decide',
  'awaiting-commune',
  'sender',
  'unreadable',
  'undelivered',
  'all',
] as const satisfies readonly (QueueTab | 'all')[];

export type QueueFilter = {
  tab: QueueTab | 'all';
  /** In Paris, `YYYY-MM-DD`: what the days left are counted from. */
  today: string;
  communeInsee?: string;
  /** A code of `reasonCodes`, or `reply_refused`, `reply_bounced`. */
  reason?: string;
  /** Requests this agent has taken, or that nobody has. */
  assignee?: { agentId: string } | 'nobody';
  /** Received from this instant on, and before that one. */
  openedFrom?: Date;
  openedBefore?: Date;
  /** As `searchRequests` found them. */
  requestIds?: readonly string[];
};

/** Pages are numbered from 1. */
export type QueuePage = { number: number; size: number };

export type QueueRow = {
  id: string;
  reference: string;
  /** What a verb must name: see `Conflict`. */
  version: number;
  status: RequestStatus;
  tab: QueueTab | null;
  /** Why it is here: the first is the one to say in one phrase (`reasonSentences`, or `reply_refused`, `reply_bounced`). */
  reasons: string[];
  /** How an agent ended it. */
  resolution: string | null;
  communeInsee: string | null;
  sender: string;
  /** Of the latest message. */
  subject: string;
  openedAt: Date;
  lastReceivedAt: Date;
  /** Since when the commune owes us an answer. */
  waitingSince: Date | null;
  dueOn: string;
  targetOn: string;
  /** Days before the legal limit, that day included as 0; negative when late. */
  daysLeft: number;
  /** Schools of the latest form; null when none could be read. */
  schoolCount: number | null;
  messageCount: number;
  assignee: { agentId: string; name: string; until: Date } | null;
};

export type Queue = {
  counts: Record<(typeof queueTabs)[number], number>;
  rows: QueueRow[];
  /** Rows that the filter keeps, on all its pages. */
  total: number;
};

/** Most urgent first (legal limit, then reception); the tab `all`, latest first. */
export async function listQueue(db: Queries, filter: QueueFilter, page: QueuePage): Promise<Queue> {
  const [counts, rows, total] = await Promise.all([
    countTabs(db),
    listRows(db, filter, page),
    countRows(db, filter),
  ]);
  return { counts, rows, total: total ?? counts[filter.tab] };
}

const undelivered = sql`request.id in (select id from request where tab = 'undelivered'
  union select request_id from work_item
    where closed_at is null and reason in ('reply_refused', 'reply_bounced', 'refusal_repeated') and request_id is not null)`;

/** How many requests each tab holds. */
export async function countTabs(db: Queries): Promise<Queue['counts']> {
  const { rows } = await sql<{ tab: QueueTab | 'all'; count: number }>`
    select tab, count(*)::int as count from request
      where tab in ('to-decide', 'awaiting-commune', 'sender', 'unreadable') group by tab
    union all select 'undelivered', count(*)::int from (
      select id from request where tab = 'undelivered'
      union select request_id from work_item
        where closed_at is null and reason in ('reply_refused', 'reply_bounced', 'refusal_repeated') and request_id is not null) as failed
    union all select 'all', count(due_on)::int from request`.execute(db);
  const none = Object.fromEntries(queueTabs.map((tab) => [tab, 0])) as Queue['counts'];
  return { ...none, ...Object.fromEntries(rows.map(({ tab, count }) => [tab, count])) };
}

function tabCondition(tab: QueueFilter['tab']): RawBuilder<unknown> {
  if (tab === 'all') return sql`true`;
  return tab === 'undelivered' ? undelivered : sql`request.tab = ${tab}`;
}

function conditions(filter: QueueFilter): RawBuilder<unknown>[] {
  const { communeInsee, reason, assignee, openedFrom, openedBefore, requestIds } = filter;
  const open = sql`select request_id from assignment where expires_at > now()`;
  return [
    ...(communeInsee === undefined ? [] : [sql`request.commune_insee = ${communeInsee}`]),
    ...(reason === undefined ? [] : [reasonCondition(reason)]),
    ...(assignee === undefined ? [] : [assigneeCondition(assignee, open)]),
    ...(openedFrom === undefined ? [] : [sql`request.opened_at >= ${openedFrom}`]),
    ...(openedBefore === undefined ? [] : [sql`request.opened_at < ${openedBefore}`]),
    ...(requestIds === undefined ? [] : [sql`request.id = any(${[...requestIds]}::uuid[])`]),
  ];
}

function reasonCondition(reason: string): RawBuilder<unknown> {
  return sql`(${reason} = any(request.reasons) or request.id in
    (select request_id from work_item where closed_at is null and reason = ${reason} and request_id is not null))`;
}

function assigneeCondition(
  assignee: { agentId: string } | 'nobody',
  open: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return assignee === 'nobody'
    ? sql`request.id not in (${open})`
    : sql`request.id in (${open} and agent_id = ${assignee.agentId})`;
}

function where(filter: QueueFilter): RawBuilder<unknown> {
  return sql.join([tabCondition(filter.tab), ...conditions(filter)], sql` and `);
}

/** Null when the tab's own count says it. */
async function countRows(db: Queries, filter: QueueFilter): Promise<number | null> {
  if (conditions(filter).length === 0) return null;
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from request where ${where(filter)}`.execute(db);
  return rows[0]!.count;
}

async function listRows(db: Queries, filter: QueueFilter, page: QueuePage): Promise<QueueRow[]> {
  const order = filter.tab === 'all' ? sql`opened_at desc, id` : sql`due_on, opened_at, id`;
  const { rows } = await sql<Omit<QueueRow, 'daysLeft'> & { failed: string[] }>`
    with listed as materialized (
      select * from request where ${where(filter)}
      order by ${order} limit ${page.size} offset ${(page.number - 1) * page.size})
    select listed.id, reference, version, status, tab, listed.reasons, resolution, commune_insee as "communeInsee",
      sender, opened_at as "openedAt", due_on as "dueOn", target_on as "targetOn", waiting_since as "waitingSince",
      coalesce(latest.subject, '') as subject, coalesce(latest.received_at, opened_at) as "lastReceivedAt",
      (select count(*)::int from message where request_id = listed.id) as "messageCount",
      (select jsonb_array_length(reading->'schools') from reading join message on message.id = reading.message_id
        where message.request_id = listed.id and not reading.reading->'problems' @> '[{"field": "document"}]'
        order by message.received_at desc, reading.made_at desc limit 1) as "schoolCount",
      (select jsonb_build_object('agentId', agent.id, 'name', agent.name, 'until', assignment.expires_at)
        from assignment join agent on agent.id = assignment.agent_id
        where assignment.request_id = listed.id and assignment.expires_at > now()) as assignee,
      array(select reason from work_item where request_id = listed.id and closed_at is null
        and reason in ('reply_refused', 'reply_bounced', 'refusal_repeated') order by opened_at desc) as failed
    from listed left join lateral (
      select subject, received_at from message where request_id = listed.id
      order by received_at desc limit 1) as latest on true
    order by ${order}`.execute(db);
  return rows.map(({ failed, ...row }) => queueRow(row, failed, filter.today));
}

const DAY_MS = 86_400_000;

function queueRow(row: Omit<QueueRow, 'daysLeft'>, failed: readonly string[], today: string): QueueRow {
  return {
    ...row,
    reasons: [...new Set([...failed, ...row.reasons])],
    daysLeft: Math.round((Date.parse(row.dueOn) - Date.parse(today)) / DAY_MS),
    assignee: row.assignee && { ...row.assignee, until: new Date(row.assignee.until) },
  };
}
