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
  const plan = planOrders(orders, { now: new Date(now), rules, doneAt, lateDoneAt: [] });
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

const lateOnes = () => [
  anOrder('late', '2026-11-02'),
  anOrder('later', '2026-11-03'),
  anOrder('calm', '2026-11-23'),
  anOrder('today', '2026-11-10'),
];

test('where each place counts, late orders come after all that can still be kept', () => {
  expect(planAt('2026-11-24T14:30:00Z', lateOnes(), rulesOf(8))).toEqual({
    today: '2026-11-24T14:30:00.000Z',
    calm: '2026-11-24T15:00:00.000Z',
    late: '2026-11-25T08:00:00.000Z',
    later: '2026-11-25T09:00:00.000Z',
  });
});

test('else one place in ten is theirs, after those that have no time left and before those that have', () => {
  const calm = Array.from({ length: 20 }, (_, index) => anOrder(`calm ${index + 10}`, '2026-11-23'));
  const planned = planAt('2026-11-24T14:30:00Z', [...lateOnes(), ...calm], rulesOf(16));
  expect(planned).toMatchObject({
    today: '2026-11-24T14:30:00.000Z',
    late: '2026-11-24T14:30:00.000Z',
    calm: '2026-11-24T15:00:00.000Z',
    later: '2026-11-25T08:00:00.000Z',
  });
});

test('one that was late and done today took the share of the day', () => {
  const calm = Array.from({ length: 20 }, (_, index) => anOrder(`calm ${index + 10}`, '2026-11-23'));
  const plan = planOrders([anOrder('late', '2026-11-02'), ...calm], {
    now: new Date('2026-11-24T14:30:00Z'),
    rules: rulesOf(16),
    doneAt: [new Date('2026-11-24T09:00:00Z')],
    lateDoneAt: [new Date('2026-11-24T09:00:00Z')],
  });
  expect(plan.get('late')).toEqual(new Date('2026-11-25T08:00:00Z'));
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
      const plan = planOrders(orders, { now, rules, doneAt: [], lateDoneAt: [] });
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
      const plan = planOrders(orders, { now, rules, doneAt: [], lateDoneAt: [] });
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
      const first = planOrders(orders, { now, rules, doneAt: [], lateDoneAt: [] });
      const again = orders.map((order) => ({ ...order, plannedAt: first.get(order.id)! })).reverse();
      expect(new Map([...planOrders(again, { now, rules, doneAt: [], lateDoneAt: [] })].sort())).toEqual(
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

test('no place is left empty while a late order could take it: its wait ends with the rush', () => {
  fc.assert(
    fc.property(anySituation, ({ now, rules, orders, today }) => {
      const plan = planOrders(orders, { now, rules, doneAt: [], lateDoneAt: [] });
      const late = orders.filter(({ dueOn }) => Temporal.PlainDate.compare(dueOn, today) < 0);
      const waitsFrom = (order: PlannableOrder) => order.notBefore ?? today;
      for (const order of late) {
        const on = receptionDay(plan.get(order.id)!);
        for (let one = today; Temporal.PlainDate.compare(one, on) < 0; one = one.add({ days: 1 })) {
          if (one.equals(today) || Temporal.PlainDate.compare(one, waitsFrom(order)) < 0) continue;
          if (openingsOf(one, rules.hours, rules.closures).length === 0) continue;
          const done = [...plan.values()].filter((at) => receptionDay(at!).equals(one)).length;
          expect(done).toBe(rules.perDay);
        }
      }
    }),
    { numRuns: runs },
  );
});

const anyFuture = fc.record({
  start: anyMoment,
  perDay: fc.integer({ min: 1, max: 3 }),
  asked: fc.array(fc.tuple(fc.integer({ min: 0, max: 25 }), fc.option(fc.integer({ min: 0, max: 10 }))), {
    maxLength: 45,
  }),
  away: fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 15 }),
});

test('day by day, what is asked and when laclasse.com is away unknown until then, nobody who knew all keeps more', () => {
  fc.assert(
    fc.property(anyFuture, ({ start, perDay, asked, away }) => {
      const first = receptionDay(start);
      const rules = rulesOf(perDay, [], '09:00-11:00');
      const orders = asked.map(([after, release], index) => {
        const on = first.add({ days: after });
        const notBefore = on.add({ days: release ?? 0 });
        return anOrder(String(index).padStart(2, '0'), on.toString(), { notBefore });
      });
      const days = Array.from({ length: 45 }, (_, after) => first.add({ days: after }));
      const answers = days.filter((_, after) => !away.includes(after));
      const openings = answers.flatMap((one) => openingsOf(one, rules.hours, rules.closures));
      const waiting = new Set(orders);
      const doneAt: Date[] = [];
      let kept = 0;
      for (const { day: today, startsAt, endsAt } of openings) {
        const here = [...waiting].filter(({ askedOn }) => Temporal.PlainDate.compare(askedOn, today) <= 0);
        const plan = planOrders(here, { now: new Date(startsAt), rules, doneAt, lateDoneAt: [] });
        for (const order of here) {
          if (plan.get(order.id)!.getTime() >= endsAt) continue;
          waiting.delete(order);
          doneAt.push(new Date(startsAt));
          if (Temporal.PlainDate.compare(today, order.dueOn) <= 0) kept += 1;
        }
      }
      expect(kept).toBe(mostKept(orders, openings, rules));
    }),
    { numRuns: Math.ceil(runs / 3) },
  );
});
