import { uidSet, uidsOutside } from '../../src/mailbox/uid-ranges.js';

test.each([
  [[1, 2, 3, 7], [], [1, 2, 3, 7]],
  [[1, 2, 3, 7], [{ first: 1, last: 3 }], [7]],
  [
    [5, 6, 9, 12],
    [
      { first: 1, last: 5 },
      { first: 9, last: 9 },
    ],
    [6, 12],
  ],
  [[5], [{ first: 6, last: 9 }], [5]],
  [[], [{ first: 1, last: 2 }], []],
])('of %j, those outside %j are %j', (uids, known, outside) => {
  expect(uidsOutside(uids, known)).toEqual(outside);
});

test.each([
  [[1, 2, 3, 7], '1:3,7'],
  [[4], '4'],
  [[1, 3, 5], '1,3,5'],
  [[8, 9], '8:9'],
  [[], ''],
])('%j is written %s', (uids, set) => {
  expect(uidSet(uids)).toBe(set);
});
