import { sql } from 'kysely';
import type { Queries, Tx } from '../database.js';
import type { ReadingEdit } from './request-parts.js';

/** What agents wrote over these readings, oldest first, by reading. */
export async function loadEdits(
  db: Queries,
  readingIds: readonly string[],
): Promise<Map<string, ReadingEdit[]>> {
  const byReading = new Map<string, ReadingEdit[]>();
  if (readingIds.length === 0) return byReading;
  const { rows } = await sql<ReadingEdit & { readingId: string }>`
    select reading_id as "readingId", sequence, field, value, is_withdrawn as "isWithdrawn",
      edited_at as "editedAt", jsonb_build_object('id', agent.id, 'name', agent.name) as agent
    from reading_edit join agent on agent.id = reading_edit.agent_id
    where reading_id = any(${[...readingIds]}::uuid[]) order by sequence`.execute(db);
  for (const { readingId, ...edit } of rows) {
    byReading.set(readingId, [...(byReading.get(readingId) ?? []), edit]);
  }
  return byReading;
}

/** Appends; nothing of what was written before changes. */
export async function saveEdits(
  tx: Tx,
  readingId: string,
  edits: readonly { field: string; value: string | null; isWithdrawn?: boolean }[],
  { agentId, at }: { agentId: string; at: Date },
): Promise<void> {
  if (edits.length === 0) return;
  await tx
    .insertInto('reading_edit')
    .values(
      edits.map(({ field, value, isWithdrawn = false }) => ({
        reading_id: readingId,
        field,
        value,
        is_withdrawn: isWithdrawn,
        agent_id: agentId,
        edited_at: at,
      })),
    )
    .execute();
}
