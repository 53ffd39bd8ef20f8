import type { Clock } from '../src/kernel/clock.js';
import { errorFacts, type Log } from '../src/kernel/log.js';
import type { Database } from '../src/store/database.js';
import { listLockedAccounts, noteAccountEnded } from '../src/store/locked-accounts.js';

export type DeleteAccountsSteps = {
  db: Database;
  clock: Clock;
  log: Log;
  /** Calendar days that a locked account is kept, so that its school may be reopened. */
  graceDays: number;
  /** @throws when laclasse.com cannot do it now: tried again at the next turn. */
  deleteAccount(userId: string): Promise<'deleted' | 'kept' | 'gone'>;
};

const AT_ONCE = 20;
const DAY_MS = 86_400_000;

/**
 * Deletes accounts that closings locked, once their grace is over, when the policy says so: the closing was an agent's
 * decision, and was reversible until then. It is no job: nothing asks for it but the clock. Running it twice is
 * harmless: an account that is gone is noted as gone.
 */
export async function deleteClosedAccounts(steps: DeleteAccountsSteps): Promise<number> {
  const { db, clock, log, graceDays } = steps;
  const now = clock.now();
  let deleted = 0;
  for (const account of await listLockedAccounts(db, new Date(now.getTime() - graceDays * DAY_MS), AT_ONCE)) {
    try {
      const how = await steps.deleteAccount(account.userId);
      await noteAccountEnded(db, account, { how, at: now });
      log.info('closed account ended', { orderId: account.orderId, how });
      if (how === 'deleted') deleted += 1;
    } catch (error) {
      log.warn('closed account not deleted', { orderId: account.orderId, ...errorFacts(error) });
      return deleted;
    }
  }
  return deleted;
}
