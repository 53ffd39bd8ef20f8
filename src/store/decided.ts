import { sql } from 'kysely';
import type { ReadingChange } from '../decision/compare-readings.js';
import type { Outcome, ReasonCode } from '../decision/outcome.js';
import type { CommuneList, PlannedChange } from '../registry/change.js';
import type { ReplyFacts } from '../reply/reply-facts.js';
import type { Tx } from './database.js';
import { insertOrders, type NewOrder } from './order-planning.js';
import { type RequestYear, saveRequestYears } from './renewal/request-years.js';
import { type RequestStatus, replyLife, requestLife, statusesBefore } from './statuses.js';
import type { OwedAttachment } from './tables.js';

/** Everything one decision leads to. Saved together, or not at all. */
export type Decided = {
  messageId: string;
  decisionId: string;
  outcome: Outcome;
  reasons: readonly ReasonCode[];
  decidedAt: Date;
  /** Mailbox folder of the outcome. */
  folder: string;
  request: NewRequest | KnownRequestUpdate | null;
  /** Set when an agent has something to do. One item per reason and subject, open again if it was closed. */
  workItem: { id: string; reason: string; subjectId: string } | null;
  reply: OwedReply | null;
  /** Message-IDs of mails of ours that came back, or identifiers of replies. */
  bounced: readonly string[];
  /** What this form changes against the one its request was judged on. */
  correction: { formerReadingId: string; readingId: string; changes: readonly ReadingChange[] } | null;
  /** The year its request speaks of, when this message says it. */
  year: RequestYear | null;
  /** The request that a mail kept in silence speaks of: shown with it, and nothing of it moves. */
  threadedTo: string | null;
  changes: readonly (PlannedChange & { id: string })[];
  orders: readonly NewOrder[];
};

export type NewRequest = {
  isNew: true;
  id: string;
  reference: string;
  status: RequestStatus;
  communeInsee: string | null;
  sender: string;
  openedAt: Date;
  /** `YYYY-MM-DD`. */
  dueOn: string;
  targetOn: string;
};

/** `status: null` leaves the request as it is. The two weeks run from its first form, which may be this one. */
export type KnownRequestUpdate = {
  isNew: false;
  id: string;
  status: RequestStatus | null;
  communeInsee: string | null;
  openedAt: Date;
  dueOn: string;
  targetOn: string;
};

export type OwedReply = {
  id: string;
  kind: string;
  recipient: string;
  cc: string | null;
  /** The reason of a refusal: see the table. */
  refusal: string | null;
  /** Kept when the words depend on a file made later. */
  facts: ReplyFacts | null;
  rfcMessageId: string;
  inReplyTo: string | null;
  referenceIds: readonly string[];
  subject: string;
  text: string;
  html: string;
  attachments: readonly OwedAttachment[];
  status: 'queued' | 'held' | 'suppressed';
  /** Set when a brake holds it. */
  brakeId?: string;
};

/** The list a commune has after the batch, when an acceptance changed it. */
export type SavedList = {
  communeInsee: string;
  schoolYear: number;
  list: CommuneList;
  requestId: string;
  at: Date;
};

export async function saveDecided(
  tx: Tx,
  batch: readonly Decided[],
  lists: readonly SavedList[],
): Promise<void> {
  if (batch.length === 0) return;
  await saveRequests(tx, batch);
  await saveMessages(tx, batch);
  await saveDecisions(tx, batch);
  await saveCorrections(tx, batch);
  await saveRequestYears(
    tx,
    batch.flatMap(({ year }) => year ?? []),
  );
  await saveWorkItems(tx, batch);
  await saveReplies(tx, batch);
  await saveBounces(tx, batch);
  await saveChanges(tx, batch);
  await insertOrders(
    tx,
    batch.flatMap(({ orders, request }) => orders.map((order) => ({ ...order, requestId: request!.id }))),
  );
  await saveLists(tx, lists);
}

