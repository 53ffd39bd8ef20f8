import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../support/journey/until.js';

const START = new URL('../../../dist/src/start.js', import.meta.url).pathname;
const RESTARTED_AFTER_MS = 150;

/** Real processes of the service, started again whenever they end, as a supervisor does. */
export type Fleet = {
  /** SIGKILL; resolves once these have ended, before they are started again. */
  kill(...names: string[]): Promise<void>;
  /** How many were killed, and how many ended by themselves. */
  kills(): number;
  ends(): number;
  /** What they logged last. */
  lastWords(): string[];
  stop(): Promise<void>;
};

type Member = { name: string; role: string; child: ChildProcess };

/** `members`: the role of each process, by name. Resolves once all are up. */
export async function aFleet(members: Record<string, string>, env: Record<string, string>): Promise<Fleet> {
  const running = new Map<string, Member>();
  const log: string[] = [];
  let kills = 0;
  let ends = 0;
  let started = 0;
  let isStopped = false;

  function start(name: string, role: string): void {
    const child = spawn(process.execPath, [START, '--role', role], {
      env: { PATH: process.env['PATH'] ?? '', NODE_NO_WARNINGS: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.set(name, { name, role, child });
    const listen = (chunk: Buffer) => {
      const lines = chunk.toString('utf8').trimEnd().split('\n');
      if (lines.some((line) => line.includes('"service started"'))) started += 1;
      log.push(...lines.map((line) => `${name}: ${line}`));
      log.splice(0, Math.max(0, log.length - 60));
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', async (code, signal) => {
      if (isStopped) return;
      if (signal === null) {
        ends += 1;
        log.push(`${name}: ended by itself with ${code}`);
      }
      await sleep(RESTARTED_AFTER_MS);
      if (!isStopped) start(name, role);
    });
  }

  async function killOne(name: string): Promise<void> {
    const { child } = running.get(name)!;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    kills += 1;
  }

  for (const [name, role] of Object.entries(members)) start(name, role);
  const fleet: Fleet = {
    kill: async (...names) => {
      await Promise.all(names.map(killOne));
    },
    kills: () => kills,
    ends: () => ends,
    lastWords: () => log.slice(-25),
    async stop() {
      isStopped = true;
      await Promise.all([...running.keys()].map(killOne));
    },
  };
  try {
    await until(
      'every process is up',
      () => started >= Object.keys(members).length,
      () => log,
    );
  } catch (error) {
    await fleet.stop();
    throw error;
  }
  return fleet;
}
