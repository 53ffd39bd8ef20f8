import { type Child, type NotBegun, startChild, type TaskOutcome } from './child-process.js';

export type { TaskOutcome } from './child-process.js';

export type PoolOptions = {
  /** A compiled module (under dist/) that exports `run(input, note)`. */
  task: URL;
  /** How many children; each does one task at a time. */
  size: number;
  /** Children started besides while all are at a slow task: one hostile file does not hold up the others. */
  spare?: number;
  /** Such an input may wait in a child, which then begins it the moment it is free. Default: none does. */
  mayWaitInChild?: (input: never) => boolean;
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

/** One under way and one behind it: the child does not wait while its parent is busy. */
const TASKS_IN_CHILD = 2;

/** Most tasks take some ms. */
const SLOW_AFTER_MS = 500;

export function openPool<Input, Output>(options: PoolOptions): Pool<Input, Output> {
  const { size, spare = 0, mayWaitInChild = () => false } = options;
  const children = new Set<Child>();
  const waiting: (() => void)[] = [];
  let closed = false;
  if (options.startsAtOnce === true) for (let started = 0; started < size; started += 1) start();

  function start(): Child {
    const child = startChild({ ...options, slowAfterMs: SLOW_AFTER_MS, onSlow: () => waiting.shift()?.() });
    children.add(child);
    return child;
  }

  /** A free one, else a new one, else one that is nearly free, else a spare one. */
  function find(input: Input): Child | undefined {
    forgetTheDead();
    const quick = [...children].filter((child) => !child.isSlow() && child.tasksDone() < TASKS_PER_CHILD);
    const free = quick.find((child) => child.load() === 0);
    if (free !== undefined) return free;
    if (children.size < size) return start();
    const nearlyFree = quick.find((child) => child.load() < TASKS_IN_CHILD);
    if (nearlyFree !== undefined && mayWaitInChild(input as never)) return nearlyFree;
    const areAllSlow = [...children].every((child) => child.isSlow());
    return areAllSlow && children.size < size + spare ? start() : undefined;
  }

  function forgetTheDead(): void {
    for (const child of children) if (!child.isAlive()) children.delete(child);
  }

  /** In the order of arrival: one that needs a child for itself is not passed by those that do not. */
  async function borrow(input: Input): Promise<Child> {
    for (let isFirst = waiting.length === 0; ; isFirst = true) {
      if (closed) throw new Error('The pool is closed.');
      const child = isFirst ? find(input) : undefined;
      if (child !== undefined) return child;
      await new Promise<void>((resume) => (isFirst ? waiting.unshift(resume) : waiting.push(resume)));
    }
  }

  function giveBack(child: Child): void {
    forgetTheDead();
    const isTooMany = closed || children.size > size || child.tasksDone() >= TASKS_PER_CHILD;
    if (child.load() === 0 && isTooMany) child.kill();
    waiting.shift()?.();
  }

  async function runOnce(input: Input, onNote: (note: unknown) => void): Promise<TaskOutcome<Output>> {
    for (;;) {
      const child = await borrow(input);
      const outcome: TaskOutcome<Output> | NotBegun = await child.run<Output>(input, onNote);
      giveBack(child);
      if (outcome.kind !== 'not_begun') return outcome;
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
      for (const child of children) if (child.load() === 0) child.kill();
      for (const resume of waiting.splice(0)) resume();
    },
  };
}
