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
  /** It has room, or is slow, or is dead: whoever waits for a child may look again. */
  onChange: () => void;
};

/** What the child is asked (src/isolation/child.ts): to do this, or to leave undone what it has not begun. */
export type ChildOrder = { input: unknown } | 'leave the rest';

/** What it says: that it is up, then of the orders in their order. */
export type ChildMessage =
  | { said: 'ready' }
  | { said: 'note'; note: unknown }
  | { said: 'done'; output: unknown }
  | { said: 'failed'; errorClass: string }
  | { said: 'out_of_memory' };

/** V8 and libc end a process that asks for too much memory by one of these. */
const OUT_OF_MEMORY_SIGNALS: readonly string[] = ['SIGABRT', 'SIGTRAP', 'SIGILL', 'SIGSEGV'];

/** A shell ends with 128 + the signal; 134 is SIGABRT, 133 SIGTRAP, 132 SIGILL. */
const OUT_OF_MEMORY_CODES: readonly number[] = [134, 133, 132];

/** On a loaded computer a child needs seconds to come up: no fault of its first task. */
const UP_WITHIN_MS = 60_000;

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
  let isUp = false;
  let slow = false;
  let tasks = 0;
  let settled = 0;
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
    line.length = 0;
    rest();
    options.onChange();
  }

  function hear(message: ChildMessage): void {
    switch (message.said) {
      case 'ready':
        isUp = true;
        if (line.length > 0) watchFirst();
        break;
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
    settled += 1;
    slow = false;
    if (line.length > 0) watchFirst();
    else rest();
    first?.settle(outcome);
    if (alive) options.onChange();
  }

  /** Nothing to watch; it does not keep us from ending. */
  function rest(): void {
    for (const timer of timers) clearTimeout(timer);
    child.channel?.unref();
  }

  /** What the child is already at is done all the same, and nobody listens. */
  function sendBack(from: number): void {
    for (const task of line.slice(from)) task.settle({ kind: 'not_begun' });
    line.fill(SENT_BACK, from);
  }

  /** The time a task may take runs from when the child can begin it. */
  function watchFirst(): void {
    for (const timer of timers) clearTimeout(timer);
    timers = isUp
      ? [whenLate(becomeSlow, options.slowAfterMs), whenLate(giveUp, options.timeoutMs)]
      : [whenLate(giveUp, UP_WITHIN_MS)];
  }

  /** Not when it is we who are late: what the child has said meanwhile is heard first. */
  function whenLate(act: () => void, afterMs: number): NodeJS.Timeout {
    const nth = settled;
    const ifStillAtIt = () => {
      if (alive && settled === nth) act();
    };
    return setTimeout(() => setImmediate(ifStillAtIt), afterMs);
  }

  function becomeSlow(): void {
    slow = true;
    if (line.length > 1) child.send('leave the rest' satisfies ChildOrder, () => {});
    sendBack(1);
    options.onChange();
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
