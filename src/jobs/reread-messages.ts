import { defineJob } from './define-job.js';

/** Read again, with today's rules, the documents of messages that an agent asks about. */
export const rereadMessages = defineJob({ queue: 'reread-messages', attempts: 3, firstRetryAfterMs: 1_000 });
