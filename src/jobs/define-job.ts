import { z } from 'zod';

/** A job is a contract: who asks knows its name and its payload, only a worker knows how it is done. */
export type Job = {
  queue: string;
  /** Times BullMQ tries before it gives up; the sweep asks again later. */
  attempts: number;
  /** Pause before the second try; doubles each time. ms. */
  firstRetryAfterMs: number;
};

/** Payloads hold identifiers, never contents: a job is a hint that these rows may have something due. */
export const JobPayload = z.object({ ids: z.array(z.uuid()).min(1).max(200) });
export type JobPayload = z.infer<typeof JobPayload>;

export function defineJob(job: Job): Job {
  return job;
}
