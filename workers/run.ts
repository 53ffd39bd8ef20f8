import { Worker } from 'bullmq';
import { type Job, JobPayload } from '../src/jobs/define-job.js';
import type { QueueBackend } from '../src/jobs/queue-backend.js';
import { errorFacts, type Log } from '../src/kernel/log.js';

/** What a worker does with the rows a job names. Running it twice must be harmless. */
export type Work = (ids: readonly string[]) => Promise<void>;

export type RunOptions = {
  backend: QueueBackend;
  log: Log;
  /** Jobs of this kind done at once by this process. */
  concurrency: number;
  /** A job whose worker died is given to another after this long, ms. */
  jobLockMs: number;
};

export type RunningWorker = {
  /** Takes no new job and waits for those under way. */
  stop(): Promise<void>;
};

/** The only adapter to BullMQ: gives each job of a kind to `work`, with its payload checked. */
export function runWorker(job: Job, work: Work, options: RunOptions): RunningWorker {
  const { backend, log, concurrency, jobLockMs } = options;
  const settings = {
    connection: backend.connection as never,
    concurrency,
    lockDuration: jobLockMs,
    stalledInterval: jobLockMs,
    maxStalledCount: 10,
    drainDelay: 5,
  };
  const worker = new Worker(
    job.queue,
    async (given) => work(JobPayload.parse(given.data).ids),
    settings,
    backend.factory as never,
  );
  worker.on('error', (error) => log.warn('queue failed', { queue: job.queue, ...errorFacts(error) }));
  worker.on('failed', (given, error) =>
    log.warn('job failed', {
      queue: job.queue,
      attempt: given?.attemptsMade,
      rows: (given?.data as JobPayload | undefined)?.ids.length,
      ...errorFacts(error),
    }),
  );
  return { stop: () => worker.close() };
}
