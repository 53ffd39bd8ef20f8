import { defineJob } from './define-job.js';

/** Decide what messages that are read lead to, and owe their replies. */
export const decideMessages = defineJob({ queue: 'decide-messages', attempts: 5, firstRetryAfterMs: 1_000 });
