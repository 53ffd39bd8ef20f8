import { activeClock, type LeftStatus } from '../../src/provisioning/active-clock.js';

const DAY_MS = 86_400_000;
const day = (count: number) => new Date(Date.UTC(2026, 10, 2, 9) + count * DAY_MS);
const left = (status: string, onDay: number): LeftStatus => ({ status, leftAt: day(onDay) });

test.each<[string, string, LeftStatus[], number, number, number]>([
  ['is ours from reception on', 'awaiting-agent', [], 3, 3, 0],
  ['stops while we wait for the commune', 'awaiting-commune', [], 4, 0, 4],
  ['goes on when the corrections come', 'awaiting-agent', [left('awaiting-commune', 5)], 7, 2, 5],
  [
    'adds up every turn, and the access to open is ours',
    'accepted',
    [left('awaiting-agent', 1), left('awaiting-commune', 4), left('awaiting-agent', 6)],
    8,
    5,
    3,
  ],
  ['stops for good when the access is open', 'opened', [left('accepted', 6)], 40, 6, 0],
  ['counts nothing before the first form came', 'awaiting-agent', [left('awaiting-commune', -3)], 2, 2, 0],
])('the active clock %s', (_how, status, past, now, ours, communes) => {
  expect(activeClock({ openedAt: day(0), status, past }, day(now))).toEqual({
    oursMs: ours * DAY_MS,
    communesMs: communes * DAY_MS,
  });
});
