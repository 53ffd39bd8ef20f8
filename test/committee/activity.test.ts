import { formsHandled, formsWithoutAPerson, minutesSaved, share } from '../../src/committee/activity.js';
import { delayClasses, type OpeningDelay, summarizeDelays } from '../../src/committee/opening-delays.js';
import { feeYear } from '../../src/fees/fee-year.js';
import { useOverTime } from '../../src/fees/use-over-time.js';

const delays: OpeningDelay[] = [
  ...[0, 2, 3, 9, 14].map((days) => ({ days, standing: 'kept' as const })),
  { days: 16, standing: 'late' },
  { days: null, standing: 'late' },
  { days: null, standing: 'pending' },
];

test('delays are told by their distribution, not only by their middle', () => {
  expect(summarizeDelays(delays)).toEqual({
    ...{ opened: 6, kept: 5, late: 2, pending: 1 },
    ...{ median: 3, ninetieth: 16, longest: 16 },
  });
  expect(delayClasses(delays).map(({ label, kept, late }) => `${label}: ${kept}+${late}`)).toEqual([
    '0–1 j: 1+0',
    '2–3 j: 2+0',
    '4–7 j: 0+0',
    '8–10 j: 1+0',
    '11–14 j: 1+0',
    '15–21 j: 0+1',
    '22 j et plus: 0+0',
  ]);
  expect(summarizeDelays([]).median).toBeNull();
});

test('the time saved is the forms nobody had to handle, each by the minutes of a setting', () => {
  const forms = { accepted: 10, corrected: 4, agent: 6, repeated: 1 };
  expect([formsHandled(forms), formsWithoutAPerson(forms), minutesSaved(forms, 20)]).toEqual([21, 15, 300]);
  expect([share(15, 21), share(0, 0)]).toEqual([71, 0]);
});

test('schools and communes are counted on the last day of each month that has begun', () => {
  const school = (uai: string, events: { kind: 'opened' | 'closed'; day: string }[]) => ({
    ...{ uai, name: uai },
    use: { lists: [{ schoolYear: 2026, since: '2026-06-01' }], events, endsOn: null },
  });
  const communes = [
    {
      insee: '1',
      name: 'A',
      siren: '',
      schools: [school('a', []), school('b', [{ kind: 'opened', day: '2026-10-05' }])],
    },
    {
      insee: '2',
      name: 'B',
      siren: '',
      schools: [
        school('c', [
          { kind: 'opened', day: '2026-07-01' },
          { kind: 'closed', day: '2026-10-15' },
        ]),
      ],
    },
  ];
  expect(useOverTime(communes, feeYear(2026, 'school'), '2026-11-03')).toEqual([
    { month: '2026-09', schools: 2, communes: 2 },
    { month: '2026-10', schools: 2, communes: 1 },
    { month: '2026-11', schools: 2, communes: 1 },
  ]);
});
