import { Temporal } from 'temporal-polyfill';
import { receptionDay } from '../../src/provisioning/deadlines.js';
import {
  campaignDays,
  isOnTime,
  type RenewalCalendar,
  renewalOrderDays,
} from '../../src/provisioning/renewal-calendar.js';
import { lastWorkingDayUpTo } from '../../src/provisioning/working-days.js';

const always = <Value>(value: Value) => [{ from: 0, value }];
const calendar: RenewalCalendar = {
  opensOn: always('05-03'),
  remindsOn: always(['05-31', '06-14']),
  changesBy: always('06-20'),
  isChangesDayIncluded: always(true),
  appliesBefore: always('08-20'),
  removalsFrom: always('07-10'),
};
const strict = { ...calendar, isChangesDayIncluded: always(false) };
const day = (text: string) => Temporal.PlainDate.from(text);

/** 20 June and 20 August fall on the same weekday 61 days apart: every weekday of either is here, leap years included. */
test.each([
  [2026, 'Sat', 'Thu', '2026-08-19'],
  [2027, 'Sun', 'Fri', '2027-08-19'],
  [2028, 'Tue', 'Sun', '2028-08-18'],
  [2029, 'Wed', 'Mon', '2029-08-17'],
  [2030, 'Thu', 'Tue', '2030-08-19'],
  [2031, 'Fri', 'Wed', '2031-08-19'],
  [2032, 'Sun', 'Fri', '2032-08-19'],
  [2033, 'Mon', 'Sat', '2033-08-19'],
])(
  'in %i, 20 June is a %s and 20 August a %s: the changes are applied by %s',
  (year, june, august, target) => {
    const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    const days = campaignDays(year, calendar);
    expect(names[days.lastDay.dayOfWeek - 1]).toBe(june);
    expect(names[days.applyBy.add({ days: 1 }).dayOfWeek - 1]).toBe(august);
    expect(days.lastDay.toString()).toBe(`${year}-06-20`);
    expect(campaignDays(year, strict).lastDay.toString()).toBe(`${year}-06-19`);
    expect(days.applyBy.toString()).toBe(`${year}-08-19`);
    expect(lastWorkingDayUpTo(days.applyBy).toString()).toBe(target);
    expect(renewalOrderDays('open-school', days.lastDay, days).targetOn.toString()).toBe(target);
  },
);

/** Paris is two hours ahead of UTC in June: 22:00 UTC is midnight. */
test.each([
  ['2027-06-19T21:59:59Z', '2027-06-19', true, true],
  ['2027-06-19T22:00:00Z', '2027-06-20', true, false],
  ['2027-06-20T10:00:00Z', '2027-06-20', true, false],
  ['2027-06-20T21:59:59Z', '2027-06-20', true, false],
  ['2027-06-20T22:00:00Z', '2027-06-21', false, false],
  ['2027-06-20T23:30:00Z', '2027-06-21', false, false],
  ['2028-06-18T22:00:00Z', '2028-06-19', true, true],
  ['2028-06-20T21:59:59Z', '2028-06-20', true, false],
  ['2028-06-20T22:00:00Z', '2028-06-21', false, false],
])(
  'a mail of %s is received on %s: on time %s with 20 June included, %s without',
  (instant, received, included, excluded) => {
    const receivedOn = receptionDay(new Date(instant));
    expect(receivedOn.toString()).toBe(received);
    expect(isOnTime(receivedOn, campaignDays(receivedOn.year, calendar))).toBe(included);
    expect(isOnTime(receivedOn, campaignDays(receivedOn.year, strict))).toBe(excluded);
  },
);

test.each([
  ['an addition on time', 'open-school', '2027-05-20', '2027-08-19', '2027-08-19', null],
  ['a removal on time', 'close-school', '2027-05-20', '2027-08-19', '2027-08-19', '2027-07-10'],
  ['a successor on time', 'replace-administrator', '2027-06-20', '2027-08-19', '2027-08-19', '2027-07-10'],
  ['a late removal, the classes over', 'close-school', '2027-07-10', '2027-08-19', '2027-08-19', null],
  ['a late addition', 'open-school', '2027-08-12', '2027-08-26', '2027-08-26', null],
  ['a very late addition', 'open-school', '2027-08-30', '2027-09-13', '2027-09-13', null],
] as const)('%s is bound by its days', (_what, kind, received, dueOn, targetOn, notBefore) => {
  const found = renewalOrderDays(kind, day(received), campaignDays(2027, calendar));
  expect([found.dueOn.toString(), found.targetOn.toString(), found.notBefore?.toString() ?? null]).toEqual([
    dueOn,
    targetOn,
    notBefore,
  ]);
});

test('removals set to wait for September are due two weeks after they may begin', () => {
  const days = campaignDays(2027, { ...calendar, removalsFrom: always('09-01') });
  const { dueOn, notBefore } = renewalOrderDays('close-school', day('2027-06-01'), days);
  expect([dueOn.toString(), notBefore?.toString()]).toEqual(['2027-09-15', '2027-09-01']);
});

test('a year may have dates of its own', () => {
  const moved = {
    ...calendar,
    changesBy: [
      { from: 0, value: '06-20' },
      { from: 2028, value: '06-13' },
    ],
  };
  expect(campaignDays(2027, moved).lastDay.toString()).toBe('2027-06-20');
  expect(campaignDays(2028, moved).lastDay.toString()).toBe('2028-06-13');
});
