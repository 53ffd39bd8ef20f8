import { carryOutOrders } from '../src/jobs/carry-out-orders.js';
import { errorFacts, type Log } from '../src/kernel/log.js';
import { unreachable } from '../src/kernel/result.js';
import type { AccessAdapter, AccessOutcome } from '../src/provisioning/access-adapter.js';
import { ClaimLost } from '../src/provisioning/step-ledger.js';
import { stepLedgerIn } from '../src/store/access-steps.js';
import type { Database, Tx } from '../src/store/database.js';
import {
  type ClaimedOrder,
  claimDueOrder,
  finishOrder,
  holdOrderForAgent,
  postponeOrder,
} from '../src/store/orders.js';

export type CarryOutSteps = {
  db: Database;
  log: Log;
  adapter: AccessAdapter;
  /** After an error nobody foresaw. */
  retryAfterMs: number;
  /** An order whose worker died is another's after this long. */
  claimExpiresAfterMs: number;
  /** What an order done leads to (who is told), saved with it: it happens once. Answers the replies owed. */
  onDone(tx: Tx, order: ClaimedOrder): Promise<readonly string[]>;
  /** Told of them once committed. */
  onOwed(replyIds: readonly string[]): Promise<void>;
};

export const job = carryOutOrders;

/**
 * Claim, carry out, save: one order at a time. Running it twice is harmless: an order is claimed by one worker alone,
 * and the adapter looks each step up before it does it.
 */
export function carryOutOrdersWork(steps: CarryOutSteps) {
  return async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) {
      const order = await claimDueOrder(steps.db, id, steps.claimExpiresAfterMs);
      if (order !== null) await carryOutOne(steps, order);
    }
  };
}

async function carryOutOne(steps: CarryOutSteps, order: ClaimedOrder): Promise<void> {
  const { db, log } = steps;
  const orderId = order.claim.orderId;
  const outcome = await tryOnce(steps, order);
  if (outcome === 'claim-lost') return log.warn('access order taken over', { orderId });

  switch (outcome.kind) {
    case 'done': {
      let owed: readonly string[] = [];
      const isOurs = await finishOrder(db, order, outcome.proof, async (tx) => {
        owed = await steps.onDone(tx, order);
      });
      if (!isOurs) return;
      log.info('access order done', { orderId, kind: order.task.kind });
      return steps.onOwed(owed);
    }
    case 'not-now':
      log.warn('access order postponed', { orderId, code: outcome.code, attempt: order.attempts });
      return postponeOrder(db, order.claim, outcome);
    case 'needs-agent':
      log.warn('access order held for an agent', { orderId, code: outcome.code });
      return holdOrderForAgent(db, order, outcome.code);
    default:
      return unreachable(outcome);
  }
}

async function tryOnce(steps: CarryOutSteps, order: ClaimedOrder): Promise<AccessOutcome | 'claim-lost'> {
  try {
    return await steps.adapter.carryOut(order.task, stepLedgerIn(steps.db, order.claim));
  } catch (error) {
    if (error instanceof ClaimLost) return 'claim-lost';
    steps.log.warn('access order failed', { orderId: order.claim.orderId, ...errorFacts(error) });
    return { kind: 'not-now', code: 'unexpected', retryAfterMs: steps.retryAfterMs };
  }
}
