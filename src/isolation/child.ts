import { setImmediate } from 'node:timers/promises';
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

/** Orders not begun: 'leave the rest' empties it. */
const waiting = new Set<object>();
let last = Promise.resolve();
process.on('message', (order: ChildOrder) => {
  if (order === 'leave the rest') return waiting.clear();
  waiting.add(order);
  last = last.then(() => carryOut(order));
});
say({ said: 'ready' });

/** Never rejects: how it ended is said. One order that is left undone is said to be done, since nobody listens to it. */
async function carryOut(order: { input: unknown }): Promise<void> {
  await setImmediate(); // to hear what was said during the one before
  if (!waiting.delete(order)) return say({ said: 'done', output: null });
  try {
    const output = await task.run(order.input, (note) => say({ said: 'note', note }));
    say({ said: 'done', output });
  } catch (error) {
    if (isAboutMemory(error)) say({ said: 'out_of_memory' });
    else say({ said: 'failed', errorClass: error instanceof Error ? error.name : typeof error });
  }
}
