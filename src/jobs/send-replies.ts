import { defineJob } from './define-job.js';

/** Hand replies that are due to the mail server. Its refusals are not failures of the job: the row says when to try again. */
export const sendReplies = defineJob({ queue: 'send-replies', attempts: 5, firstRetryAfterMs: 1_000 });
