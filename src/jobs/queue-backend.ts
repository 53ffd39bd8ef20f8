import {
  type BackendFactory,
  createPostgresBackend,
  createRedisBackend,
  type IQueueBackend,
  runMigrations,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { allJobs } from './all-jobs.js';

/** Where jobs wait: on Redis when its URL is given, else in the schema `bullmq` of the same Postgres. */
export type QueueBackend = {
  kind: 'redis' | 'postgres';
  connection: unknown;
  factory: BackendFactory<IQueueBackend, never>;
  close(): Promise<void>;
};

export type QueueBackendOptions = {
  databaseUrl: string;
  redisUrl: string | undefined;
  /** For statements of a moment, when jobs wait in Postgres; each worker keeps one more, to listen. */
  maxConnections: number;
  /** Told of each error of the connection; it mends itself. */
  onError: (error: Error) => void;
};

const SCHEMA = 'bullmq';

/** The only place that chooses. Creates BullMQ's own tables when it is Postgres. */
export async function openQueueBackend(options: QueueBackendOptions): Promise<QueueBackend> {
  return options.redisUrl === undefined ? onPostgres(options) : onRedis(options.redisUrl, options.onError);
}

async function onPostgres({
  databaseUrl,
  maxConnections,
  onError,
}: QueueBackendOptions): Promise<QueueBackend> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: maxConnections + allJobs.length, // else those who listen would leave nothing to those who ask
    options: `-c search_path=${SCHEMA}`,
    application_name: 'inscriptions-jobs',
  });
  pool.on('error', onError);
  const client = await pool.connect();
  try {
    await runMigrations(client, SCHEMA);
  } finally {
    client.release();
  }
  return {
    kind: 'postgres',
    connection: pool,
    factory: createPostgresBackend as never,
    close: () => pool.end(),
  };
}

/** BullMQ duplicates this connection for each worker's blocking reads. */
async function onRedis(redisUrl: string, onError: (error: Error) => void): Promise<QueueBackend> {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  connection.on('error', onError);
  return {
    kind: 'redis',
    connection,
    factory: createRedisBackend as never,
    close: async () => connection.disconnect(),
  };
}
