import { defineJob } from './define-job.js';

/** Give every access order that waits its time, because of the one named or because the plan in force is over. */
export const planOrders = defineJob({ queue: 'plan-orders', attempts: 5, firstRetryAfterMs: 1_000 });
