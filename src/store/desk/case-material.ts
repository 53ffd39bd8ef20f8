import { sql } from 'kysely';
import type { Reading } from '../../form/reading.js';
import type { Authenticity, MessageKind } from '../../intake/sorted-message.js';
import type { Queries } from '../database.js';
import { loadEdits } from './edits.js';
import type { ReadingEdit } from './request-parts.js';

/** A message of a request, as far as deciding and answering go. */
export type CaseMessage = {
  id: string;
  receivedAt: Date;
  kind: MessageKind;
  mayAnswer: boolean;
  reasons: string[];
  authenticity: Authenticity;
  leftOnServer: 'too_large' | 'not_given' | null;
  sizeBytes: number;
  from: string | null;
  subject: string;
  rfcMessageId: string | null;
  referenceIds: string[];
  says: string[];
};

/** A document as the latest rules read it, with what agents wrote over it. */
export type CaseReading = {
  id: string;
  messageId: string;
  /** Of the document in its message. */
  path: string;
  name: string;
  sha256: string;
  reading: Reading;
  edits: ReadingEdit[];
};

/** Latest first, both. */
export type CaseMaterial = { messages: CaseMessage[]; readings: CaseReading[] };

export async function loadCaseMaterial(db: Queries, requestId: string): Promise<CaseMaterial> {
  const messages = await sql<CaseMessage>`
    select id, received_at as "receivedAt", kind, coalesce(may_answer, false) as "mayAnswer", reasons, authenticity,
      left_on_server as "leftOnServer", size_bytes as "sizeBytes", from_address as "from",
      coalesce(subject, '') as subject, rfc_message_id as "rfcMessageId", reference_ids as "referenceIds", says
    from message where request_id = ${requestId}
      and (kind is distinct from 'automatic' or exists (select 1 from reading where message_id = message.id))
    order by received_at desc, id`.execute(db);
  const readings = await sql<Omit<CaseReading, 'edits'>>`
    select * from (
      select distinct on (reading.message_id, reading.path) reading.id, reading.message_id as "messageId",
        document_name as name, document_sha256 as sha256, reading, received_at, path
      from reading join message on message.id = reading.message_id
      where message.request_id = ${requestId}
      order by reading.message_id, reading.path, made_at desc, reading.id) as latest
    order by received_at desc, "messageId", path`.execute(db);
  const edits = await loadEdits(
    db,
    readings.rows.map(({ id }) => id),
  );
  return {
    messages: messages.rows,
    readings: readings.rows.map(({ id, messageId, path, name, sha256, reading }) => {
      return { id, messageId, path, name, sha256, reading, edits: edits.get(id) ?? [] };
    }),
  };
}
