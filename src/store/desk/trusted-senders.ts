import { sql } from 'kysely';
import type { Queries, Tx } from '../database.js';

/** Whom an agent has confirmed for a commune: an address, or a whole domain. Lower case. */
export type TrustedSender = { communeInsee: string; kind: 'address' | 'domain'; value: string };

/** False when it was confirmed already. */
export async function addTrustedSender(
  tx: Tx,
  { communeInsee, kind, value }: TrustedSender,
  { by, at }: { by: string; at: Date },
): Promise<boolean> {
  const added = await tx
    .insertInto('trusted_sender')
    .values({ commune_insee: communeInsee, kind, value, confirmed_by: by, confirmed_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

/** Answers how many there were. */
export async function removeTrustedSenders(tx: Tx, senders: readonly TrustedSender[]): Promise<number> {
  let removed = 0;
  for (const { communeInsee, kind, value } of senders) {
    const result = await tx
      .deleteFrom('trusted_sender')
      .where('commune_insee', '=', communeInsee)
      .where('kind', '=', kind)
      .where('value', '=', value)
      .executeTakeFirst();
    removed += Number(result.numDeletedRows);
  }
  return removed;
}

export async function listTrustedSenders(
  db: Queries,
  communeInsee: string,
): Promise<(TrustedSender & { confirmedBy: string; confirmedAt: Date })[]> {
  const { rows } = await sql<TrustedSender & { confirmedBy: string; confirmedAt: Date }>`
    select commune_insee as "communeInsee", kind, value,
      coalesce((select name from agent where id::text = confirmed_by), confirmed_by) as "confirmedBy",
      confirmed_at as "confirmedAt"
    from trusted_sender where commune_insee = ${communeInsee} order by kind, value`.execute(db);
  return rows;
}
