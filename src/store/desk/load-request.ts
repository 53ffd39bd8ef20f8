import { sql } from 'kysely';
import type { Queries } from '../database.js';
import { loadEdits } from './edits.js';
import type {
  RequestAction,
  RequestChange,
  RequestCorrection,
  RequestDecision,
  RequestHead,
  RequestMessage,
  RequestOrder,
  RequestReading,
  RequestReply,
  RequestWorkItem,
} from './request-parts.js';
import { type TimelineEvent, timelineOf } from './timeline.js';

/** Everything of one request, the requests merged into it included. */
export type LoadedRequest = {
  request: RequestHead;
  /** Requests that were merged into this one. */
  merged: { id: string; reference: string }[];
  /** Oldest first, like all that follows. */
  messages: RequestMessage[];
  readings: RequestReading[];
  decisions: RequestDecision[];
  corrections: RequestCorrection[];
  replies: RequestReply[];
  changes: RequestChange[];
  orders: RequestOrder[];
  workItems: RequestWorkItem[];
  /** What agents did. */
  actions: RequestAction[];
  /** The whole story, oldest first. */
  timeline: TimelineEvent[];
};

/** Null when there is no request of this reference (`LC-2026-00042`). */
export async function loadRequest(db: Queries, reference: string): Promise<LoadedRequest | null> {
  const head = await loadHead(db, reference);
  if (head === null) return null;

  const { merged, ...request } = head;
  const ids = [request.id, ...merged.map(({ id }) => id)];
  const [messages, readings, decisions, replies, changes, orders, workItems, actions, corrections] =
    await Promise.all([
      loadMessages(db, ids),
      loadReadings(db, ids),
      loadDecisions(db, ids),
      loadReplies(db, ids),
      loadChanges(db, ids),
      loadOrders(db, ids),
      loadWorkItems(db, ids),
      loadActions(db, ids),
      loadCorrections(db, ids),
    ]);
  const parts = {
    request,
    merged,
    messages,
    readings,
    decisions,
    replies,
    changes,
    orders,
    workItems,
    actions,
    corrections,
  };
  return { ...parts, timeline: timelineOf(parts) };
}

type Head = RequestHead & Pick<LoadedRequest, 'merged'>;

async function loadHead(db: Queries, reference: string): Promise<Head | null> {
  const { rows } = await sql<Head>`
    select request.id, request.reference, request.version, request.status, request.tab, request.reasons,
      request.resolution, request.commune_insee as "communeInsee", request.sender,
      request.opened_at as "openedAt", request.due_on as "dueOn", request.target_on as "targetOn",
      request.waiting_since as "waitingSince",
      (select coalesce(jsonb_agg(jsonb_build_object('status', status, 'leftAt', left_at) order by version), '[]')
        from request_past where request_id = request.id) as past,
      (select coalesce(jsonb_agg(jsonb_build_object('id', other.id, 'reference', other.reference)
          order by other.reference), '[]') from request as other where other.merged_into = request.id) as merged,
      (select jsonb_build_object('count', bounces, 'lastAt', last_bounced_at) from bounced_address
        where address = request.sender) as bounces,
      case when target.id is not null then jsonb_build_object('id', target.id, 'reference', target.reference) end
        as "mergedInto",
      case when agent.id is not null then
        jsonb_build_object('id', agent.id, 'name', agent.name, 'until', assignment.expires_at) end as assignee
    from request left join request as target on target.id = request.merged_into
      left join assignment on assignment.request_id = request.id and assignment.expires_at > now()
      left join agent on agent.id = assignment.agent_id
    where request.reference = ${reference}`.execute(db);
  const head = rows[0];
  if (head === undefined) return null;
  const bounces = head.bounces && { ...head.bounces, lastAt: new Date(head.bounces.lastAt) };
  return {
    ...head,
    past: head.past.map(({ status, leftAt }) => ({ status, leftAt: new Date(leftAt) })),
    bounces,
    assignee: head.assignee && { ...head.assignee, until: new Date(head.assignee.until) },
  };
}

async function loadMessages(db: Queries, ids: readonly string[]): Promise<RequestMessage[]> {
  const { rows } = await sql<RequestMessage>`
    select id, received_at as "receivedAt", size_bytes as "sizeBytes", left_on_server as "leftOnServer", kind,
      coalesce(may_answer, false) as "mayAnswer", reasons, authenticity, from_address as "from",
      reply_to as "replyTo", coalesce(subject, '') as subject, rfc_message_id as "rfcMessageId",
      reference_ids as "referenceIds", documents, folder
    from message where request_id = any(${[...ids]}::uuid[]) order by received_at, id`.execute(db);
  return rows;
}

