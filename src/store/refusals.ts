import type { Queries } from './database.js';

/** `address reason` of each refusal owed to these addresses since then; one kept back is none. */
export async function loadRefusals(
  db: Queries,
  addresses: readonly string[],
  since: Date,
): Promise<Set<string>> {
  if (addresses.length === 0) return new Set();
  const rows = await db
    .selectFrom('reply')
    .select(['recipient', 'refusal'])
    .where('recipient', 'in', addresses)
    .where('owed_at', '>=', since)
    .where('refusal', 'is not', null)
    .where('status', 'not in', ['suppressed', 'cancelled'])
    .execute();
  return new Set(rows.map(({ recipient, refusal }) => `${recipient} ${refusal}`));
}
