import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What is measured: processes that read a mailbox and answer to an SMTP server. */
export type Candidate = {
  name: string;
  start(
    urls: { imapUrl: string; smtpUrl: string; databaseUrl: string; redisUrl: string | undefined },
    mode: 'backlog' | 'idle',
  ): Running;
};

export type Running = { pids: number[]; stop(): Promise<void> };

function running(children: readonly ChildProcess[]): Running {
  return {
    pids: children.flatMap((child) => child.pid ?? []),
    async stop() {
      await Promise.all(children.map(end));
    },
  };
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
  });
}

export const bare: Candidate = {
  name: 'bare',
  start({ imapUrl, smtpUrl }, mode) {
    const script = fileURLToPath(new URL('./bare.js', import.meta.url));
    const args = [script, imapUrl, smtpUrl, ...(mode === 'idle' ? ['--idle'] : [])];
    return running([spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })]);
  },
};

/** A bench has few senders, each of whom writes more than any town hall. */
const NO_BRAKES = {
  BRAKE_ADDRESS_PER_HOUR: '1000000',
  BRAKE_ADDRESS_PER_DAY: '1000000',
  BRAKE_REQUEST_PER_DAY: '1000000',
  BRAKE_SERVICE_PER_HOUR: '1000000',
};

/** Two processes at work, as in production: a watcher and a worker (with its readers). */
export const ours: Candidate = {
  name: 'ours',
  start({ imapUrl, smtpUrl, databaseUrl, redisUrl }) {
    const program = fileURLToPath(new URL('../src/start.js', import.meta.url));
    const env = {
      PATH: process.env['PATH'],
      IMAP_URL: imapUrl,
      SMTP_URL: smtpUrl,
      DATABASE_URL: databaseUrl,
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
      AUTHSERV_ID: 'mx.bench.example',
      LOG_LEVEL: 'warn',
      PORT: '0',
      ...NO_BRAKES,
      ORDER_HOURS: 'always',
      ORDERS_PER_DAY: '1000000',
      ...benchSettings(),
    };
    const role = (name: string) =>
      spawn(process.execPath, [...profiling(), program, '--role', name], {
        env,
        stdio: ['ignore', 'inherit', 'inherit'],
      });
    return running([role('watcher'), role('workers')]);
  },
};

/** `BENCH_READERS=1 npm run bench` tries another setting of the service. */
function benchSettings(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      name.startsWith('BENCH_') && value !== undefined ? [[name.slice('BENCH_'.length), value]] : [],
    ),
  );
}

/** `PROFILE_DIR=/tmp/profiles npm run bench` leaves a .cpuprofile of each process. */
function profiling(): string[] {
  const folder = process.env['PROFILE_DIR'];
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
}
