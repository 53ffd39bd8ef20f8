import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const SCRIPT = new URL('start-postgres.mjs', import.meta.url).pathname;
export const BUILD = new URL('../../dist', import.meta.url).pathname;

/** A process that uses the built-in database of `dataDir`, and what it said of it. */
export type Service = {
  url: string;
  pid: number;
  adopted: boolean;
  kill(): Promise<void>;
  stop(): Promise<void>;
};

/** Starts one, by default from the build of this tree and under our own account. Throws what it wrote on failing. */
export async function aService(
  dataDir: string,
  options: { build?: string; script?: string; uid?: number; gid?: number } = {},
): Promise<Service> {
  const { build = BUILD, script = SCRIPT, ...account } = options;
  const child = spawn(process.execPath, [script, build, dataDir], {
    ...account,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  for await (const line of createInterface(child.stdout)) {
    return {
      ...JSON.parse(line),
      kill: () => end(child, () => child.kill('SIGKILL')),
      stop: () => end(child, () => child.stdin.end()),
    };
  }
  throw new Error(complaint);
}

async function end(child: ChildProcess, how: () => void): Promise<void> {
  const exited = once(child, 'exit');
  how();
  await exited;
}
