import { Queue } from 'bullmq';
import { allJobs } from './all-jobs.js';
import { type Job, JobPayload } from './define-job.js';
import type { QueueBackend } from './queue-backend.js';

export type Queues = {
  /**
   * Hints that these rows have something due. Rejects when the queue is out of reach within `enqueueWithinMs`:
   * nothing is lost, the sweep will see the rows.
   */
  enqueue(job: Job, ids: readonly string[]): Promise<void>;
  /** Jobs waiting, delayed or under way. */
  depth(job: Job): Promise<number>;
  close(): Promise<void>;
};

/** What a supervisor looks at, and may ask again. */
export type QueueOffice = {
  /** How each queue stands, in the order of the work. */
  standing(): Promise<QueueStanding[]>;
  /** Jobs given up after their last try, the latest first: at most `limit` of each queue. */
  failures(limit: number): Promise<FailedJob[]>;
  /** Tries a failed job again now. False when it is there no more. */
  retry(queue: string, jobId: string): Promise<boolean>;
};

export type QueueStanding = {
  queue: string;
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
};

/** `ids`: the rows it was about; never what they hold. */
export type FailedJob = {
  queue: string;
  id: string;
  failedAt: Date;
  attempts: number;
  reason: string;
  ids: readonly string[];
};

export type QueuesOptions = {
  /** Identifiers in one job: a backlog shares transactions, a lone message travels alone. */
  idsPerJob: number;
  enqueueWithinMs: number;
  onError: (error: Error) => void;
};

export function openQueues(backend: QueueBackend, options: QueuesOptions): Queues & QueueOffice {
  const queues = new Map(allJobs.map((job) => [job.queue, openQueue(job, backend, options)]));

  return {
    async enqueue(job, ids) {
      const payloads = chunksOf(ids, options.idsPerJob).map((chunk) => JobPayload.parse({ ids: chunk }));
      if (payloads.length === 0) return;
      const queue = queues.get(job.queue)!;
      const added = queue.addBulk(payloads.map((data) => ({ name: job.queue, data })));
      await within(options.enqueueWithinMs, added);
    },

    async depth(job) {
      const counts = await within(
        options.enqueueWithinMs,
        queues.get(job.queue)!.getJobCounts('waiting', 'active', 'delayed', 'prioritized'),
      );
      return Object.values(counts).reduce((sum, count) => sum + count, 0);
    },

    async standing() {
      const counted = [...queues].map(async ([name, queue]) => {
        const { waiting, active, delayed, prioritized, failed } = await within(
          options.enqueueWithinMs,
          queue.getJobCounts('waiting', 'active', 'delayed', 'prioritized', 'failed'),
        );
        return {
          ...{ queue: name, waiting: (waiting ?? 0) + (prioritized ?? 0) },
          ...{ active: active ?? 0, delayed: delayed ?? 0, failed: failed ?? 0 },
        };
      });
      return Promise.all(counted);
    },

    async failures(limit) {
      const found = [...queues].map(async ([name, queue]) => {
        const jobs = await within(options.enqueueWithinMs, queue.getFailed(0, limit - 1));
        return jobs.map((job) => failedJob(name, job));
      });
      const all = (await Promise.all(found)).flat();
      return all.sort((one, other) => other.failedAt.getTime() - one.failedAt.getTime());
    },

    async retry(name, jobId) {
      const job = await queues.get(name)?.getJob(jobId);
      if (job === undefined || !(await job.isFailed())) return false;
      await job.retry('failed');
      return true;
    },

    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

function openQueue(job: Job, backend: QueueBackend, { onError }: QueuesOptions): Queue {
  const options = {
    connection: backend.connection as never,
    defaultJobOptions: {
      attempts: job.attempts,
      backoff: { type: 'exponential', delay: job.firstRetryAfterMs },
      removeOnComplete: true,
      removeOnFail: { count: 1_000 },
    },
  };
  const queue = new Queue(job.queue, options, backend.factory as never);
  queue.on('error', onError);
  return queue as unknown as Queue;
}

function failedJob(queue: string, job: Awaited<ReturnType<Queue['getFailed']>>[number]): FailedJob {
  const payload = JobPayload.safeParse(job.data);
  return {
    ...{ queue, id: String(job.id), attempts: job.attemptsMade },
    failedAt: new Date(job.finishedOn ?? job.timestamp),
    reason: String(job.failedReason ?? '').slice(0, 200),
    ids: payload.success ? payload.data.ids : [],
  };
}

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  const chunks: Item[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}

async function within<Value>(limitMs: number, promise: Promise<Value>): Promise<Value> {
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    limit = setTimeout(() => reject(new Error('The queue does not answer.')), limitMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(limit);
    promise.catch(() => {});
  }
}
