import { sql } from 'kysely';
import type { Queries } from '../database.js';

/**
 * A word that changes whenever the queue may have: asked every second for everybody who looks at it, so it reads only
 * the rows that wait (all by an index), never the whole history.
 */
export async function liveVersion(db: Queries): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select concat_ws('.',
      (select count(*) || '-' || coalesce(sum(version), 0) from request where tab is not null),
      (select count(*) from work_item where closed_at is null),
      (select count(*) || '-' || coalesce(extract(epoch from max(taken_at)), 0) from assignment),
      (select extract(epoch from max(opened_at)) from request)) as version`.execute(db);
  return rows[0]!.version;
}
