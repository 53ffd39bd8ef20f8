import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { legalDueOn, receptionDay, targetOn } from '../../src/provisioning/deadlines.js';
import { type PlannableOrder, type PlanningRules, planOrders } from '../../src/provisioning/plan-orders.js';
import { isWorkingDay } from '../../src/provisioning/working-days.js';
import { openingsOf, readWorkingHours } from '../../src/provisioning/working-hours.js';
import { mostKept } from '../support/most-kept.js';

const runs = Number(process.env['PLANNING_RUNS'] ?? 150);
const day = (text: string) => Temporal.PlainDate.from(text);
const rulesOf = (perDay: number, closed: string[] = [], hours = '09:00-17:00'): PlanningRules => ({
  hours: readWorkingHours(hours)!,
  perDay,
  closures: new Set(closed),
});

function anOrder(id: string, receivedOn: string, more: Partial<PlannableOrder> = {}): PlannableOrder {
  const dueOn = legalDueOn(day(receivedOn));
  const base = { id, askedOn: day(receivedOn), dueOn, targetOn: targetOn(dueOn) };
  return { ...base, notBefore: null, plannedAt: null, isPinned: false, ...more };
}

function planAt(now: string, orders: readonly PlannableOrder[], rules = rulesOf(120), doneAt: Date[] = []) {
  const plan = planOrders(orders, { now: new Date(now), rules, doneAt });
  return Object.fromEntries([...plan].map(([id, at]) => [id, at?.toISOString() ?? null]));
}

test.each([
  ['in working hours, at once', '2026-11-24T10:20:00Z', '2026-11-24T10:20:00.000Z'],
  ['before them, when they begin', '2026-11-24T03:00:00Z', '2026-11-24T08:00:00.000Z'],
  ['after them, the next day', '2026-11-24T16:00:00Z', '2026-11-25T08:00:00.000Z'],
  ['on a Friday evening, on Monday', '2026-11-27T16:30:00Z', '2026-11-30T08:00:00.000Z'],
  ['on Christmas Eve in the evening, after Christmas', '2026-12-24T16:00:00Z', '2026-12-28T08:00:00.000Z'],
  ['on the Sunday when summer time begins', '2027-03-28T10:00:00Z', '2027-03-30T07:00:00.000Z'],
  ['on the Sunday when it ends', '2026-10-25T10:00:00Z', '2026-10-26T08:00:00.000Z'],
])('an order asked %s', (_when, now, expected) => {
  const receivedOn = receptionDay(new Date(now)).toString();
  expect(planAt(now, [anOrder('a', receivedOn)])).toEqual({ a: expected });
});

test('when orders may be carried out at any time, one asked at night is planned at once', () => {
  const now = '2026-11-29T02:12:00.000Z';
  expect(planAt(now, [anOrder('a', '2026-11-29')], rulesOf(24, [], 'always'))).toEqual({ a: now });
});

test('a day takes no more than its capacity, an hour its share, and the most urgent come first', () => {
  const orders = ['2026-11-20', '2026-11-12', '2026-11-18', '2026-11-16', '2026-11-14'].map((received) =>
    anOrder(received, received),
  );
  expect(planAt('2026-11-24T14:30:00Z', orders, rulesOf(8))).toEqual({
    '2026-11-12': '2026-11-24T14:30:00.000Z',
    '2026-11-14': '2026-11-24T15:00:00.000Z',
    '2026-11-16': '2026-11-25T08:00:00.000Z',
    '2026-11-18': '2026-11-25T09:00:00.000Z',
    '2026-11-20': '2026-11-25T10:00:00.000Z',
  });
});

test('what was done in this hour took its place', () => {
  const done = [new Date('2026-11-24T14:05:00Z')];
  expect(planAt('2026-11-24T14:30:00Z', [anOrder('a', '2026-11-20')], rulesOf(8), done)).toEqual({
    a: '2026-11-24T15:00:00.000Z',
  });
});

test('an order is never planned before the day it may be carried out', () => {
  const order = anOrder('a', '2026-11-20', { notBefore: day('2026-11-28') });
  expect(planAt('2026-11-24T14:30:00Z', [order])).toEqual({ a: '2026-11-30T08:00:00.000Z' });
});

test('an order that an agent advanced keeps its time, and takes its place', () => {
  const advanced = anOrder('a', '2026-11-24', {
    isPinned: true,
    plannedAt: new Date('2026-11-24T14:10:00Z'),
  });
  const planned = planAt('2026-11-24T14:30:00Z', [advanced, anOrder('b', '2026-11-12')], rulesOf(8));
  expect(planned).toEqual({ b: '2026-11-24T15:00:00.000Z' });
});

