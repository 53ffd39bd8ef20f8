import { Suspects } from '../../src/mailbox/suspects.js';

const patience = {
  notGivenAfterAttempts: 3,
  notGivenAfterMs: 1_000,
  suspectRetryMs: 100,
  maxMessageBytes: 10,
};

function someSuspects() {
  let nowMs = 0;
  const suspects = new Suspects(patience, () => nowMs);
  return { suspects, pass: (ms: number) => (nowMs += ms) };
}

test('a message that failed once is tried again at once, then ever more rarely', () => {
  const { suspects, pass } = someSuspects();
  suspects.failed([1]);
  expect(suspects.mayBeTried(1)).toBe(true);
  suspects.failed([1]);
  expect(suspects.mayBeTried(1)).toBe(false);
  pass(100);
  expect(suspects.mayBeTried(1)).toBe(true);
  suspects.failed([1]);
  pass(100);
  expect(suspects.mayBeTried(1)).toBe(false);
});

test('it is given up only after enough attempts over enough time', () => {
  const { suspects, pass } = someSuspects();
  suspects.failed([1]);
  suspects.failed([1]);
  pass(5_000);
  expect(suspects.isGivenUp(1)).toBe(false);
  suspects.failed([1]);
  expect(suspects.isGivenUp(1)).toBe(true);
});

test('attempts in a short time do not count against it', () => {
  const { suspects, pass } = someSuspects();
  for (let attempt = 0; attempt < 9; attempt += 1) suspects.failed([1]);
  pass(999);
  expect(suspects.isGivenUp(1)).toBe(false);
});

test('a message proved too large need not wait: it is only to be noted', () => {
  const { suspects } = someSuspects();
  suspects.failed([1]);
  suspects.provedTooLarge(1, 99);
  expect(suspects.mayBeTried(1)).toBe(true);
});

test('once given it is no suspect any more', () => {
  const { suspects } = someSuspects();
  suspects.provedTooLarge(1, 99);
  expect(suspects.trueSize(1)).toBe(99);
  suspects.cleared(1);
  expect(suspects.failuresOf(1)).toBe(0);
  expect(suspects.trueSize(1)).toBeUndefined();
});
