import { sql } from 'kysely';
import type { Tx } from './database.js';

/**
 * Part of a transaction that must not undo the rest when it fails: what it wrote is taken back, and it answers
 * `otherwise`. Only for what a later turn does again by itself.
 */
export async function orLeftForLater<Value>(
  tx: Tx,
  otherwise: Value,
  { work, onFailure }: { work(): Promise<Value>; onFailure(error: unknown): void },
): Promise<Value> {
  await sql`savepoint left_for_later`.execute(tx);
  try {
    const value = await work();
    await sql`release savepoint left_for_later`.execute(tx);
    return value;
  } catch (error) {
    await sql`rollback to savepoint left_for_later`.execute(tx);
    onFailure(error);
    return otherwise;
  }
}
