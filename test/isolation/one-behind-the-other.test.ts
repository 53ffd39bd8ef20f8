import { openPool, type Pool } from '../../src/isolation/pool.js';

type Order = { do: string; value?: unknown; needsItsOwn?: boolean };
const task = new URL('./tasks/task.mjs', import.meta.url);
let pool: Pool<Order, unknown>;

const aPool = (timeoutMs: number) =>
  openPool<Order, unknown>({
    ...{ task, size: 1, spare: 1, memoryMb: 512, timeoutMs },
    mayWaitInChild: ({ needsItsOwn }: Order) => needsItsOwn !== true,
  });
beforeEach(() => {
  pool = aPool(4_000);
});
afterEach(() => pool.close());

const echo = (value: number, more: Partial<Order> = {}) => pool.run({ do: 'echo', value, ...more });
const outputs = (outcomes: { kind: string; output?: unknown }[]) =>
  outcomes.map((one) => one.output ?? one.kind);

test('tasks are begun in the order they came, those that need a child for themselves among them', async () => {
  const ended: number[] = [];
  const some = Array.from({ length: 40 }, (_, one) => one);
  await Promise.all(some.map((one) => echo(one, { needsItsOwn: one % 7 === 3 }).then(() => ended.push(one))));
  expect(ended).toEqual(some);
});

test('one child serves them all while none is slow', async () => {
  const pids = await Promise.all(Array.from({ length: 12 }, () => pool.run({ do: 'pid' })));
  expect(new Set(outputs(pids)).size).toBe(1);
});

test('those behind a task that never ends are done by another child, long before it is given up', async () => {
  let isGivenUp = false;
  const endless = pool.run({ do: 'loop' }).then((outcome) => {
    isGivenUp = true;
    return outcome;
  });
  expect(outputs(await Promise.all([1, 2, 3, 4].map((one) => echo(one))))).toEqual([1, 2, 3, 4]);
  expect(isGivenUp).toBe(false);
  expect(await endless).toEqual({ kind: 'timed_out' });
  expect(outputs([await echo(5)])).toEqual([5]);
});

test('what a slow child was sent besides is done once for us, and its time does not count for those after', async () => {
  const notes: unknown[] = [];
  const slow = pool.run({ do: 'last', value: 1_500 });
  const behind = pool.run({ do: 'note' }, (note) => notes.push(note));
  expect(outputs(await Promise.all([slow, behind]))).toEqual([expect.any(Number), 'timed_out']);
  expect(notes).toEqual(['half']);
  expect(outputs(await Promise.all([6, 7, 8].map((one) => echo(one))))).toEqual([6, 7, 8]);
});

test('a child that dies takes only the task it was at', async () => {
  await pool.close();
  pool = aPool(40_000);
  const outcomes = await Promise.all([pool.run({ do: 'heap' }), echo(1), echo(2), echo(3)]);
  expect(outputs(outcomes)).toEqual(['out_of_memory', 1, 2, 3]);
});

test('the spare child goes when it is needed no more', async () => {
  const slow = pool.run({ do: 'last', value: 1_200 });
  const spare = await pool.run({ do: 'pid' });
  const usual = await slow;
  expect(outputs([spare])).not.toEqual(outputs([usual]));
  const later = await Promise.all(Array.from({ length: 6 }, () => pool.run({ do: 'pid' })));
  expect(new Set(outputs(later)).size).toBe(1);
});

test('tasks that are all slow are all done: none waits for a turn that nobody gives', async () => {
  const ended = await Promise.all(
    Array.from({ length: 8 }, (_, nth) => pool.run({ do: 'last', value: 550 + 60 * (nth % 3) })),
  );
  expect(outputs(ended)).toEqual(Array.from({ length: 8 }, () => expect.any(Number)));
  expect(outputs([await echo(9)])).toEqual([9]);
});

test('what was sent back is not done by the child it was sent back from', async () => {
  const slow = pool.run({ do: 'last', value: 900 });
  const behind = await pool.run({ do: 'pid' });
  expect(outputs([behind])).not.toEqual(outputs([await slow]));
  // Whichever of the two is left did one task before this one.
  expect(await pool.run({ do: 'count' })).toMatchObject({ kind: 'done', output: { runs: 2 } });
});
