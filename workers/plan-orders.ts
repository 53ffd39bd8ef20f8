import { carryOutOrders } from '../src/jobs/carry-out-orders.js';
import { planOrders as planOrdersJob } from '../src/jobs/plan-orders.js';
import type { Queues } from '../src/jobs/queues.js';
import type { Clock } from '../src/kernel/clock.js';
import type { Log } from '../src/kernel/log.js';
import { endOfDay, receptionDay } from '../src/provisioning/deadlines.js';
import { type PlanningRules, planOrders } from '../src/provisioning/plan-orders.js';
import { openingsOf } from '../src/provisioning/working-hours.js';
import type { Database, Tx } from '../src/store/database.js';
import {
  loadDoneSince,
  loadPlanState,
  loadWaitingOrders,
  lockPlanning,
  NOT_PLANNED,
  type PlannedTime,
  savePlannedTimes,
  savePlanState,
  type WaitingOrder,
} from '../src/store/order-planning.js';

export type PlanSteps = {
  db: Database;
  queues: Pick<Queues, 'enqueue'>;
  clock: Clock;
  log: Log;
  rules: PlanningRules;
  /** After planning for one second, it rests this many: planning never takes more than its share of a backlog. */
  restPerSecond: number;
};

export const job = planOrdersJob;

/**
 * Load, plan, save: all the orders that wait at once, by one process at a time. Running it twice is harmless: planned
 * again at the same moment nothing changes, and a crash leaves the plan before.
 */
export function planOrdersWork(steps: PlanSteps) {
  return async (): Promise<void> => {
    const times = await steps.db.transaction().execute((tx) => planIfNeeded(steps, tx));
    if (times === null) return;
    const now = steps.clock.now();
    const due = times.filter(({ dueAt }) => dueAt <= now).map(({ id }) => id);
    steps.log.info('access orders planned', { changed: times.length, due: due.length });
    await steps.queues.enqueue(carryOutOrders, due);
  };
}

/** The times that changed; null when the plan in force still holds. */
async function planIfNeeded(steps: PlanSteps, tx: Tx): Promise<PlannedTime[] | null> {
  await lockPlanning(tx);
  const begunAt = performance.now();
  const now = steps.clock.now();
  const state = await loadPlanState(tx);
  if (state !== null) {
    const isOver = state.validUntil <= now;
    const isResting = state.ageMs < state.tookMs * steps.restPerSecond;
    if (isResting || !(isOver || state.unplanned)) return null;
  }

  const orders = await loadWaitingOrders(tx);
  const today = receptionDay(now);
  const done = await loadDoneSince(tx, endOfDay(today.subtract({ days: 1 })));
  const plan = planOrders(orders, { now, rules: steps.rules, ...done });
  const times = orders.flatMap((order) => newTime(order, plan.get(order.id)));
  await savePlannedTimes(tx, times);
  await savePlanState(tx, { validUntil: nextOpening(now, steps.rules), tookMs: performance.now() - begunAt });
  return times;
}

/** Nothing when the order keeps its time. A failed try waits its pause even when its time has come. */
function newTime(order: WaitingOrder, plannedAt: Date | null | undefined): PlannedTime[] {
  if (plannedAt === undefined) return [];
  const { id, retryAt } = order;
  const isRetryLater = retryAt !== null && plannedAt !== null && retryAt > plannedAt;
  const dueAt = isRetryLater ? retryAt : (plannedAt ?? NOT_PLANNED);
  const isSame =
    dueAt.getTime() === order.dueAt.getTime() && plannedAt?.getTime() === order.plannedAt?.getTime();
  return isSame ? [] : [{ id, plannedAt, dueAt }];
}

/** A plan holds until the next hour of work begins: what was not done in this one is planned again with the rest. */
function nextOpening(now: Date, { hours, closures }: PlanningRules): Date {
  const today = receptionDay(now);
  const later = openingsOf(today, hours, closures).find(({ startsAt }) => startsAt > now.getTime());
  return later === undefined ? endOfDay(today) : new Date(later.startsAt);
}
