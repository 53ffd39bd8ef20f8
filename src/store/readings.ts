import type { Reading } from '../form/reading.js';
import type { Queries } from './database.js';

/** A reading with the raw message it was made from. */
export type KeptReading = { path: string; name: string; reading: Reading; raw: Buffer };

export async function loadReading(db: Queries, id: string): Promise<KeptReading | undefined> {
  const row = await db
    .selectFrom('reading')
    .innerJoin('message', 'message.id', 'reading.message_id')
    .select(['reading.path', 'reading.document_name', 'reading.reading', 'message.raw'])
    .where('reading.id', '=', id)
    .executeTakeFirst();
  return row && { path: row.path, name: row.document_name, reading: row.reading, raw: row.raw };
}
