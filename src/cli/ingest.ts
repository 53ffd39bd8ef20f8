import { readFile } from 'node:fs/promises';
import { readConfig } from '../config.js';
import { examineMessages } from '../jobs/examine-messages.js';
import { openQueueBackend } from '../jobs/queue-backend.js';
import { openQueues } from '../jobs/queues.js';
import { createLog } from '../kernel/log.js';
import { keepBytes } from '../store/ledger.js';
import { CommandError } from './command-error.js';
import { openBase } from './open-base.js';

/**
 * `ingest FILE.eml…`: keeps mails as if they had arrived now, and hints the running service. A mail that was kept
 * before changes nothing.
 */
export async function ingest(files: string[]): Promise<number> {
  if (files.length === 0) throw new CommandError('ingest: name at least one .eml file.');
  const raws = await Promise.all(files.map(readMail));
  const config = readConfig('command');
  if (config.databaseUrl === undefined)
    throw new CommandError('ingest: set DATABASE_URL to the service’s base.');

  const base = await openBase(config, createLog('warn', process.stderr));
  const backend = await openQueueBackend({
    databaseUrl: config.databaseUrl,
    redisUrl: config.redisUrl,
    maxConnections: 2,
    onError: () => {},
  });
  const queues = openQueues(backend, { ...config.jobs, onError: () => {} });
  try {
    for (const [index, raw] of raws.entries()) {
      const { messageId, isNew } = await keepBytes(base.db, raw, new Date());
      if (isNew) await queues.enqueue(examineMessages, [messageId]);
      console.log(`${files[index]}: ${isNew ? 'kept' : 'known already'} (${messageId})`);
    }
  } finally {
    await queues.close();
    await backend.close();
    await base.close();
  }
  return 0;
}

async function readMail(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch {
    throw new CommandError(`ingest: cannot read ${file}.`);
  }
}
