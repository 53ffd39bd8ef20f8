import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { freePort } from '../../../src/embedded/free-port.js';
import { aProgram } from './a-program.js';
import { programOf, redis } from './available.js';
import { aRunFolder } from './run-folder.js';

/** A real Redis of our own, which keeps nothing on disk. */
export type Redis = {
  /** `redis://127.0.0.1:PORT` */
  redisUrl: string;
  /** FLUSHALL: the accident the service must survive. */
  empty(): Promise<void>;
  /** Refuses connections until `start()`, which comes back empty on the same port. */
  halt(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
};

export async function aRedis(): Promise<Redis> {
  const folder = aRunFolder('r');
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
  const program = await aProgram(
    programOf(redis),
    [...args, '--maxmemory-policy', 'noeviction'],
    folder,
    port,
  );
  return {
    redisUrl: `redis://127.0.0.1:${port}`,
    empty: () => say(port, 'FLUSHALL'),
    halt: () => program.end('SIGKILL'),
    start: () => program.start(),
    stop: async () => {
      await program.end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function say(port: number, command: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`));
    socket.once('error', reject);
    socket.once('data', (answer) => {
      socket.destroy();
      if (answer.toString() === '+OK\r\n') resolve();
      else reject(new Error(answer.toString()));
    });
  });
}
