import type { Config } from '../config.js';
import type { PlanningRules } from '../provisioning/plan-orders.js';
import { readWorkingHours } from '../provisioning/working-hours.js';

/** The settings as planning wants them; the config has checked the hours. */
export function planningRules({ orders, closures }: Pick<Config, 'orders' | 'closures'>): PlanningRules {
  return { hours: readWorkingHours(orders.hours)!, perDay: orders.perDay, closures };
}
