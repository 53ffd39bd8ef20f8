import { Temporal } from 'temporal-polyfill';
import { agentTakesOverOn, lastAskedDayToRemind } from '../../src/provisioning/corrections-calendar.js';
import { addWorkingDays } from '../../src/provisioning/working-days.js';

const patience = { remindAfterDays: 4, agentAfterDays: 3 };
const day = (text: string) => Temporal.PlainDate.from(text);

test.each([
  ['2026-11-27', '2026-11-23'],
  ['2026-11-30', '2026-11-24'],
  // Asked on Friday, Saturday or Sunday: Monday is the first day counted.
  ['2026-12-03', '2026-11-29'],
  // 25 December and 1 January are not worked.
  ['2027-01-04', '2026-12-28'],
])('on %s, whoever was asked on %s or before is reminded', (today, asked) => {
  expect(String(lastAskedDayToRemind(day(today), patience))).toBe(asked);
});

test.each(['2026-11-28', '2026-11-29', '2026-12-25', '2027-05-17'])('nobody is reminded on %s', (today) => {
  expect(lastAskedDayToRemind(day(today), patience)).toBeNull();
});

test('a day the service is closed is no day to remind, nor is it counted', () => {
  const closures = new Set(['2026-12-24']);
  expect(lastAskedDayToRemind(day('2026-12-24'), patience, closures)).toBeNull();
  expect(String(agentTakesOverOn(day('2026-12-23'), patience, closures))).toBe('2026-12-30');
});

test('over a whole year, each day of asking is reminded on the day the calendar says, never before', () => {
  for (let asked = day('2026-09-01'); asked.year === 2026; asked = asked.add({ days: 1 })) {
    const dueOn = addWorkingDays(asked, patience.remindAfterDays);
    expect(Temporal.PlainDate.compare(lastAskedDayToRemind(dueOn, patience)!, asked)).toBeGreaterThanOrEqual(
      0,
    );
    const eve = lastAskedDayToRemind(dueOn.subtract({ days: 1 }), patience);
    if (eve !== null) expect(Temporal.PlainDate.compare(eve, asked)).toBeLessThan(0);
  }
});
