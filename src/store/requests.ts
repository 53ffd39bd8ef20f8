import { sql } from 'kysely';
import type { Database } from './database.js';

/**
 * References such as `LC-2026-00042`, `count` of them, in order. Taken in a transaction of their own: a deciding
 * transaction that fails leaves a gap, and none ever waits for another.
 */
export async function takeReferences(db: Database, year: number, count: number): Promise<string[]> {
  if (count === 0) return [];
  const taken = await sql<{ last: number }>`
    insert into request_counter as counter (year, last) values (${year}, ${count})
    on conflict (year) do update set last = counter.last + ${count}
    returning last`.execute(db);
  const last = taken.rows[0]!.last;
  return Array.from({ length: count }, (_, index) => {
    return `LC-${year}-${String(last - count + 1 + index).padStart(5, '0')}`;
  });
}
