import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Reading } from '../form/reading.js';
import type { SortedMessage } from '../intake/sorted-message.js';
import type { Database, Queries } from './database.js';
import type { ListedDocument } from './tables.js';

/** A message to examine, with its bytes (only its first ones when it was left on the server). */
export type KeptMessage = {
  id: string;
  raw: Buffer;
  receivedAt: Date;
  leftOnServer: 'too_large' | 'not_given' | null;
  /** Times it could not be examined. */
  failures: number;
};

/** What examining a message found. */
export type Examined = {
  messageId: string;
  sorted: Omit<SortedMessage, 'documents'>;
  authenticity: string;
  documents: readonly ListedDocument[];
  /** What its sender says in their own words, as codes. */
  says: readonly string[];
  /** Message-IDs of mails of ours that this message says will never arrive. */
  bounced: readonly string[];
  readings: readonly {
    path: string;
    name: string;
    type: string;
    sha256: string;
    /** Equal for two readings that say the same; null when there is nothing to compare. */
    contentKey: string | null;
    reading: Reading;
  }[];
};

export async function loadKept(db: Queries, ids: readonly string[]): Promise<KeptMessage[]> {
  const rows = await db
    .selectFrom('message')
    .select(['id', 'raw', 'received_at', 'left_on_server', 'failures'])
    .where('id', 'in', ids)
    .where('status', '=', 'kept')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    raw: row.raw,
    receivedAt: row.received_at,
    leftOnServer: row.left_on_server,
    failures: row.failures,
  }));
}

/** All of the batch in one transaction. A message that is no longer `kept` keeps what it has. */
export async function saveExamined(db: Database, batch: readonly Examined[]): Promise<void> {
  if (batch.length === 0) return;
  await db.transaction().execute(async (tx) => {
    await sql`
      update message set status = 'read', hinted_at = now(), kind = found.kind, may_answer = found.may_answer,
        reasons = found.reasons, authenticity = found.authenticity, from_address = found.from_address,
        reply_to = found.reply_to, subject = found.subject, rfc_message_id = found.rfc_message_id,
        reference_ids = found.reference_ids, request_reference = found.request_reference,
        documents = found.documents, says = found.says, bounced = found.bounced
      from jsonb_to_recordset(${JSON.stringify(batch.map(examinedRow))}::jsonb) as found (
        id uuid, kind text, may_answer boolean, reasons text[], authenticity text, from_address text,
        reply_to text, subject text, rfc_message_id text, reference_ids text[], request_reference text,
        documents jsonb, says text[], bounced text[])
      where message.id = found.id and message.status = 'kept'`.execute(tx);

    const readings = batch.flatMap(readingRows);
    if (readings.length === 0) return;
    await tx
      .insertInto('reading')
      .values(readings)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/** Postgres refuses the character NUL and halves of characters in text: a stranger's words lose them here. */
function clean<Value extends string | null>(text: Value): Value {
  return (text === null ? null : text.replaceAll('\u0000', '').toWellFormed()) as Value;
}

/** Each text is cleaned before it is written as JSON: someone may have typed the very six characters `\u0000`. */
function cleanJson(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (typeof part === 'string' ? clean(part) : part));
}

function examinedRow({ messageId, sorted, authenticity, documents, says, bounced }: Examined) {
  return {
    id: messageId,
    kind: sorted.kind,
    may_answer: sorted.mayAnswer,
    reasons: sorted.reasons,
    authenticity,
    from_address: clean(sorted.from),
    reply_to: clean(sorted.replyTo),
    subject: clean(sorted.subject),
    rfc_message_id: clean(sorted.messageId),
    reference_ids: sorted.references.map(clean),
    request_reference: sorted.requestReference,
    documents: documents.map((document) => ({
      ...document,
      name: clean(document.name),
      path: clean(document.path),
    })),
    says,
    bounced: bounced.slice(0, 20).map(clean),
  };
}

/** One row per document read, fit for Postgres. */
export function readingRows({ messageId, readings }: Examined) {
  return readings.map(({ path, name, type, sha256, contentKey, reading }) => ({
    id: randomUUID(),
    message_id: messageId,
    path: clean(path),
    document_name: clean(name),
    document_type: type,
    document_sha256: sha256,
    content_key: contentKey,
    commune_insee: reading.commune?.value.insee ?? null,
    rules: reading.rules,
    kind: reading.kind,
    reading: cleanJson(reading),
  }));
}

/** One more failure to process this message; answers how many there were. */
export async function noteFailure(db: Queries, messageId: string): Promise<number> {
  const row = await db
    .updateTable('message')
    .set((is) => ({ failures: is('failures', '+', 1), hinted_at: sql<Date>`now()` }))
    .where('id', '=', messageId)
    .returning('failures')
    .executeTakeFirst();
  return row?.failures ?? 0;
}

/** The bytes of a message, whatever its status. */
export async function loadRaw(db: Queries, messageId: string): Promise<Buffer | undefined> {
  const row = await db.selectFrom('message').select('raw').where('id', '=', messageId).executeTakeFirst();
  return row?.raw;
}

/**
 * Messages in this status whose last hint is older than `olderThanMs`: their hint is renewed, so that two sweeps never
 * ask twice for the same. At most `limit`.
 */
export async function renewMessageHints(
  db: Database,
  status: 'kept' | 'read',
  olderThanMs: number,
  limit: number,
): Promise<string[]> {
  const due = await sql<{ id: string }>`
    update message set hinted_at = now()
    where id in (select id from message where status = ${status}
        and hinted_at <= now() - ${olderThanMs} * interval '1 millisecond'
      order by hinted_at limit ${limit} for update skip locked)
    returning id`.execute(db);
  return due.rows.map((row) => row.id);
}