test('a late order comes before those that have time, and after those that have none left', () => {
  const orders = [
    anOrder('late', '2026-11-02'),
    anOrder('calm', '2026-11-23'),
    anOrder('today', '2026-11-10'),
  ];
  expect(planAt('2026-11-24T14:30:00Z', orders, rulesOf(8))).toEqual({
    today: '2026-11-24T14:30:00.000Z',
    late: '2026-11-24T15:00:00.000Z',
    calm: '2026-11-25T08:00:00.000Z',
  });
});

const anyMoment = fc
  .tuple(fc.integer({ min: 0, max: 8 * 365 }), fc.integer({ min: 0, max: 24 * 60 - 1 }))
  .map(([days, minutes]) => new Date(Date.UTC(2026, 0, 1) + days * 86_400_000 + minutes * 60_000));

const anySituation = fc
  .record({
    now: anyMoment,
    perDay: fc.integer({ min: 1, max: 12 }),
    isAlways: fc.boolean(),
    ages: fc.array(fc.integer({ min: -2, max: 20 }), { maxLength: 60 }),
    releases: fc.array(fc.option(fc.integer({ min: -3, max: 12 }), { freq: 3 }), {
      minLength: 60,
      maxLength: 60,
    }),
    closed: fc.uniqueArray(fc.integer({ min: 0, max: 15 }), { maxLength: 6 }),
  })
  .map(({ now, perDay, isAlways, ages, releases, closed }) => {
    const today = receptionDay(now);
    const closures = closed.map((days) => today.add({ days }).toString());
    const rules = rulesOf(perDay, closures, isAlways ? 'always' : '09:00-17:00');
    const orders = ages.map((age, index) => {
      const release = releases[index];
      const notBefore = release == null ? null : today.add({ days: release });
      return anOrder(String(index).padStart(2, '0'), today.subtract({ days: age }).toString(), { notBefore });
    });
    return { now, rules, orders, today };
  });

test('no plan keeps more promises: as many are kept as by matching orders with hours one by one', () => {
  fc.assert(
    fc.property(anySituation, ({ now, rules, orders, today }) => {
      const plan = planOrders(orders, { now, rules, doneAt: [] });
      const kept = orders.filter(({ id, dueOn }) => {
        const at = plan.get(id)!;
        return at !== null && Temporal.PlainDate.compare(receptionDay(at), dueOn) <= 0;
      });
      const openings = Array.from({ length: 25 }, (_, days) =>
        openingsOf(today.add({ days }), rules.hours, rules.closures).filter(
          ({ endsAt }) => endsAt > now.getTime(),
        ),
      ).flat();
      expect(kept.length).toBe(mostKept(orders, openings, rules));
    }),
    { numRuns: runs },
  );
});

test('every order has a time: in working hours, not past, not before its day, within the capacity of the day', () => {
  fc.assert(
    fc.property(anySituation, ({ now, rules, orders }) => {
      const plan = planOrders(orders, { now, rules, doneAt: [] });
      const perDay = new Map<string, number>();
      for (const { id, notBefore } of orders) {
        const at = plan.get(id)!;
        const on = receptionDay(at!);
        expect(at!.getTime()).toBeGreaterThanOrEqual(now.getTime());
        if (notBefore !== null) expect(Temporal.PlainDate.compare(on, notBefore)).toBeGreaterThanOrEqual(0);
        if (rules.hours.kind === 'working-days') expect(isWorkingDay(on, rules.closures)).toBe(true);
        const opening = openingsOf(on, rules.hours, rules.closures).find(
          ({ startsAt, endsAt }) => startsAt <= at!.getTime() && at!.getTime() < endsAt,
        );
        expect(opening).toBeDefined();
        perDay.set(on.toString(), (perDay.get(on.toString()) ?? 0) + 1);
      }
      for (const count of perDay.values()) expect(count).toBeLessThanOrEqual(rules.perDay);
    }),
    { numRuns: runs },
  );
});

test('planned again at the same moment, in whatever order, nothing changes', () => {
  fc.assert(
    fc.property(anySituation, ({ now, rules, orders }) => {
      const first = planOrders(orders, { now, rules, doneAt: [] });
      const again = orders.map((order) => ({ ...order, plannedAt: first.get(order.id)! })).reverse();
      expect(new Map([...planOrders(again, { now, rules, doneAt: [] })].sort())).toEqual(
        new Map([...first].sort()),
      );
    }),
    { numRuns: runs },
  );
});

test('without an opening ever, nothing is planned and nothing hangs', () => {
  const closed = Array.from({ length: 60 }, (_, days) => day('2026-11-20').add({ days }).toString());
  const planned = planAt('2026-11-24T14:30:00Z', [anOrder('a', '2026-11-20')], rulesOf(8, closed));
  expect(planned).toEqual({ a: '2027-01-19T08:00:00.000Z' });
});
