import { Temporal } from 'temporal-polyfill';
import { schoolYearAskedOn, schoolYearLabel, schoolYearOf } from '../../src/registry/school-year.js';

test.each([
  ['2026-08-31', '2025-2026', '2026-2027'],
  ['2026-09-01', '2026-2027', '2026-2027'],
  ['2026-12-31', '2026-2027', '2026-2027'],
  ['2027-05-31', '2026-2027', '2026-2027'],
  ['2027-06-01', '2026-2027', '2027-2028'],
  ['2027-06-20', '2026-2027', '2027-2028'],
])('%s is in %s, and a form received that day speaks of %s', (text, current, asked) => {
  const day = Temporal.PlainDate.from(text);
  expect(schoolYearLabel(schoolYearOf(day))).toBe(current);
  expect(schoolYearLabel(schoolYearAskedOn(day))).toBe(asked);
});
