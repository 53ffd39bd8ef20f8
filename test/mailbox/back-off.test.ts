import { BackOff } from '../../src/mailbox/back-off.js';

test('pauses double up to the longest', () => {
  const backOff = new BackOff({ minMs: 100, maxMs: 500 }, () => 1);
  expect([1, 2, 3, 4, 5].map(() => backOff.next())).toEqual([100, 200, 400, 500, 500]);
});

test('chance takes off half a pause at most', () => {
  const backOff = new BackOff({ minMs: 100, maxMs: 500 }, () => 0);
  expect([1, 2, 3, 4].map(() => backOff.next())).toEqual([50, 100, 200, 250]);
});

test('after a reset the first pause is short again', () => {
  const backOff = new BackOff({ minMs: 100, maxMs: 500 }, () => 1);
  backOff.next();
  backOff.next();
  backOff.reset();
  expect(backOff.next()).toBe(100);
});
