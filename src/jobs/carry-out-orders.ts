import { defineJob } from './define-job.js';

/** Carry out access orders that are due, at laclasse.com or as the adapter in force does it. */
export const carryOutOrders = defineJob({ queue: 'carry-out-orders', attempts: 5, firstRetryAfterMs: 1_000 });
