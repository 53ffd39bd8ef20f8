import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** How a task ended. Only `done` carries what was asked for. */
export type TaskOutcome<Output> =
  | { kind: 'done'; output: Output }
  | { kind: 'failed'; errorClass: string }
  | { kind: 'timed_out' }
  | { kind: 'out_of_memory' };

/** The child was busy with another task, and died of it or made this one wait: another child can do it. */
export type NotBegun = { kind: 'not_begun' };

export type Child = {
  /** Behind those it was given before. */
  run<Output>(input: unknown, onNote: (note: unknown) => void): Promise<TaskOutcome<Output> | NotBegun>;
  /** Tasks given and not ended. */
  load(): number;
  /** Its task has lasted so long that nothing should wait behind it. */
  isSlow(): boolean;
  isAlive(): boolean;
  tasksDone(): number;
  kill(): void;
};

export type ChildOptions = {
  task: URL;
  memoryMb: number;
  timeoutMs: number;
  /** The task under way has lasted this long: those behind it are not begun. ms. */
  slowAfterMs: number;
  onSlow: () => void;
};

/** What the child is asked (src/isolation/child.ts). */
export type ChildOrder = { input: unknown };

/** What it says, of the orders in their order. */
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

type GivenTask = {
  onNote: (note: unknown) => void;
  settle: (outcome: TaskOutcome<unknown> | NotBegun) => void;
};

const SENT_BACK: GivenTask = { onNote: () => {}, settle: () => {} };

/** A child that waits for its first task. Its start-up (about 100 ms) is paid once. */
export function startChild(options: ChildOptions): Child {
  const child = spawnLimited(options);
  const line: GivenTask[] = [];
  let alive = true;
  let slow = false;
  let tasks = 0;
  let timers: NodeJS.Timeout[] = [];

  child.on('message', (message) => hear(message as ChildMessage));
  child.on('error', () => end({ kind: 'failed', errorClass: 'ChildDied' }));
  child.on('exit', (code, signal) => end(outcomeOfDeath(code, signal)));
  child.unref();
  child.channel?.unref();

  function kill(): void {
    alive = false;
    child.kill('SIGKILL');
  }

  /** The task under way has this outcome, those behind it were not begun. */
  function end(outcome: TaskOutcome<never>): void {
    alive = false;
    settleFirst(outcome);
    sendBack(0);
    for (const timer of timers) clearTimeout(timer);
    line.length = 0;
  }

  function hear(message: ChildMessage): void {
    switch (message.said) {
      case 'note':
        line[0]?.onNote(message.note);
        break;
      case 'done':
        settleFirst({ kind: 'done', output: message.output });
        break;
      case 'failed':
        settleFirst({ kind: 'failed', errorClass: message.errorClass });
        break;
      case 'out_of_memory':
        kill();
        end({ kind: 'out_of_memory' });
    }
  }

  function settleFirst(outcome: TaskOutcome<unknown>): void {
    const first = line.shift();
    for (const timer of timers) clearTimeout(timer);
    slow = false;
    if (line.length > 0) watchFirst();
    else child.channel?.unref();
    first?.settle(outcome);
  }

  /** The child will do them all the same, and nobody listens: what was sent is not taken back. */
  function sendBack(from: number): void {
    for (const task of line.slice(from)) task.settle({ kind: 'not_begun' });
    line.fill(SENT_BACK, from);
  }

  function watchFirst(): void {
    timers = [setTimeout(becomeSlow, options.slowAfterMs), setTimeout(giveUp, options.timeoutMs)];
  }

  function becomeSlow(): void {
    slow = true;
    sendBack(1);
    options.onSlow();
  }

  function giveUp(): void {
    kill();
    end({ kind: 'timed_out' });
  }

  function run<Output>(input: unknown, onNote: (note: unknown) => void) {
    tasks += 1;
    return new Promise<TaskOutcome<Output> | NotBegun>((resolve) => {
      line.push({ onNote, settle: resolve as GivenTask['settle'] });
      if (!alive) return end({ kind: 'failed', errorClass: 'Killed' });
      if (line.length === 1) {
        child.channel?.ref();
        watchFirst();
      }
      child.send({ input } satisfies ChildOrder, (error) => {
        if (error !== null) end({ kind: 'failed', errorClass: 'Killed' });
      });
    });
  }

  return {
    ...{ run, kill },
    load: () => line.length,
    isSlow: () => slow,
    isAlive: () => alive,
    tasksDone: () => tasks,
  };
}
