import { schoolsUnderstood } from '../../workers/decide/reply-facts.js';
import type { Problem } from '../form/reading.js';
import { communeByInsee } from '../registry/find-commune.js';
import type { SchoolUnderstood } from '../reply/reply-facts.js';
import type { ReplyKind } from '../reply/reply-kinds.js';
import type { WrittenReply } from '../reply/write-reply.js';
import type { Queries } from '../store/database.js';

/** What a request holds that an answer may print. */
export type PreviewMaterial = {
  reference: string;
  receivedAt: Date;
  originalSubject: string;
  communeName: string | null;
  deadline: { dueOn: string; targetOn: string };
  schools: SchoolUnderstood[];
  problems: Problem[];
  documentNames: string[];
  /** The form read, when there is one: what a workbook would be made from. */
  form: { name: string; readingId: string } | null;
  sizeBytes: number;
  /** The answer of this kind already written, or null. */
  written: WrittenReply | null;
};

/** The request of this reference as its last message left it, or null when there is none. */
export async function loadPreview(
  db: Queries,
  reference: string,
  kind: ReplyKind,
): Promise<PreviewMaterial | null> {
  const request = await db
    .selectFrom('request')
    .select(['id', 'commune_insee', 'opened_at', 'due_on', 'target_on'])
    .where('reference', '=', reference)
    .executeTakeFirst();
  if (request === undefined) return null;

  const message = await db
    .selectFrom('message')
    .select(['id', 'received_at', 'subject', 'size_bytes'])
    .where('request_id', '=', request.id)
    .orderBy('received_at', 'desc')
    .executeTakeFirst();
  const documents = message === undefined ? [] : await documentsOf(db, message.id);
  const document = documents.find(({ reading: { schools } }) => schools.length > 0) ?? documents[0];
  const reading = document?.reading;
  return {
    reference,
    receivedAt: message?.received_at ?? request.opened_at,
    originalSubject: message?.subject ?? '',
    communeName: request.commune_insee && (communeByInsee(request.commune_insee)?.name ?? null),
    deadline: { dueOn: request.due_on, targetOn: request.target_on },
    schools: schoolsUnderstood(reading ?? null),
    problems: reading?.problems ?? [],
    documentNames: documents.map(({ document_name }) => document_name),
    form: document === undefined ? null : { name: document.document_name, readingId: document.id },
    sizeBytes: message?.size_bytes ?? 0,
    written: await alreadyWritten(db, request.id, kind),
  };
}

function documentsOf(db: Queries, messageId: string) {
  return db
    .selectFrom('reading')
    .select(['id', 'document_name', 'reading'])
    .where('message_id', '=', messageId)
    .orderBy('path')
    .execute();
}

async function alreadyWritten(db: Queries, requestId: string, kind: ReplyKind): Promise<WrittenReply | null> {
  const reply = await db
    .selectFrom('reply')
    .select(['subject', 'text_body', 'html_body'])
    .where('request_id', '=', requestId)
    .where('kind', '=', kind)
    .orderBy('owed_at', 'desc')
    .executeTakeFirst();
  return reply === undefined
    ? null
    : { subject: reply.subject, text: reply.text_body, html: reply.html_body };
}
