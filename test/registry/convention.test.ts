import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  anniversaryFrom,
  type Convention,
  conventionState,
  denounce,
  endOfNotice,
  isConventionInForce,
  lastDayOfNotice,
  nextConventionStates,
  renewalsBetween,
  withdrawDenunciation,
} from '../../src/registry/convention.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const compare = Temporal.PlainDate.compare;
const anyDay = fc.integer({ min: 0, max: 3_000 }).map((days) => day('2024-01-01').add({ days }));

const convention = (given: Partial<Convention> = {}): Convention => ({
  communeInsee: '69273',
  notifiedOn: day('2019-10-04'),
  denunciation: null,
  ...given,
});
const denounced = convention({ denunciation: { receivedOn: day('2027-05-10'), endsOn: day('2027-10-04') } });

test.each([
  ['only signed', convention({ notifiedOn: null }), '2026-11-23', 'signed', false],
  ['before its notification', convention(), '2019-10-03', 'signed', false],
  ['the day of its notification', convention(), '2019-10-04', 'in_force', true],
  ['years later, renewed by silence', convention(), '2026-11-23', 'in_force', true],
  ['the eve of the letter', denounced, '2027-05-09', 'in_force', true],
  ['the day of the letter', denounced, '2027-05-10', 'denounced', true],
  ['the last day of notice', denounced, '2027-10-04', 'denounced', true],
  ['the day after', denounced, '2027-10-05', 'ended', false],
] as const)('a convention %s', (_name, given, on, state, inForce) => {
  expect(conventionState(given, day(on))).toBe(state);
  expect(isConventionInForce(given, day(on))).toBe(inForce);
});

test.each([
  ['2019-10-04', '2019-10-04', '2020-10-04'],
  ['2019-10-04', '2026-10-04', '2026-10-04'],
  ['2019-10-04', '2026-10-05', '2027-10-04'],
  ['2024-02-29', '2025-02-28', '2025-02-28'],
  ['2024-02-29', '2025-03-01', '2026-02-28'],
  ['2024-02-29', '2028-01-01', '2028-02-29'],
])('notified on %s, the anniversary from %s is %s', (notified, from, anniversary) => {
  expect(anniversaryFrom(day(notified), day(from)).toString()).toBe(anniversary);
});

test.each([
  ['2019-10-04', '2027-07-03', '2027-10-04'],
  ['2019-10-04', '2027-07-04', '2027-10-04'],
  ['2019-10-04', '2027-07-05', '2028-10-04'],
  ['2019-10-04', '2019-10-05', '2020-10-04'],
  ['2024-05-31', '2027-02-28', '2027-05-31'],
  ['2024-05-31', '2027-03-01', '2028-05-31'],
  ['2024-02-29', '2026-11-28', '2027-02-28'],
  ['2024-02-28', '2026-11-30', '2027-02-28'],
])('notified on %s, a letter received on %s ends it on %s', (notified, received, ends) => {
  expect(endOfNotice(day(notified), day(received)).toString()).toBe(ends);
});

test('a letter received up to the last day ends the convention at that anniversary, one day later a year after', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 8 }), (notified, years) => {
      const anniversary = notified.add({ years });
      const last = lastDayOfNotice(notified, anniversary);
      expect(endOfNotice(notified, last).toString()).toBe(anniversary.toString());
      expect(endOfNotice(notified, last.add({ days: 1 })).toString()).toBe(
        notified.add({ years: years + 1 }).toString(),
      );
    }),
  );
});

test('a notice lasts three months at least and fifteen at most, and ends on an anniversary', () => {
  fc.assert(
    fc.property(anyDay, fc.nat(3_000), (notified, days) => {
      const received = notified.add({ days });
      const ends = endOfNotice(notified, received);
      expect(compare(received.add({ months: 3 }), ends)).toBeLessThanOrEqual(0);
      expect(compare(ends, received.add({ months: 15, days: 3 }))).toBeLessThanOrEqual(0);
      expect(notified.add({ years: ends.year - notified.year }).toString()).toBe(ends.toString());
    }),
  );
});

