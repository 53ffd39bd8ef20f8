import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { closingDates, reminderDay } from '../../src/provisioning/convention-end.js';
import { isWorkingDay } from '../../src/provisioning/working-days.js';

const day = (text: string) => Temporal.PlainDate.from(text);

test.each([
  ['2027-10-04', 'a Monday', '2027-10-05', '2027-10-05'],
  ['2027-10-01', 'a Friday', '2027-10-02', '2027-10-04'],
  ['2027-10-31', 'the eve of All Saints', '2027-11-01', '2027-11-02'],
  ['2028-02-29', 'a leap day', '2028-03-01', '2028-03-01'],
  ['2027-08-31', 'the end of August', '2027-09-01', '2027-09-01'],
])('a convention that ends on %s, %s, closes from %s, by %s', (endsOn, _name, notBefore, dueOn) => {
  const dates = closingDates(day(endsOn));
  expect([dates.notBefore, dates.dueOn, dates.targetOn].map(String)).toEqual([notBefore, dueOn, dueOn]);
});

test('a closure of the service pushes the closing back, never forward', () => {
  expect(String(closingDates(day('2027-10-04'), new Set(['2027-10-05'])).dueOn)).toBe('2027-10-06');
});

test.each([
  ['2027-10-04', 30, '2027-09-03'],
  ['2027-10-05', 30, '2027-09-03'],
  ['2027-10-06', 30, '2027-09-06'],
])('of an end on %s, people are told %i days before: on %s', (endsOn, daysBefore, told) => {
  expect(String(reminderDay(day(endsOn), daysBefore))).toBe(told);
});

test('whatever the day, access outlives the convention by less than a working day and never ends before it', () => {
  const anyDay = fc.integer({ min: 0, max: 6_000 }).map((days) => day('2024-01-01').add({ days }));
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 90 }), (endsOn, daysBefore) => {
      const { notBefore, dueOn } = closingDates(endsOn);
      expect(endsOn.until(notBefore).days).toBe(1);
      expect(isWorkingDay(dueOn)).toBe(true);
      for (let between = notBefore; !between.equals(dueOn); between = between.add({ days: 1 })) {
        expect(isWorkingDay(between)).toBe(false);
      }
      expect(reminderDay(endsOn, daysBefore).until(endsOn).total({ unit: 'day' })).toBeGreaterThanOrEqual(
        daysBefore,
      );
    }),
  );
});
