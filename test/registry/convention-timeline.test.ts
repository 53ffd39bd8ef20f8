import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { conventionTimeline, nextStep } from '../../src/registry/convention-timeline.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const inForce = {
  ...{
    communeInsee: '69273',
    signedOn: day('2024-09-20'),
    notifiedOn: day('2024-10-04'),
    denunciation: null,
  },
};
const denounced = { ...inForce, denunciation: { receivedOn: day('2027-05-10'), endsOn: day('2027-10-04') } };

function told(convention: Parameters<typeof conventionTimeline>[0], today: string) {
  return conventionTimeline(convention, day(today)).map(
    ({ kind, on, isPast }) => `${on} ${kind}${isPast ? '' : ' …'}`,
  );
}

test('a convention in force shows its past, its last day to give notice, and where it leads', () => {
  expect(told(inForce, '2026-11-28')).toEqual([
    '2024-09-20 signed',
    '2024-10-04 notified',
    '2025-10-04 renewed',
    '2026-10-04 renewed',
    '2027-07-04 last-day …',
    '2027-10-04 anniversary …',
  ]);
});

test('past the last day, it shows the renewal that comes and the next end possible', () => {
  expect(told(inForce, '2027-07-05').slice(-3)).toEqual([
    '2027-10-04 anniversary …',
    '2028-07-04 last-day …',
    '2028-10-04 anniversary …',
  ]);
});

test('denounced, it shows its letter, its end, and the day after', () => {
  expect(told(denounced, '2027-06-01').slice(-3)).toEqual([
    '2027-05-10 denounced',
    '2027-10-04 end …',
    '2027-10-05 closing …',
  ]);
  expect(told({ ...inForce, notifiedOn: null }, '2027-06-01')).toEqual(['2024-09-20 signed']);
});

test.each([
  ['only signed', { ...inForce, notifiedOn: null }, '2026-11-28', { kind: 'to-notify' }],
  ['on the last day to give notice', inForce, '2027-07-04', { kind: 'may-be-denounced' }],
  ['the day after', inForce, '2027-07-05', { kind: 'will-renew' }],
  ['on its anniversary', inForce, '2027-10-04', { kind: 'may-be-denounced' }],
  ['denounced', denounced, '2027-10-04', { kind: 'will-end' }],
  ['the day after its end', denounced, '2027-10-05', { kind: 'ended' }],
] as const)('what comes next for a convention %s', (_name, convention, today, step) => {
  expect(nextStep(convention, day(today))).toMatchObject(step);
});

test('whatever the day, what is to come is to come, and the points are in order', () => {
  const anyDay = fc.integer({ min: 0, max: 3_000 }).map((days) => day('2024-01-01').add({ days }));
  fc.assert(
    fc.property(anyDay, fc.nat(2_000), (notifiedOn, days) => {
      const today = notifiedOn.add({ days });
      const points = conventionTimeline({ ...inForce, signedOn: null, notifiedOn }, today);
      const order = points.map(({ on }) => on.toString());
      expect(order).toEqual(order.toSorted());
      expect(points.filter(({ isPast }) => !isPast).length).toBeGreaterThanOrEqual(1);
      const step = nextStep({ ...inForce, notifiedOn }, today);
      if (step.kind === 'may-be-denounced' || step.kind === 'will-renew') {
        expect(Temporal.PlainDate.compare(step.anniversary, today)).toBe(1);
        expect(Temporal.PlainDate.compare(step.lastDay, today)).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});
