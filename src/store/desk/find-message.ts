import type { Queries } from '../database.js';
import type { ListedDocument } from '../tables.js';

/** A message as a page names it, without its bytes. */
export type FoundMessage = {
  id: string;
  from: string | null;
  subject: string;
  receivedAt: Date;
  documents: ListedDocument[];
  requestReference: string | null;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Null for what is no identifier, as for one nobody has. */
export async function findMessage(db: Queries, id: string): Promise<FoundMessage | null> {
  if (!UUID.test(id)) return null;
  const row = await db
    .selectFrom('message')
    .leftJoin('request', 'request.id', 'message.request_id')
    .select(['message.id', 'from_address', 'subject', 'received_at', 'documents', 'request.reference'])
    .where('message.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    from: row.from_address,
    subject: row.subject ?? '',
    receivedAt: row.received_at,
    documents: row.documents,
    requestReference: row.reference,
  };
}