async function loadReadings(db: Queries, ids: readonly string[]): Promise<RequestReading[]> {
  const { rows } = await sql<Omit<RequestReading, 'edits'>>`
    select reading.id, reading.message_id as "messageId", reading.path, document_name as "documentName",
      document_type as "documentType", document_sha256 as "documentSha256", rules, made_at as "madeAt", reading,
      row_number() over (partition by message_id, path order by made_at desc, reading.id) = 1 as "isCurrent"
    from reading join message on message.id = reading.message_id
    where message.request_id = any(${[...ids]}::uuid[])
    order by message.received_at, message.id, path, made_at`.execute(db);
  const edits = await loadEdits(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...row, edits: edits.get(row.id) ?? [] }));
}

async function loadCorrections(db: Queries, ids: readonly string[]): Promise<RequestCorrection[]> {
  const { rows } = await sql<RequestCorrection>`
    select message_id as "messageId", reading_id as "readingId", changes from correction
    where request_id = any(${[...ids]}::uuid[]) order by made_at, message_id`.execute(db);
  return rows;
}

async function loadDecisions(db: Queries, ids: readonly string[]): Promise<RequestDecision[]> {
  const { rows } = await sql<RequestDecision>`
    select id, message_id as "messageId", outcome, reasons, decided_at as "decidedAt"
    from decision where request_id = any(${[...ids]}::uuid[]) order by decided_at, id`.execute(db);
  return rows;
}

async function loadReplies(db: Queries, ids: readonly string[]): Promise<RequestReply[]> {
  const { rows } = await sql<RequestReply>`
    select id, message_id as "messageId", kind, recipient, subject, text_body as text, html_body as html,
      attachments, status, owed_at as "owedAt", due_at as "dueAt", sent_at as "sentAt",
      last_response as "lastResponse", action_id as "actionId",
      coalesce((select jsonb_agg(jsonb_build_object('attemptedAt', attempted_at, 'outcome', outcome,
          'response', response) order by id) from reply_attempt where reply_id = reply.id), '[]') as attempts
    from reply where request_id = any(${[...ids]}::uuid[]) order by owed_at, id`.execute(db);
  return rows.map((row) => ({
    ...row,
    attempts: row.attempts.map((attempt) => ({ ...attempt, attemptedAt: new Date(attempt.attemptedAt) })),
  }));
}

async function loadChanges(db: Queries, ids: readonly string[]): Promise<RequestChange[]> {
  const { rows } = await sql<RequestChange>`
    select id, kind, uai, facts, applied_at as "appliedAt", undone_at as "undoneAt", action_id as "actionId"
    from change where request_id = any(${[...ids]}::uuid[]) order by applied_at, position`.execute(db);
  return rows;
}

async function loadOrders(db: Queries, ids: readonly string[]): Promise<RequestOrder[]> {
  const { rows } = await sql<RequestOrder>`
    select id, kind, uai, school_name as "schoolName", administrator, asked_on as "askedOn", due_on as "dueOn",
      target_on as "targetOn", not_before as "notBefore", status, attempts, done_at as "doneAt", proof,
      action_id as "actionId"
    from access_order where request_id = any(${[...ids]}::uuid[]) order by asked_on, uai, id`.execute(db);
  return rows;
}

async function loadWorkItems(db: Queries, ids: readonly string[]): Promise<RequestWorkItem[]> {
  const { rows } = await sql<RequestWorkItem>`
    select id, reason, message_id as "messageId", subject_id as "subjectId", opened_at as "openedAt",
      closed_at as "closedAt"
    from work_item where request_id = any(${[...ids]}::uuid[]) order by opened_at, id`.execute(db);
  return rows;
}

async function loadActions(db: Queries, ids: readonly string[]): Promise<RequestAction[]> {
  const { rows } = await sql<RequestAction>`
    select action.id, verb, facts, done_at as "doneAt", undo_until as "undoUntil", undone_at as "undoneAt",
      version_after as "versionAfter", jsonb_build_object('id', agent.id, 'name', agent.name) as agent,
      case when undoer.id is not null then jsonb_build_object('id', undoer.id, 'name', undoer.name) end as "undoneBy"
    from agent_action as action join agent on agent.id = action.agent_id
      left join agent as undoer on undoer.id = action.undone_by
    where action.request_id = any(${[...ids]}::uuid[]) order by done_at, action.id`.execute(db);
  return rows;
}
