import { carryOutOrders } from '../src/jobs/carry-out-orders.js';
import { errorFacts, type Log } from '../src/kernel/log.js';
import type { AccessAdapter } from '../src/provisioning/access-adapter.js';
import type { Database } from '../src/store/database.js';
import { postponeOrder, withDueOrder } from '../src/store/orders.js';

export type CarryOutSteps = { db: Database; log: Log; adapter: AccessAdapter; retryAfterMs: number };

export const job = carryOutOrders;

/**
 * Load, carry out, save: one order at a time, its row locked meanwhile. Running it twice is harmless: an order done is
 * not planned any more, and the adapter repeats nothing.
 */
export function carryOutOrdersWork(steps: CarryOutSteps) {
  return async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) {
      try {
        await withDueOrder(steps.db, id, (order) => steps.adapter.carryOut({ ...order, orderId: order.id }));
      } catch (error) {
        steps.log.warn('access order postponed', { orderId: id, ...errorFacts(error) });
        await postponeOrder(steps.db, id, steps.retryAfterMs);
      }
    }
  };
}
