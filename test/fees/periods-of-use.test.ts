import { type AccessEvent, type KnownUse, periodsOfUse } from '../../src/fees/periods-of-use.js';

function used(lists: Record<number, string>, events: readonly string[] = [], endsOn: string | null = null) {
  const use: KnownUse = {
    lists: Object.entries(lists).map(([year, since]) => ({ schoolYear: Number(year), since })),
    events: events.map((text): AccessEvent => {
      const [kind, day] = text.split(' ');
      return { kind: kind as AccessEvent['kind'], day: day! };
    }),
    endsOn,
  };
  return periodsOfUse(use).map(({ from, until }) => `${from}…${until}`);
}

test.each([
  [
    'a school listed in June uses the service from September',
    { 2026: '2026-06-12' },
    [],
    ['2026-09-01…2027-08-31'],
  ],
  [
    'access opened in July is for the coming year',
    { 2026: '2026-06-12' },
    ['opened 2026-07-01'],
    ['2026-09-01…2027-08-31'],
  ],
  [
    'a school added in February uses it from its opening',
    { 2026: '2027-02-03' },
    ['opened 2027-02-10'],
    ['2027-02-10…2027-08-31'],
  ],
  [
    'a year follows another without a break',
    { 2025: '2025-06-01', 2026: '2026-06-01' },
    ['opened 2025-07-01'],
    ['2025-09-01…2027-08-31'],
  ],
  [
    'a school taken off the list in the year used it until its access closed',
    {},
    ['opened 2026-07-01', 'closed 2026-11-17'],
    ['2026-09-01…2026-11-17'],
  ],
  [
    'a removal asked in June and applied in August owes nothing for the year that follows',
    { 2025: '2025-06-01' },
    ['opened 2025-07-01', 'closed 2026-08-20'],
    ['2025-09-01…2026-08-20'],
  ],
  [
    'a closing due in September lets the year that follows begin',
    { 2025: '2025-06-01' },
    ['opened 2025-07-01', 'closed 2026-09-08'],
    ['2025-09-01…2026-09-08'],
  ],
  ['opened in July and closed in August: never used', {}, ['opened 2026-07-01', 'closed 2026-08-10'], []],
  [
    'closed and opened again in the year: two periods',
    { 2026: '2026-06-01' },
    ['opened 2026-07-01', 'closed 2026-11-30', 'opened 2027-03-01'],
    ['2026-09-01…2026-11-30', '2027-03-01…2027-08-31'],
  ],
  [
    'closed and opened again the same day: no break',
    { 2026: '2026-06-01' },
    ['opened 2026-07-01', 'closed 2026-11-30', 'opened 2026-11-30'],
    ['2026-09-01…2027-08-31'],
  ],
  ['a closing of which nothing else is known owes nothing', {}, ['closed 2026-11-17'], []],
])('%s', (_title, lists, events, expected) => {
  expect(used(lists as Record<number, string>, events)).toEqual(expected);
});

test('nothing is used past the end of the convention', () => {
  expect(used({ 2025: '2025-06-01', 2026: '2026-06-01' }, [], '2026-10-03')).toEqual([
    '2025-09-01…2026-10-03',
  ]);
  expect(used({ 2026: '2026-06-01' }, [], '2026-08-31')).toEqual([]);
});
