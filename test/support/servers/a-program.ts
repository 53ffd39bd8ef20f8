import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server's process: it can be ended, cleanly or not, and started again with the same arguments. */
export type Program = {
  readonly pid: number;
  /** `SIGTERM` unless told otherwise; resolves once it has ended. */
  end(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again, if it has ended, and waits for its port. */
  start(): Promise<void>;
};

const PATIENCE_MS = 20_000;

/** Starts `command` in `folder` (its output goes to `output.log` there) and waits until its port answers. */
export async function aProgram(
  command: string,
  args: readonly string[],
  folder: string,
  port: number,
): Promise<Program> {
  let child: ChildProcess;
  async function start(): Promise<void> {
    const output = openSync(join(folder, 'output.log'), 'a');
    child = spawn(command, args, { cwd: folder, stdio: ['ignore', output, output] });
    closeSync(output);
    child.on('error', () => {});
    const giveUpAt = Date.now() + PATIENCE_MS;
    while (!(await answers(port))) {
      if (hasEnded(child) || Date.now() > giveUpAt) {
        throw new Error(
          `${command} did not start: ${readFileSync(join(folder, 'output.log'), 'utf8').slice(-2_000)}`,
        );
      }
      await sleep(10);
    }
  }
  await start();
  return {
    get pid() {
      return child.pid ?? 0;
    },
    start: async () => {
      if (hasEnded(child)) await start();
    },
    end: async (signal = 'SIGTERM') => {
      if (hasEnded(child)) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill(signal);
      await ended;
    },
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
