import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../src/embedded/postgres.js';
import { silentLog } from '../../../src/kernel/log.js';

/** A fresh database of its own; `drop()` cuts whoever is still connected. */
export type TestDatabase = { url: string; drop(): Promise<void> };

/** A database filled once per jest run, then copied for each test: its name and what fills it. */
export type Template = { name: string; fill(url: string): Promise<void> };

/** What is committed need not survive a power cut here: the whole cluster ends with the jest run. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_connections: '300',
};
let cluster: Promise<EmbeddedPostgres> | undefined;

/**
 * A new empty database, or a copy of `template`, on the PostgreSQL this jest run shares (the first asker starts
 * it; globalTeardown ends it). About 20 ms when it runs already.
 */
export async function aDatabase(template?: Template): Promise<TestDatabase> {
  const { url } = await sharedCluster();
  const copied = template === undefined ? 'template0' : await filled(url, template);
  const name = `test_${randomBytes(8).toString('hex')}`;
  await ask(url, `create database ${name} template ${copied}`);
  return {
    url: named(url, name),
    drop: () => ask(url, `drop database if exists ${name} with (force)`),
  };
}

function sharedCluster(): Promise<EmbeddedPostgres> {
  const dataDir = process.env['TEST_RUN_FOLDER'];
  if (dataDir === undefined)
    throw new Error('TEST_RUN_FOLDER is set by jest’s globalSetup: run the tests with jest.');
  cluster ??= startEmbeddedPostgres({ dataDir, log: silentLog, settings: SETTINGS });
  return cluster;
}

/** Filled under another name and renamed at the end, so that a failed filling is never copied. */
async function filled(url: string, { name, fill }: Template): Promise<string> {
  await withClient(url, async (client) => {
    await client.query('select pg_advisory_lock(4242)');
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 1) return;
    await client.query(`drop database if exists ${name}_being_filled with (force)`);
    await client.query(`create database ${name}_being_filled template template0`);
    await fill(named(url, `${name}_being_filled`));
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}_being_filled'`,
    );
    await client.query(`alter database ${name}_being_filled rename to ${name}`);
  });
  return name;
}

function named(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

async function ask(url: string, sql: string): Promise<void> {
  await withClient(url, async (client) => {
    await client.query(sql);
  });
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
