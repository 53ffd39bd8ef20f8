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

export type QueuesOptions = {
  /** Identifiers in one job: a backlog shares transactions, a lone message travels alone. */
  idsPerJob: number;
  enqueueWithinMs: number;
  onError: (error: Error) => void;
};

export function openQueues(backend: QueueBackend, options: QueuesOptions): Queues {
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
