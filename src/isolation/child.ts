import { pathToFileURL } from 'node:url';
import type { ChildMessage, ChildOrder } from './child-process.js';

/**
 * The program of a child: loads the task named on its command line, then does what it is sent, one at a time and in that order.
 * It ends when its parent does.
 */
type Task = { run(input: unknown, note: (note: unknown) => void): unknown };

function say(message: ChildMessage): void {
  process.send?.(message);
}

function isAboutMemory(error: unknown): boolean {
  return (
    error instanceof RangeError && /allocation failed|Invalid (typed )?array length/i.test(error.message)
  );
}

const task = (await import(pathToFileURL(process.argv[2]!).href)) as Task;

process.on('disconnect', () => process.exit());
let last = Promise.resolve();
process.on('message', (order: ChildOrder) => {
  last = last.then(() => carryOut(order));
});

/** Never rejects: how it ended is said. */
async function carryOut({ input }: ChildOrder): Promise<void> {
  try {
    const output = await task.run(input, (note) => say({ said: 'note', note }));
    say({ said: 'done', output });
  } catch (error) {
    if (isAboutMemory(error)) say({ said: 'out_of_memory' });
    else say({ said: 'failed', errorClass: error instanceof Error ? error.name : typeof error });
  }
}
