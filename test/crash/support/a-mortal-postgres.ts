import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../src/embedded/postgres.js';
import { silentLog } from '../../../src/kernel/log.js';
import { seedBase } from '../../support/journey/seeded-base.js';
import { aRunFolder } from '../../support/servers/run-folder.js';

/** A PostgreSQL of its own, whose address stays the same through its deaths. */
export type MortalPostgres = {
  /** A new base where every town hall of the tests is known. */
  aBase(): Promise<string>;
  /** Ends it as a power cut does, or cleanly, and starts it again. */
  restart(how: 'killed' | 'stopped'): Promise<void>;
  stop(): Promise<void>;
};

/** No power is really cut: what is written is there after a crash even without fsync. */
const SETTINGS = { fsync: 'off', max_connections: '100' };

export async function aMortalPostgres(): Promise<MortalPostgres> {
  const dataDir = aRunFolder('mortal');
  const start = () => startEmbeddedPostgres({ dataDir, log: silentLog, settings: SETTINGS });
  let running: EmbeddedPostgres = await start();
  const sockets = new Set<Socket>();
  const relay = createServer((client) => {
    const server = connect(Number(new URL(running.url).port), '127.0.0.1');
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(one);
      one.setNoDelay(true);
      one.on('error', () => {});
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  const { port } = relay.address() as AddressInfo;
  let bases = 0;

  return {
    async aBase() {
      bases += 1;
      const url = new URL(running.url);
      const client = new pg.Client(url.href);
      await client.connect();
      await client.query(`create database crash_${bases} template template0`);
      await client.end();
      url.port = String(port);
      url.pathname = `/crash_${bases}`;
      await seedBase(url.href);
      return url.href;
    },
    async restart(how) {
      if (how === 'stopped') await running.stop();
      else await killed(running.pid!);
      running = await start();
    },
    async stop() {
      await running.stop();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => relay.close(resolve));
    },
  };
}

async function killed(pid: number): Promise<void> {
  process.kill(pid, 'SIGQUIT'); // to PostgreSQL: at once, without writing anything more
  try {
    for (;;) {
      process.kill(pid, 0);
      await sleep(20);
    }
  } catch {
    // It has ended.
  }
}
