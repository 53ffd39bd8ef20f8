import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Queries } from './database.js';

/** The secret that signs references: made once for the base, so that every process and every year has the same. */
export async function referenceSecret(db: Queries): Promise<string> {
  const row = await sql<{ value: string }>`
    with made as (
      insert into service_secret (name, value) values ('reference', ${randomBytes(32).toString('hex')})
      on conflict (name) do nothing returning value
    ) select value from made union all select value from service_secret where name = 'reference' limit 1`.execute(
    db,
  );
  return row.rows[0]?.value ?? (await referenceSecret(db));
}