async function saveRequests(tx: Tx, batch: readonly Decided[]): Promise<void> {
  const requests = batch.flatMap(({ request, reasons }) =>
    request === null ? [] : [{ ...request, reasons: [...reasons] }],
  );
  const fresh = requests.filter((request) => request.isNew);
  if (fresh.length > 0) {
    await tx
      .insertInto('request')
      .values(
        fresh.map((request) => ({
          id: request.id,
          reference: request.reference,
          status: request.status,
          commune_insee: request.communeInsee,
          sender: request.sender,
          opened_at: request.openedAt,
          due_on: request.dueOn,
          target_on: request.targetOn,
          waiting_since: request.status === 'awaiting-commune' ? request.openedAt : null,
          reasons: request.reasons,
        })),
      )
      .execute();
  }
  for (const request of requests) {
    if (!request.isNew && request.status !== null) await moveRequest(tx, request, request.status);
  }
}

async function moveRequest(
  tx: Tx,
  request: KnownRequestUpdate & { reasons: string[] },
  status: RequestStatus,
): Promise<void> {
  await tx
    .updateTable('request')
    .set((is) => ({
      status,
      commune_insee: request.communeInsee,
      opened_at: request.openedAt,
      due_on: request.dueOn,
      target_on: request.targetOn,
      reasons: request.reasons,
      version: is('version', '+', 1),
      waiting_since: status === 'awaiting-commune' ? sql<Date>`coalesce(waiting_since, now())` : null,
    }))
    .where('id', '=', request.id)
    .where('status', 'in', [status, ...statusesBefore(requestLife, status)])
    .execute();
}

/** The ledger's entries learn the folder of the outcome: the watcher moves the mail once all this is committed. */
async function saveMessages(tx: Tx, batch: readonly Decided[]): Promise<void> {
  const rows = batch.map(({ messageId, folder, request, threadedTo }) => ({
    id: messageId,
    folder,
    request_id: request?.id ?? threadedTo,
  }));
  await sql`
    with decided as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as decided (id uuid, folder text, request_id uuid)
    ), entry as (
      update mailbox_entry set folder = decided.folder from decided where mailbox_entry.message_id = decided.id
    )
    update message set status = 'decided', folder = decided.folder, request_id = decided.request_id
    from decided where message.id = decided.id`.execute(tx);
}

async function saveDecisions(tx: Tx, batch: readonly Decided[]): Promise<void> {
  await tx
    .insertInto('decision')
    .values(
      batch.map((one) => ({
        id: one.decisionId,
        message_id: one.messageId,
        request_id: one.request?.id ?? null,
        outcome: one.outcome,
        reasons: [...one.reasons],
        decided_at: one.decidedAt,
      })),
    )
    .execute();
}

/** The difference is kept for the agent. */
async function saveCorrections(tx: Tx, batch: readonly Decided[]): Promise<void> {
  const rows = batch.flatMap(({ messageId, request, decidedAt, correction }) =>
    correction === null || request === null
      ? []
      : [
          {
            message_id: messageId,
            request_id: request.id,
            former_reading_id: correction.formerReadingId,
            reading_id: correction.readingId,
            changes: JSON.stringify(correction.changes),
            made_at: decidedAt,
          },
        ],
  );
  if (rows.length > 0) await tx.insertInto('correction').values(rows).execute();
}

async function saveWorkItems(tx: Tx, batch: readonly Decided[]): Promise<void> {
  const items = new Map(
    batch.flatMap(({ workItem, messageId, request }) => {
      if (workItem === null) return [];
      const { id, reason, subjectId } = workItem;
      const row = {
        id,
        reason,
        subject_id: subjectId,
        message_id: messageId,
        request_id: request?.id ?? null,
      };
      return [[`${reason} ${subjectId}`, { ...row, closed_at: null }] as const];
    }),
  );
  if (items.size === 0) return;
  await tx
    .insertInto('work_item')
    .values([...items.values()])
    .onConflict((conflict) => conflict.columns(['reason', 'subject_id']).doUpdateSet({ closed_at: null }))
    .execute();
}

async function saveReplies(tx: Tx, batch: readonly Decided[]): Promise<void> {
  const replies = batch.flatMap(({ reply, messageId, request, decidedAt }) =>
    reply === null
      ? []
      : [
          {
            id: reply.id,
            request_id: request?.id ?? null,
            message_id: messageId,
            kind: reply.kind,
            recipient: reply.recipient,
            cc: reply.cc,
            refusal: reply.refusal,
            facts: reply.facts === null ? null : JSON.stringify(reply.facts),
            rfc_message_id: reply.rfcMessageId,
            in_reply_to: reply.inReplyTo,
            reference_ids: [...reply.referenceIds],
            subject: reply.subject,
            text_body: reply.text,
            html_body: reply.html,
            attachments: JSON.stringify(reply.attachments),
            status: reply.status,
            owed_at: decidedAt,
            due_at: decidedAt,
            claimed_at: null,
            sent_at: null,
            last_response: null,
            brake_id: reply.brakeId ?? null,
          },
        ],
  );
  if (replies.length > 0) await tx.insertInto('reply').values(replies).execute();
}

