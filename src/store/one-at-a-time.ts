import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Interrupted, notNow } from '../provisioning/laclasse/interrupted.js';
import type { OneAtATime } from '../provisioning/laclasse/one-at-a-time.js';
import type { Database } from './database.js';
import { leaseIn } from './lease.js';

/** The lease that a step at laclasse.com holds, whatever the process and the machine. */
const LEASE = 'laclasse.com';

export type TurnSettings = {
  /** How long the turn of a dead process lasts, ms: more than the longest call, whose effect may come until then. */
  turnEndsAfterMs: number;
  /** How long a step waits for its turn, ms. */
  waitMs: number;
  lookEveryMs: number;
};

/** One step at a time in the whole house, by a lease that a crash leaves behind until no call can be under way. */
export function oneAtATimeIn(db: Database, settings: TurnSettings): OneAtATime {
  const { turnEndsAfterMs, waitMs, lookEveryMs } = settings;
  const lease = leaseIn(db);
  return {
    async run(work) {
      const holder = randomUUID();
      const fence = await waitForTurn();
      const held = { name: LEASE, token: fence.token };
      const renew = async () => {
        if (!(await lease.renew(held, turnEndsAfterMs))) throw notNow('busy');
      };
      let isSettled = true;
      try {
        return await work({ renew });
      } catch (error) {
        isSettled = !(error instanceof Interrupted) || error.isSettled;
        throw error;
      } finally {
        if (isSettled) await lease.release(held);
        else await lease.renew(held, turnEndsAfterMs);
      }

      async function waitForTurn() {
        const giveUpAt = Date.now() + waitMs;
        for (;;) {
          const won = await lease.acquire(LEASE, holder, turnEndsAfterMs);
          if (won !== undefined) return won;
          if (Date.now() >= giveUpAt) throw notNow('busy');
          await pause(lookEveryMs * (0.5 + Math.random()));
        }
      }
    },
  };
}
