import { defineJob } from './define-job.js';

/** Sort and read messages that are kept: what each is, who sent it, what its form says. */
export const examineMessages = defineJob({
  queue: 'examine-messages',
  attempts: 5,
  firstRetryAfterMs: 1_000,
});
