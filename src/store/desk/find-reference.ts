import type { Queries } from '../database.js';

export type NamedRequest = { id: string; reference: string; version: number };

/** The request of this reference (`LC-2026-00042`), or null. */
export async function findRequestByReference(db: Queries, reference: string): Promise<NamedRequest | null> {
  const row = await db
    .selectFrom('request')
    .select(['id', 'reference', 'version'])
    .where('reference', '=', reference)
    .executeTakeFirst();
  return row ?? null;
}

/** Those of these references that exist. */
export async function findRequestsByReference(
  db: Queries,
  references: readonly string[],
): Promise<NamedRequest[]> {
  if (references.length === 0) return [];
  return db
    .selectFrom('request')
    .select(['id', 'reference', 'version'])
    .where('reference', 'in', references)
    .execute();
}
