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

/** Up to 10 other open requests of the same commune or the same sender, the latest first. */
export async function listOpenNeighbours(
  db: Queries,
  of: { id: string; communeInsee: string | null; sender: string },
): Promise<{ reference: string; sender: string; openedAt: Date }[]> {
  const rows = await db
    .selectFrom('request')
    .select(['reference', 'sender', 'opened_at as openedAt'])
    .where((e) => e.or([e('commune_insee', '=', of.communeInsee), e('sender', '=', of.sender)]))
    .where('status', 'in', ['awaiting-agent', 'awaiting-commune'])
    .where('id', '<>', of.id)
    .orderBy('opened_at', 'desc')
    .limit(10)
    .execute();
  return rows;
}
