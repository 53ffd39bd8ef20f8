import { openPool, type Pool } from '../../src/isolation/pool.js';

type Order = { do: string; value?: unknown };
const task = new URL('./tasks/task.mjs', import.meta.url);
let pool: Pool<Order, unknown>;

beforeEach(() => {
  pool = openPool({ task, size: 2, memoryMb: 512, timeoutMs: 4_000 });
});
afterEach(() => pool.close());

async function worksStill() {
  expect(await pool.run({ do: 'echo', value: 'still here' })).toEqual({ kind: 'done', output: 'still here' });
}

test('bytes, dates and maps cross unharmed', async () => {
  const value = { bytes: new Uint8Array([1, 2, 255]), at: new Date(0), map: new Map([['a', 1]]) };
  expect(await pool.run({ do: 'echo', value })).toEqual({ kind: 'done', output: value });
});

test('the same child serves again', async () => {
  const first = await pool.run({ do: 'pid' });
  expect(await pool.run({ do: 'pid' })).toEqual(first);
});

test('two children work at once, others wait their turn', async () => {
  const outcomes = await Promise.all([1, 2, 3, 4, 5, 6].map((value) => pool.run({ do: 'echo', value })));
  expect(outcomes.map((one) => one.kind === 'done' && one.output)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('a task that throws is an outcome with its class, not its words', async () => {
  expect(await pool.run({ do: 'throw' })).toEqual({ kind: 'failed', errorClass: 'TypeError' });
  await worksStill();
});

test('a task that never ends is killed, and leaves what it had noted', async () => {
  const notes: unknown[] = [];
  expect(await pool.run({ do: 'note' }, (note) => notes.push(note))).toEqual({ kind: 'timed_out' });
  expect(notes).toEqual(['half']);
  await worksStill();
});

test.each(['heap', 'buffers'])('a task that eats the memory (%s) dies alone', async (kind) => {
  await pool.close();
  pool = openPool({ task, size: 2, memoryMb: 512, timeoutMs: 40_000 });
  expect(await pool.run({ do: kind })).toEqual({ kind: 'out_of_memory' });
  await worksStill();
});

test('a child killed by somebody else twice is reported, and the next task is served', async () => {
  expect(await pool.run({ do: 'die' })).toEqual({ kind: 'failed', errorClass: 'Killed' });
  await worksStill();
});

test('the child inherits nothing of our environment', async () => {
  const outcome = await pool.run({ do: 'environment' });
  expect(outcome.kind === 'done' && outcome.output).not.toContain('PATH_TO_SECRET');
  expect(
    (outcome as { output: string[] }).output.filter((name) => /URL|PASS|SECRET|HOME/.test(name)),
  ).toEqual([]);
});