/** As our return path names a reply; the others are Message-IDs. */
const REPLY_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * A reply that came back is marked with its address (when only one could refuse it), becomes an agent's item, and
 * re-opens its request.
 */
async function saveBounces(tx: Tx, batch: readonly Decided[]): Promise<void> {
  const bouncing = batch.filter(({ bounced }) => bounced.length > 0);
  if (bouncing.length === 0) return;
  const bounced = bouncing.flatMap((one) => one.bounced);
  const at = new Date(Math.max(...bouncing.map(({ decidedAt }) => decidedAt.getTime())));
  const ids = bounced.filter((one) => REPLY_ID.test(one));
  await sql`
    with bounced as (
      update reply set status = 'bounced'
      where (rfc_message_id = any(${bounced}) or id = any(${ids}::uuid[])) and status = any(${statusesBefore(replyLife, 'bounced')})
      returning id, request_id, message_id, recipient, cc
    ), address as (
      insert into bounced_address (address, last_bounced_at)
      select distinct recipient, ${at}::timestamptz from bounced where cc is null
      on conflict (address) do update set bounces = bounced_address.bounces + 1,
        last_bounced_at = greatest(bounced_address.last_bounced_at, excluded.last_bounced_at)
    ), item as (
      insert into work_item (id, reason, subject_id, request_id, message_id)
      select gen_random_uuid(), 'reply_bounced', id, request_id, message_id from bounced
      on conflict (reason, subject_id) do nothing
    )
    update request set status = 'awaiting-agent', reasons = '{reply_bounced}', version = version + 1
    where id in (select request_id from bounced)
      and status = any(${statusesBefore(requestLife, 'awaiting-agent')})`.execute(tx);
}

async function saveChanges(tx: Tx, batch: readonly Decided[]): Promise<void> {
  const rows = batch.flatMap(({ changes, request, decidedAt }) =>
    changes.map(({ id, kind, ...facts }, position) => ({
      id,
      request_id: request!.id,
      position,
      kind,
      uai: 'school' in facts ? facts.school.uai : null,
      facts: JSON.stringify(facts),
      applied_at: decidedAt,
    })),
  );
  if (rows.length > 0) await tx.insertInto('change').values(rows).execute();
}

/** Schools and contacts as they now are; a school that is gone from a list is deleted by whoever removes it. */
export async function saveLists(tx: Tx, lists: readonly SavedList[]): Promise<void> {
  const schools = lists.flatMap(({ communeInsee, schoolYear, list, requestId, at }) =>
    list.schools.map(({ uai, name, administrator }) => ({
      commune_insee: communeInsee,
      school_year: schoolYear,
      uai,
      name,
      administrator: JSON.stringify(administrator),
      since: at,
      request_id: requestId,
    })),
  );
  if (schools.length > 0) {
    await tx
      .insertInto('listed_school')
      .values(schools)
      .onConflict((conflict) =>
        conflict.columns(['commune_insee', 'school_year', 'uai']).doUpdateSet((excluded) => ({
          name: excluded.ref('excluded.name'),
          administrator: excluded.ref('excluded.administrator'),
          request_id: excluded.ref('excluded.request_id'),
        })),
      )
      .execute();
  }
  const contacts = lists.flatMap(({ communeInsee, list, requestId, at }) =>
    Object.entries(list.contacts).map(([role, person]) => ({
      commune_insee: communeInsee,
      role: role as 'followUp' | 'technical',
      person: JSON.stringify(person),
      since: at,
      request_id: requestId,
    })),
  );
  if (contacts.length === 0) return;
  await tx
    .insertInto('commune_contact')
    .values(contacts)
    .onConflict((conflict) =>
      conflict.columns(['commune_insee', 'role']).doUpdateSet((excluded) => ({
        person: excluded.ref('excluded.person'),
        since: excluded.ref('excluded.since'),
        request_id: excluded.ref('excluded.request_id'),
      })),
    )
    .execute();
}
