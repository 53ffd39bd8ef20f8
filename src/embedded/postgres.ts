import type { Log } from '../kernel/log.js';
import { type Access, ask, urlOf } from './ask-postgres.js';
import { openClusterHome } from './cluster-home.js';
import { joinUsers } from './cluster-users.js';
import { holdingLock } from './folder-lock.js';
import { makeCluster } from './make-cluster.js';
import { findBinaries } from './postgres-binaries.js';
import { type PostgresSettings, runCluster } from './run-cluster.js';
import { findRunningCluster } from './running-cluster.js';
import { signal, stopCluster } from './stop-cluster.js';

/** `pid` is PostgreSQL's own process; `stop()` ends it unless another process of ours still uses it. */
export type EmbeddedPostgres = { url: string; pid: number | undefined; stop(): Promise<void> };

const DATABASE = 'inscriptions';

/**
 * The database of a machine that was given none: PostgreSQL from npm, on a free port of 127.0.0.1, its files
 * below `dataDir`. One left running by a service that was killed is taken over; one in use is shared.
 * Throws a sentence for people where it cannot run.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  log: Log;
  settings?: PostgresSettings;
}): Promise<EmbeddedPostgres> {
  const { dataDir, log, settings = {} } = options;
  const home = openClusterHome(dataDir);
  const binaries = once(() => findBinaries(home));
  let isStopping = false;

  return holdingLock(home.folder, async () => {
    const cluster = makeCluster(home, binaries, settings['fsync'] !== 'off');
    const found = await findRunningCluster(cluster.data, cluster.password);
    const onExit = (code: number | null, name: string | null) => {
      if (!isStopping) log.error('embedded database ended', { code, signal: name });
    };
    const running = found ?? (await runCluster(home, cluster, binaries(), settings, onExit));
    const { pid, port } = running;
    const users = joinUsers(home);
    await createDatabase({ port, password: cluster.password });
    log.info('embedded database ready', { pid, port, adopted: found !== undefined });

    const leaveAtExit = () => {
      users.leave();
      if (!users.areOthersLeft()) signal(pid, 'SIGINT', cluster.data);
    };
    process.once('exit', leaveAtExit);

    const stop = once(async () => {
      isStopping = true;
      process.off('exit', leaveAtExit);
      await holdingLock(home.folder, async () => {
        users.leave();
        if (!users.areOthersLeft()) await stopCluster(cluster.data, pid, binaries);
      });
      log.info('embedded database left', { pid });
    });
    return { url: urlOf({ port, password: cluster.password }, DATABASE), pid, stop };
  });
}

async function createDatabase(access: Access): Promise<void> {
  const found = await ask(access, `select 1 from pg_database where datname = '${DATABASE}'`);
  if (found.length === 0) await ask(access, `create database ${DATABASE}`);
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
