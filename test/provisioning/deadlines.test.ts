import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  activeDueOn,
  endOfDay,
  legalDueOn,
  receptionDay,
  targetOn,
} from '../../src/provisioning/deadlines.js';
import { firstWorkingDayFrom, isWorkingDay } from '../../src/provisioning/working-days.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const anyDay = fc.integer({ min: 0, max: 27_000 }).map((days) => day('2026-01-01').add({ days }));

test.each([
  ['lundi', '2026-09-07', '2026-09-21', '2026-09-21', '2026-09-21'],
  ['vendredi avant Noël', '2026-12-11', '2026-12-25', '2026-12-24', '2026-12-28'],
  ['lundi avant la Pentecôte', '2027-05-03', '2027-05-17', '2027-05-14', '2027-05-18'],
  ['dimanche avant l’Assomption', '2027-08-01', '2027-08-15', '2027-08-13', '2027-08-16'],
])('received on a %s, %s: due %s, target %s, extended %s', (_name, received, due, target, extended) => {
  const dueOn = legalDueOn(day(received));
  expect([dueOn, targetOn(dueOn), firstWorkingDayFrom(dueOn)].map(String)).toEqual([due, target, extended]);
});

test.each([
  ['2027-06-19T21:59:59Z', '2027-06-19'],
  ['2027-06-19T22:00:00Z', '2027-06-20'],
  ['2027-06-19T22:30:00Z', '2027-06-20'],
  ['2027-06-20T21:59:59Z', '2027-06-20'],
  ['2026-12-31T22:59:59Z', '2026-12-31'],
  ['2026-12-31T23:00:00Z', '2027-01-01'],
  ['2027-03-28T00:59:59Z', '2027-03-28'],
  ['2027-03-27T23:30:00Z', '2027-03-28'],
  ['2026-10-24T21:59:59Z', '2026-10-24'],
  ['2026-10-24T22:00:00Z', '2026-10-25'],
  ['2026-10-25T22:59:59Z', '2026-10-25'],
  ['2026-10-25T23:00:00Z', '2026-10-26'],
])('a mail of %s is received on %s in Paris', (instant, expected) => {
  expect(receptionDay(new Date(instant)).toString()).toBe(expected);
});

test.each([
  ['2027-03-28', '2027-03-28T22:00:00.000Z'],
  ['2026-10-25', '2026-10-25T23:00:00.000Z'],
  ['2026-12-25', '2026-12-25T23:00:00.000Z'],
])('%s is over in Paris at %s, whatever the clocks did', (text, expected) => {
  expect(endOfDay(day(text)).toISOString()).toBe(expected);
});

test('the last instant of a day is still received on it, the next one is not', () => {
  fc.assert(
    fc.property(anyDay, (received) => {
      const end = endOfDay(received).getTime();
      expect(receptionDay(new Date(end - 1)).toString()).toBe(received.toString());
      expect(receptionDay(new Date(end)).toString()).toBe(received.add({ days: 1 }).toString());
    }),
  );
});

test('the target is a working day after reception and never after the legal day', () => {
  fc.assert(
    fc.property(anyDay, (received) => {
      const due = legalDueOn(received);
      const target = targetOn(due);
      expect(received.until(due).days).toBe(14);
      expect(isWorkingDay(target)).toBe(true);
      expect(received.until(target).days).toBeGreaterThan(0);
      expect(target.until(due).days).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('a closure moves the target earlier, and cannot move it before the reception', () => {
  const due = legalDueOn(day('2026-12-11'));
  expect(targetOn(due, new Set(['2026-12-24', '2026-12-23'])).toString()).toBe('2026-12-22');

  const closedAllAlong = Array.from({ length: 15 }, (_, days) => day('2026-12-11').add({ days }).toString());
  expect(targetOn(due, new Set(closedAllAlong)).toString()).toBe('2026-12-25');
});

test.each([
  ['never', [], '2026-12-07'],
  ['three days', [['2026-11-24', '2026-11-27']], '2026-12-10'],
  ['until today', [['2026-11-26', null]], '2026-12-11'],
  [
    'twice, overlapping',
    [
      ['2026-11-25', '2026-11-28'],
      ['2026-11-24', '2026-11-27'],
    ],
    '2026-12-11',
  ],
  ['the same day', [['2026-11-24', '2026-11-24']], '2026-12-07'],
] as const)(
  'when we waited for the commune %s (%j), the active clock ends on %s',
  (_name, waits, expected) => {
    const read = waits.map(([since, until]) => ({
      since: day(since),
      until: until === null ? null : day(until),
    }));
    expect(activeDueOn(day('2026-11-23'), read, day('2026-11-30')).toString()).toBe(expected);
  },
);
