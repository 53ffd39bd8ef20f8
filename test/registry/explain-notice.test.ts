import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { anniversaryFrom, endOfNotice, lastDayOfNotice } from '../../src/registry/convention.js';
import { explainNotice } from '../../src/registry/explain-notice.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const compare = Temporal.PlainDate.compare;
const anyDay = fc.integer({ min: 0, max: 6_000 }).map((days) => day('2019-01-01').add({ days }));

function explained(notified: string, received: string) {
  const { endsOn, lastDay, missed } = explainNotice(day(notified), day(received));
  return [endsOn, lastDay, missed && `${missed.anniversary} / ${missed.lastDay}`].map(String);
}

/** On the eve, the day and the day after the limit, for anniversaries of every awkward kind. */
test.each([
  ['2019-10-04', '2027-07-03', '2027-10-04', '2027-07-04', 'null'],
  ['2019-10-04', '2027-07-04', '2027-10-04', '2027-07-04', 'null'],
  ['2019-10-04', '2027-07-05', '2028-10-04', '2028-07-04', '2027-10-04 / 2027-07-04'],
  // 29 February, in a common year: its anniversary is the 28th, 30 November the last day.
  ['2024-02-29', '2026-11-29', '2027-02-28', '2026-11-30', 'null'],
  ['2024-02-29', '2026-11-30', '2027-02-28', '2026-11-30', 'null'],
  ['2024-02-29', '2026-12-01', '2028-02-29', '2027-11-30', '2027-02-28 / 2026-11-30'],
  // 29 February, in a leap year.
  ['2024-02-29', '2027-11-29', '2028-02-29', '2027-11-30', 'null'],
  ['2024-02-29', '2027-11-30', '2028-02-29', '2027-11-30', 'null'],
  ['2024-02-29', '2027-12-01', '2029-02-28', '2028-11-30', '2028-02-29 / 2027-11-30'],
  // 28 February: a leap year has a 29th after it.
  ['2025-02-28', '2027-11-28', '2028-02-28', '2027-11-28', 'null'],
  ['2025-02-28', '2027-11-29', '2029-02-28', '2028-11-30', '2028-02-28 / 2027-11-28'],
  // 31 August: three months before is 31 May, the last day of a month as long.
  ['2021-08-31', '2027-05-30', '2027-08-31', '2027-05-31', 'null'],
  ['2021-08-31', '2027-05-31', '2027-08-31', '2027-05-31', 'null'],
  ['2021-08-31', '2027-06-01', '2028-08-31', '2028-05-31', '2027-08-31 / 2027-05-31'],
  // 30 and 31 May: February is shorter.
  ['2021-05-31', '2027-02-28', '2027-05-31', '2027-02-28', 'null'],
  ['2021-05-31', '2027-03-01', '2028-05-31', '2028-02-29', '2027-05-31 / 2027-02-28'],
  ['2021-05-30', '2027-02-28', '2027-05-30', '2027-02-28', 'null'],
  ['2021-05-31', '2028-02-29', '2028-05-31', '2028-02-29', 'null'],
  ['2021-05-31', '2028-03-01', '2029-05-31', '2029-02-28', '2028-05-31 / 2028-02-29'],
  // On the anniversary itself, and the day after.
  ['2019-10-04', '2027-10-04', '2028-10-04', '2028-07-04', '2027-10-04 / 2027-07-04'],
  ['2019-10-04', '2027-10-05', '2028-10-04', '2028-07-04', 'null'],
  // In its first year.
  ['2026-11-20', '2027-08-20', '2027-11-20', '2027-08-20', 'null'],
  ['2026-11-20', '2027-08-21', '2028-11-20', '2028-08-20', '2027-11-20 / 2027-08-20'],
])('notified on %s, a letter of %s counts for %s', (notified, received, endsOn, lastDay, missed) => {
  expect(explained(notified, received)).toEqual([endsOn, lastDay, missed]);
});

test('a letter is late exactly when it comes after the last day of the coming anniversary', () => {
  fc.assert(
    fc.property(anyDay, fc.nat(2_500), (notified, days) => {
      const received = notified.add({ days });
      const { endsOn, lastDay, missed } = explainNotice(notified, received);
      const coming = anniversaryFrom(notified, received);
      const isLate = compare(received, lastDayOfNotice(notified, coming)) > 0;
      expect(missed === null).toBe(!isLate);
      expect(compare(received, lastDay)).toBeLessThanOrEqual(0);
      expect(endOfNotice(notified, lastDay).toString()).toBe(endsOn.toString());
      if (missed !== null) expect(missed.anniversary.until(endsOn).total({ unit: 'day' })).toBeLessThan(367);
    }),
  );
});

test('a day later, a letter never ends a convention earlier', () => {
  fc.assert(
    fc.property(anyDay, fc.nat(2_500), (notified, days) => {
      const received = notified.add({ days });
      const today = explainNotice(notified, received).endsOn;
      const tomorrow = explainNotice(notified, received.add({ days: 1 })).endsOn;
      expect(compare(today, tomorrow)).toBeLessThanOrEqual(0);
    }),
  );
});
