import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addWorkingDays,
  firstWorkingDayFrom,
  isHoliday,
  isWorkingDay,
  lastWorkingDayUpTo,
} from '../../src/provisioning/working-days.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const years = Array.from({ length: 74 }, (_, index) => 2026 + index);
const anyDay = fc.integer({ min: 0, max: 27_000 }).map((days) => day('2026-01-01').add({ days }));

test.each([
  ['2026-12-25', 'Noël'],
  ['2027-01-01', 'le jour de l’an'],
  ['2027-03-29', 'le lundi de Pâques'],
  ['2027-05-01', 'la fête du travail'],
  ['2027-05-06', 'l’Ascension'],
  ['2027-05-08', 'la victoire de 1945'],
  ['2027-05-17', 'le lundi de Pentecôte'],
  ['2027-07-14', 'la fête nationale'],
  ['2027-08-15', 'l’Assomption'],
  ['2027-11-01', 'la Toussaint'],
  ['2027-11-11', 'l’armistice'],
])('%s is %s', (text) => {
  expect(isHoliday(day(text))).toBe(true);
});

test.each(['2027-03-26', '2026-12-26', '2027-06-20', '2027-03-28'])('%s is no public holiday', (text) => {
  expect(isHoliday(day(text))).toBe(false);
});

/** The moving holidays by another way: the anonymous Gregorian computus, on calendar days only. */
function easter(year: number): Temporal.PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const epact =
    (19 * golden +
      century -
      Math.floor(century / 4) -
      Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) +
      15) %
    30;
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - epact - ((year % 100) % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * sunday) / 451);
  return new Temporal.PlainDate(year, 3, 22).add({ days: epact + sunday - 7 * shift });
}

function holidaysByHand(year: number): string[] {
  const moving = [1, 39, 50].map((days) => easter(year).add({ days }).toString());
  const fixed = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];
  return [...new Set([...fixed.map((date) => `${year}-${date}`), ...moving])].sort();
}

test.each(years)('the holidays of %i are those of the calendar', (year) => {
  const first = new Temporal.PlainDate(year, 1, 1);
  const found = Array.from({ length: first.daysInYear }, (_, days) => first.add({ days })).filter(isHoliday);
  expect(found.map(String)).toEqual(holidaysByHand(year));
});

const built = fileURLToPath(new URL('../../dist/src/provisioning/working-days.js', import.meta.url));

test.each(['Europe/Paris', 'America/Santiago', 'Pacific/Auckland', 'Pacific/Kiritimati', 'Pacific/Niue'])(
  'a machine in %s knows the same holidays',
  (TZ) => {
    const script = `const { isHoliday } = await import(${JSON.stringify(built)});
      const { Temporal } = await import('temporal-polyfill');
      const first = new Temporal.PlainDate(2026, 1, 1);
      const days = Array.from({ length: 3652 }, (_, days) => first.add({ days })).filter(isHoliday);
      process.stdout.write(days.join(' '));`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    });
    expect(printed.split(' ')).toEqual(years.slice(0, 10).flatMap(holidaysByHand));
  },
);

test('a closure of the service is not worked', () => {
  const closures = new Set(['2026-12-24', '2026-12-31']);
  expect(isWorkingDay(day('2026-12-24'))).toBe(true);
  expect(isWorkingDay(day('2026-12-24'), closures)).toBe(false);
  expect(lastWorkingDayUpTo(day('2026-12-25'), closures).toString()).toBe('2026-12-23');
});

test('the last working day up to a day is worked, is not after it, and skips none', () => {
  fc.assert(
    fc.property(anyDay, (from) => {
      const last = lastWorkingDayUpTo(from);
      const skipped = last.until(from).days;
      expect(isWorkingDay(last)).toBe(true);
      expect(skipped).toBeGreaterThanOrEqual(0);
      expect(skipped).toBeLessThanOrEqual(4);
      for (let days = 1; days <= skipped; days++) expect(isWorkingDay(last.add({ days }))).toBe(false);
    }),
  );
});

test('the first working day from a day is worked, is not before it, and skips none', () => {
  fc.assert(
    fc.property(anyDay, (from) => {
      const first = firstWorkingDayFrom(from);
      const skipped = from.until(first).days;
      expect(isWorkingDay(first)).toBe(true);
      for (let days = 0; days < skipped; days++) expect(isWorkingDay(from.add({ days }))).toBe(false);
    }),
  );
});

test.each([
  ['2027-04-30', 10, '2027-05-18'],
  ['2026-11-23', 1, '2026-11-24'],
  ['2026-11-27', 1, '2026-11-30'],
  ['2026-12-24', 1, '2026-12-28'],
  ['2026-11-23', 0, '2026-11-23'],
])('after %s, working day %i is %s', (from, count, expected) => {
  expect(addWorkingDays(day(from), count).toString()).toBe(expected);
});