test('a registered letter ends the convention at its anniversary', () => {
  const letter = { by: 'registered_letter', receivedOn: day('2027-05-10') } as const;
  expect(denounce(convention(), letter)).toEqual({ ok: true, value: denounced });
});

test.each([
  ['an e-mail', convention(), { by: 'e-mail', receivedOn: day('2027-05-10') }, 'not_a_registered_letter'],
  [
    'a second letter',
    denounced,
    { by: 'registered_letter', receivedOn: day('2027-06-01') },
    'already_denounced',
  ],
  [
    'a letter about a convention only signed',
    convention({ notifiedOn: null }),
    { by: 'registered_letter', receivedOn: day('2027-06-01') },
    'not_in_force',
  ],
] as const)('%s ends nothing', (_name, given, notice, failure) => {
  expect(denounce(given, notice)).toEqual({ ok: false, failure });
});

test('day after day, a convention only goes where its life leads', () => {
  const conventions = fc.tuple(anyDay, fc.nat(900)).map(([notifiedOn, days]) => {
    const fresh = convention({ notifiedOn });
    const ended = denounce(fresh, { by: 'registered_letter', receivedOn: notifiedOn.add({ days }) });
    return ended.ok ? ended.value : fresh;
  });
  fc.assert(
    fc.property(conventions, anyDay, (given, on) => {
      const today = conventionState(given, on);
      const tomorrow = conventionState(given, on.add({ days: 1 }));
      const possible: readonly string[] = [today, ...nextConventionStates[today]];
      expect(possible).toContain(tomorrow);
    }),
  );
});

test.each([
  ['every year since', convention(), '2019-10-04', '2022-10-03', ['2020-10-04', '2021-10-04']],
  ['on the day itself', convention(), '2021-10-04', '2022-10-04', ['2022-10-04']],
  ['not at its end, nor after', denounced, '2025-12-31', '2030-01-01', ['2026-10-04']],
  ['never, only signed', convention({ notifiedOn: null }), '2019-01-01', '2030-01-01', []],
  [
    'on 28 February but in leap years',
    convention({ notifiedOn: day('2024-02-29') }),
    '2024-02-29',
    '2028-03-01',
    ['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29'],
  ],
  [
    'on 31 August',
    convention({ notifiedOn: day('2024-08-31') }),
    '2024-08-31',
    '2026-08-31',
    ['2025-08-31', '2026-08-31'],
  ],
] as const)('silence renews a convention %s', (_name, given, after, until, renewals) => {
  expect(renewalsBetween(given, day(after), day(until)).map(String)).toEqual(renewals);
});

test('day after day, renewals are the same as all at once, one a year', () => {
  fc.assert(
    fc.property(anyDay, fc.nat(1_500), (notifiedOn, days) => {
      const given = convention({ notifiedOn });
      const until = notifiedOn.add({ days });
      const daily = Array.from({ length: days }, (_, index) =>
        renewalsBetween(given, notifiedOn.add({ days: index }), notifiedOn.add({ days: index + 1 })),
      ).flat();
      expect(daily.map(String)).toEqual(renewalsBetween(given, notifiedOn, until).map(String));
      expect(daily.map(({ year }) => year)).toEqual(daily.map((_, index) => notifiedOn.year + index + 1));
    }),
    { numRuns: 30 },
  );
});

test('the commune takes its letter back until the last day, and the convention goes on', () => {
  expect(withdrawDenunciation(denounced, day('2027-10-04'))).toEqual({ ok: true, value: convention() });
  expect(withdrawDenunciation(denounced, day('2027-10-05'))).toEqual({ ok: false, failure: 'already_ended' });
  expect(withdrawDenunciation(convention(), day('2027-10-04'))).toEqual({
    ok: false,
    failure: 'not_denounced',
  });
});
