import pg from 'pg';
import { allJobs } from '../../src/jobs/all-jobs.js';
import { openQueueBackend } from '../../src/jobs/queue-backend.js';
import { openQueues } from '../../src/jobs/queues.js';
import { silentLog } from '../../src/kernel/log.js';
import { runWorker } from '../../workers/run.js';
import { seededBase } from '../support/journey/seeded-base.js';
import { until } from '../support/journey/until.js';
import { aDatabase } from '../support/servers/postgres.js';

test('jobs in Postgres go on when every worker listens and one connection only is granted', async () => {
  const base = await aDatabase(seededBase);
  const onError = () => {};
  const backend = await openQueueBackend({
    ...{ databaseUrl: base.url, redisUrl: undefined, onError },
    maxConnections: 1,
  });
  const queues = openQueues(backend, { idsPerJob: 25, enqueueWithinMs: 5_000, onError });
  const done = new Set<string>();
  const workers = allJobs.map((job) =>
    runWorker(job, async () => void done.add(job.queue), {
      ...{ backend, log: silentLog },
      ...{ concurrency: 1, jobLockMs: 30_000 },
    }),
  );
  try {
    const listening = async () => (await connectionsOf(base.url)) >= allJobs.length;
    await until('all listen', listening);
    for (const job of allJobs) await queues.enqueue(job, [crypto.randomUUID()]);
    await until('each job is done', async () => done.size === allJobs.length);
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
    await queues.close();
    await backend.close();
    await base.drop();
  }
});

async function connectionsOf(url: string): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const found = await client.query(
      `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    return found.rowCount ?? 0;
  } finally {
    await client.end();
  }
}
