import { planBatches } from '../../src/mailbox/plan-batches.js';

const messages = (...sizes: number[]) =>
  sizes.map((sizeBytes, index) => ({ uid: index + 1, sizeBytes, receivedAt: undefined }));
const uids = (batches: { uid: number }[][]) => batches.map((batch) => batch.map(({ uid }) => uid));
const bounds = { batchMaxMessages: 3, batchMaxBytes: 100 };

test('a batch is full by count', () => {
  expect(uids(planBatches(messages(1, 1, 1, 1), bounds))).toEqual([[1, 2, 3], [4]]);
});

test('a batch is full by bytes', () => {
  expect(uids(planBatches(messages(60, 40, 1), bounds))).toEqual([[1, 2], [3]]);
});

test('a message larger than a batch travels alone', () => {
  expect(uids(planBatches(messages(10, 500, 10), bounds))).toEqual([[1], [2], [3]]);
});

test('suspects travel alone and last, the worst at the very end', () => {
  const failures = new Map([
    [1, 4],
    [3, 1],
  ]);
  const batches = planBatches(messages(1, 1, 1, 1), bounds, (uid) => failures.get(uid) ?? 0);
  expect(uids(batches)).toEqual([[2, 4], [3], [1]]);
});

test('nothing makes no batch', () => {
  expect(planBatches([], bounds)).toEqual([]);
});
