import { type Child, startChild, type TaskOutcome } from './child-process.js';

export type { TaskOutcome } from './child-process.js';

export type PoolOptions = {
  /** A compiled module (under dist/) that exports `run(input, note)`. */
  task: URL;
  /** How many children at most; each does one task at a time. */
  size: number;
  /** Above it the child dies, alone. MiB of data memory. */
  memoryMb: number;
  /** Time one task may take before its child is killed, ms. */
  timeoutMs: number;
  /** Start the children now, while the rest of the service opens, rather than when the first task comes. */
  startsAtOnce?: boolean;
};

/** Children that do a stranger's work for us and may be killed at any time. */
export type Pool<Input, Output> = {
  /**
   * Never rejects for what the task did: a task that throws, hangs or eats the memory is an outcome.
   * `onNote` receives what the task told before it ended, so that a killed task leaves what it had found.
   */
  run(input: Input, onNote?: (note: unknown) => void): Promise<TaskOutcome<Output>>;
  close(): Promise<void>;
};

/** A child is replaced after this many tasks, so that nothing a stranger left in its memory lasts. */
const TASKS_PER_CHILD = 2_000;

export function openPool<Input, Output>(options: PoolOptions): Pool<Input, Output> {
  const idle: Child[] = [];
  const waiting: (() => void)[] = [];
  let alive = 0;
  let closed = false;
  if (options.startsAtOnce === true) {
    for (; alive < options.size; alive += 1) idle.push(startChild(options));
  }

  async function borrow(): Promise<Child> {
    for (;;) {
      if (closed) throw new Error('The pool is closed.');
      const child = idle.pop();
      if (child?.isAlive()) return child;
      if (child !== undefined) alive -= 1;
      if (alive < options.size) {
        alive += 1;
        return startChild(options);
      }
      await new Promise<void>((resume) => waiting.push(resume));
    }
  }

  function giveBack(child: Child): void {
    if (closed || !child.isAlive() || child.tasksDone() >= TASKS_PER_CHILD) {
      child.kill();
      alive -= 1;
    } else {
      idle.push(child);
    }
    waiting.shift()?.();
  }

  async function runOnce(input: Input, onNote: (note: unknown) => void): Promise<TaskOutcome<Output>> {
    const child = await borrow();
    try {
      return await child.run<Output>(input, onNote);
    } finally {
      giveBack(child);
    }
  }

  return {
    /** A child killed by somebody else (an operator, the system) is no fault of the document: it is tried once more. */
    async run(input, onNote = () => {}) {
      const outcome = await runOnce(input, onNote);
      const wasKilledByOthers = outcome.kind === 'failed' && outcome.errorClass === 'Killed' && !closed;
      return wasKilledByOthers ? runOnce(input, onNote) : outcome;
    },
    async close() {
      closed = true;
      for (const child of idle.splice(0)) child.kill();
      for (const resume of waiting.splice(0)) resume();
    },
  };
}
