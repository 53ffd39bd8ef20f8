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
   * Never rejects for what the task did: a task that throws, hangs or eats the memory is an outcome. Rejects once closed.
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

type Waiting<Input, Output> = {
  input: Input;
  onNote: (note: unknown) => void;
  /** It was sent back from behind a slow one: from now on it waits here only, and can be sent back no more. */
  wasSentBack: boolean;
  settle(outcome: TaskOutcome<Output>): void;
  refuse(error: Error): void;
};

export function openPool<Input, Output>(options: PoolOptions): Pool<Input, Output> {
  const { size, spare = 0, mayWaitInChild = () => false } = options;
  const children = new Set<Child>();
  const line: Waiting<Input, Output>[] = [];
  let closed = false;
  if (options.startsAtOnce === true) for (let started = 0; started < size; started += 1) start();

  function start(): Child {
    const child = startChild({ ...options, slowAfterMs: SLOW_AFTER_MS, onChange: serve });
    children.add(child);
    return child;
  }

  /** A free one, else a new one, else one that is nearly free, else a spare one. */
  function find({ input, wasSentBack }: Waiting<Input, Output>): Child | undefined {
    const quick = [...children].filter((child) => !child.isSlow() && child.tasksDone() < TASKS_PER_CHILD);
    const free = quick.find((child) => child.load() === 0);
    if (free !== undefined) return free;
    if (children.size < size) return start();
    const nearlyFree = quick.find((child) => child.load() < TASKS_IN_CHILD);
    if (nearlyFree !== undefined && !wasSentBack && mayWaitInChild(input as never)) return nearlyFree;
    const areAllSlow = [...children].every((child) => child.isSlow());
    return areAllSlow && children.size < size + spare ? start() : undefined;
  }

  /** The dead are forgotten; so are, once free, those that have worked enough and those we have no use for. */
  function tidy(): void {
    for (const child of children) {
      const isTooMany = closed || children.size > size || child.tasksDone() >= TASKS_PER_CHILD;
      if (child.isAlive() && child.load() === 0 && isTooMany) child.kill();
      if (!child.isAlive()) children.delete(child);
    }
  }

  /**
   * Whenever something changed: as many of those who wait as can be, in the order of arrival. One that needs a child for
   * itself is not passed by those that do not.
   */
  function serve(): void {
    tidy();
    for (let first = line[0]; first !== undefined; first = line[0]) {
      const child = find(first);
      if (child === undefined) return;
      line.shift();
      void give(child, first);
    }
  }

  async function give(child: Child, waiting: Waiting<Input, Output>): Promise<void> {
    const outcome: TaskOutcome<Output> | NotBegun = await child.run<Output>(waiting.input, waiting.onNote);
    if (outcome.kind !== 'not_begun') return waiting.settle(outcome);
    if (closed) return waiting.refuse(closedError());
    line.unshift({ ...waiting, wasSentBack: true });
    serve();
  }

  function runOnce(input: Input, onNote: (note: unknown) => void): Promise<TaskOutcome<Output>> {
    return new Promise((settle, refuse) => {
      if (closed) return refuse(closedError());
      line.push({ input, onNote, wasSentBack: false, settle, refuse });
      if (line.length === 1) serve();
    });
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
      tidy();
      for (const { refuse } of line.splice(0)) refuse(closedError());
    },
  };
}

function closedError(): Error {
  return new Error('The pool is closed.');
}
