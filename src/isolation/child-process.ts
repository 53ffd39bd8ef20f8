import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** How a task ended. Only `done` carries what was asked for. */
export type TaskOutcome<Output> =
  | { kind: 'done'; output: Output }
  | { kind: 'failed'; errorClass: string }
  | { kind: 'timed_out' }
  | { kind: 'out_of_memory' };

export type Child = {
  run<Output>(input: unknown, onNote: (note: unknown) => void): Promise<TaskOutcome<Output>>;
  isAlive(): boolean;
  tasksDone(): number;
  kill(): void;
};

export type ChildOptions = { task: URL; memoryMb: number; timeoutMs: number };

/** What the child says (src/isolation/child.ts). */
export type ChildMessage =
  | { said: 'note'; note: unknown }
  | { said: 'done'; output: unknown }
  | { said: 'failed'; errorClass: string }
  | { said: 'out_of_memory' };

/** V8 and libc end a process that asks for too much memory by one of these. */
const OUT_OF_MEMORY_SIGNALS: readonly string[] = ['SIGABRT', 'SIGTRAP', 'SIGILL', 'SIGSEGV'];

/** A shell ends with 128 + the signal; 134 is SIGABRT, 133 SIGTRAP, 132 SIGILL. */
const OUT_OF_MEMORY_CODES: readonly number[] = [134, 133, 132];

/** A child left alone by a parent that died, and that loops, ends by itself after this processor time, in seconds. */
const PROCESSOR_SECONDS = 1_800;

/** In tests the sources run as TypeScript, but a child runs what was compiled: the same path under dist/. */
export function compiled(module: URL): string {
  const path = fileURLToPath(module);
  if (existsSync(path)) return path;
  return path.replace(/\/(src|workers|bench)\/(?!.*\/(?:src|workers|bench)\/)/, '/dist/$1/');
}

/**
 * A process without environment (no secret to steal), with a hard limit on its data memory (RLIMIT_DATA, which Linux
 * counts for private writable pages) besides V8's own limit on its heap.
 */
function spawnLimited({ task, memoryMb }: ChildOptions): ChildProcess {
  const child = compiled(new URL('./child.js', import.meta.url));
  const node = [
    `--max-old-space-size=${Math.floor(memoryMb / 2)}`,
    '--max-semi-space-size=16',
    child,
    compiled(task),
  ];
  const stdio: ['ignore', 'ignore', 'ignore', 'ipc'] = ['ignore', 'ignore', 'ignore', 'ipc'];
  if (process.platform === 'win32') {
    return spawn(process.execPath, node, { stdio, env: {}, serialization: 'advanced' });
  }
  const limits = `ulimit -d ${memoryMb * 1024} 2>/dev/null; ulimit -t ${PROCESSOR_SECONDS} 2>/dev/null; ulimit -c 0; exec "$0" "$@"`;
  return spawn('/bin/sh', ['-c', limits, process.execPath, ...node], {
    stdio,
    env: {},
    serialization: 'advanced',
  });
}

function outcomeOfDeath(code: number | null, signal: string | null): TaskOutcome<never> {
  if (signal !== null && OUT_OF_MEMORY_SIGNALS.includes(signal)) return { kind: 'out_of_memory' };
  if (code !== null && OUT_OF_MEMORY_CODES.includes(code)) return { kind: 'out_of_memory' };
  return { kind: 'failed', errorClass: signal === 'SIGKILL' ? 'Killed' : 'ChildDied' };
}

/** A child that waits for its first task. Its start-up (about 100 ms) is paid once. */
export function startChild(options: ChildOptions): Child {
  const child = spawnLimited(options);
  let alive = true;
  let tasks = 0;
  let onMessage: (message: ChildMessage) => void = () => {};
  let onEnd: (outcome: TaskOutcome<never>) => void = () => {};

  child.on('message', (message) => onMessage(message as ChildMessage));
  child.on('error', () => end({ kind: 'failed', errorClass: 'ChildDied' }));
  child.on('exit', (code, signal) => end(outcomeOfDeath(code, signal)));
  child.unref();
  child.channel?.unref();

  function end(outcome: TaskOutcome<never>): void {
    alive = false;
    onEnd(outcome);
  }

  function kill(): void {
    alive = false;
    child.kill('SIGKILL');
  }

  function run<Output>(input: unknown, onNote: (note: unknown) => void): Promise<TaskOutcome<Output>> {
    tasks += 1;
    return new Promise((resolve) => {
      child.channel?.ref();
      const settle = (outcome: TaskOutcome<Output>) => {
        clearTimeout(limit);
        onMessage = () => {};
        onEnd = () => {};
        child.channel?.unref();
        resolve(outcome);
      };
      const limit = setTimeout(() => {
        kill();
        settle({ kind: 'timed_out' });
      }, options.timeoutMs);

      onEnd = settle;
      onMessage = (message) => {
        if (message.said === 'note') return onNote(message.note);
        if (message.said === 'done') return settle({ kind: 'done', output: message.output as Output });
        if (message.said === 'failed') return settle({ kind: 'failed', errorClass: message.errorClass });
        kill();
        settle({ kind: 'out_of_memory' });
      };
      if (!alive) return settle({ kind: 'failed', errorClass: 'Killed' });
      child.send({ input }, (error) => {
        if (error !== null) end({ kind: 'failed', errorClass: 'Killed' });
      });
    });
  }

  return { run, kill, isAlive: () => alive, tasksDone: () => tasks };
}
