import type { Queries } from '../database.js';
import type { LockedRequest } from './actions.js';

/** A request as it is now; nobody is kept from changing it. */
export async function findRequest(db: Queries, id: string): Promise<Omit<LockedRequest, 'state'> | null> {
  const row = await db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    reference: row.reference,
    version: row.version,
    status: row.status,
    communeInsee: row.commune_insee,
    sender: row.sender,
    openedAt: row.opened_at,
    dueOn: row.due_on,
    targetOn: row.target_on,
  };
}
