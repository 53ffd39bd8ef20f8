import { setTimeout as pause } from 'node:timers/promises';
import { type Config, projectRoot } from '../config.js';
import { openQueueBackend } from '../jobs/queue-backend.js';
import { openQueues, type QueueOffice, type Queues } from '../jobs/queues.js';
import { type Clock, systemClock } from '../kernel/clock.js';
import { errorFacts, type Log } from '../kernel/log.js';
import { type Database, openDatabase } from '../store/database.js';
import type { Decided } from '../store/decided.js';
import { migrate } from '../store/migrate.js';
import type { Web } from '../web/open-web.js';
import type { HealthParts } from './health-sources.js';

export type Service = {
  db: Database;
  webUrl: string;
  /** Ends within `STOP_WITHIN_MS`: what is under way is finished, or given up and done again later. */
  stop(): Promise<void>;
};

export type ServiceParts = {
  config: Config;
  log: Log;
  clock?: Clock;
  onDecided?: (decided: readonly Decided[]) => void;
  onSent?: (sent: readonly { replyId: string; messageId: string | null }[]) => void;
};

/**
 * Each role loads only what it needs (a watcher has no use for templates): a process starts in half the time.
 * Starts what the role asks for, in order: the base, its schema, the queue, the workers, the watcher, the web.
 */
export async function startService(parts: ServiceParts): Promise<Service> {
  const { config, log, clock = systemClock } = parts;
  for (const setting of config.unused) log.warn('setting not used by this version', { setting });

  const stops: (() => Promise<unknown>)[] = [];
  const stopAll = async () => {
    for (const stop of stops.reverse().splice(0)) {
      await stop().catch((error: unknown) => log.warn('stop failed', errorFacts(error)));
    }
  };
  try {
    const databaseUrl = config.databaseUrl ?? (await startPostgres(config, log, stops));
    const onIdleError = (error: Error) => log.warn('database connection lost', errorFacts(error));
    const db = openDatabase({ url: databaseUrl, maxConnections: config.databaseMaxConnections, onIdleError });
    stops.push(() => db.destroy());
    const ran = await migrate(db);
    if (ran.length > 0) log.info('schema brought up to date', { migrations: ran });

    const backend = await openQueueBackend({
      databaseUrl,
      redisUrl: config.redisUrl,
      maxConnections: config.databaseMaxConnections,
      onError: (error) => log.warn('queue connection failed', errorFacts(error)),
    });
    stops.push(() => backend.close());
    const queues = openQueues(backend, {
      ...config.jobs,
      onError: (error) => log.warn('queue failed', errorFacts(error)),
    });
    stops.push(() => queues.close());

    let nudge = () => {};
    if (config.works) {
      const { startWorkers } = await import('./workers.js');
      const workers = await startWorkers({
        ...{ config, db, backend, queues, clock, log },
        onDecided(decided) {
          for (const { messageId, outcome, reasons } of decided) {
            log.info('message decided', { messageId, outcome, reasons });
          }
          nudge();
          parts.onDecided?.(decided);
        },
        onSent(sent) {
          for (const { replyId, messageId } of sent) log.info('reply sent', { replyId, messageId });
          parts.onSent?.(sent);
        },
      });
      stops.push(() => workers.stop());
    }
    const watcher = config.watches ? await watch(config, db, queues, log) : null;
    if (watcher !== null) {
      nudge = () => watcher.nudge();
      stops.push(() => watcher.stop());
    }
    const web = await openWebPages({ config, db, queues, watcher, clock, log });
    stops.push(() => web.close());

    log.info('service started', { role: config.role, queue: backend.kind, web: web.url });
    return { db, webUrl: web.url, stop: () => withinBound(config, log, stopAll) };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

async function watch(config: Config, db: Database, queues: Queues, log: Log) {
  const { startWatcher } = await import('./watcher.js');
  return startWatcher(config, db, queues, log);
}

/** Loaded last: mail is already being worked on while the web server's modules load. */
async function openWebPages(
  parts: HealthParts & { queues: QueueOffice; clock: Clock; log: Log },
): Promise<Web> {
  const { config } = parts;
  const [{ openWeb }, { healthSources }] = await Promise.all([
    import('../web/open-web.js'),
    import('./health-sources.js'),
  ]);
  const desk = config.desk.isServed ? await (await import('./desk.js')).openDesk(parts) : null;
  const web = await openWeb({
    ...{ host: config.web.host, port: config.web.port, folder: projectRoot },
    health: healthSources(parts),
    desk: desk?.desk ?? null,
  });
  return { ...web, close: () => web.close().finally(() => desk?.close()) };
}

async function startPostgres(config: Config, log: Log, stops: (() => Promise<unknown>)[]): Promise<string> {
  const { startEmbeddedPostgres } = await import('../embedded/postgres.js');
  const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, log });
  stops.push(() => postgres.stop());
  return postgres.url;
}

async function withinBound(config: Config, log: Log, stop: () => Promise<void>): Promise<void> {
  const isLate = new AbortController();
  const late = pause(config.stopWithinMs, 'late', { signal: isLate.signal }).catch(() => 'in time');
  const how = await Promise.race([stop().then(() => 'stopped'), late]);
  isLate.abort();
  if (how === 'late') log.warn('stop took too long, what is left is given up');
  else log.info('service stopped');
}
