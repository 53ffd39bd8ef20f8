import { sql } from 'kysely';
import type { Fence, Lease } from '../mailbox/ports.js';
import type { Database, Tx } from './database.js';

/**
 * One holder at a time, by a row whose token grows with each acquisition. Time is the database's, so that clocks of
 * several machines need not agree.
 */
export function leaseIn(db: Database): Lease {
  return {
    async acquire(name, holder, ttlMs) {
      const won = await sql<{ token: string }>`
        insert into mailbox_lease as lease (name, holder, token, expires_at)
        values (${name}, ${holder}, 1, now() + ${ttlMs} * interval '1 millisecond')
        on conflict (name) do update
          set holder = excluded.holder, token = lease.token + 1, expires_at = excluded.expires_at
          where lease.holder is null or lease.expires_at < now() or lease.holder = excluded.holder
        returning token`.execute(db);
      const row = won.rows[0];
      return row && { token: BigInt(row.token) };
    },

    async renew({ name, token }, ttlMs) {
      const renewed = await sql`
        update mailbox_lease set expires_at = now() + ${ttlMs} * interval '1 millisecond'
        where name = ${name} and token = ${String(token)} and holder is not null`.execute(db);
      return renewed.numAffectedRows === 1n;
    },

    async release({ name, token }) {
      await sql`update mailbox_lease set holder = null, expires_at = now()
        where name = ${name} and token = ${String(token)}`.execute(db);
    },
  };
}

/** Locks the lease's row for the time of the transaction: false when its token is no longer `token`. */
export async function isFenceValid(tx: Tx, { name, token }: Fence): Promise<boolean> {
  const row =
    await sql`select 1 from mailbox_lease where name = ${name} and token = ${String(token)} for share`.execute(
      tx,
    );
  return row.rows.length === 1;
}
