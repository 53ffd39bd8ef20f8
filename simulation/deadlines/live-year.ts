import { Temporal } from 'temporal-polyfill';
import { endOfDay } from '../../src/provisioning/deadlines.js';
import { type RiskCode, riskOf } from '../../src/provisioning/forecast.js';
import { type PlanningRules, planOrders } from '../../src/provisioning/plan-orders.js';
import { type Opening, openingsOf } from '../../src/provisioning/working-hours.js';
import type { AskedAccess, YearOfAccesses } from './make-year.js';

export type LivedAccess = AskedAccess & {
  doneOn: Temporal.PlainDate | null;
  /** The first day, the due one at the latest, on which the team was told that it may be missed. */
  warnedOn: Temporal.PlainDate | null;
  warnedOf: RiskCode | null;
};

export type DayOfYear = {
  day: Temporal.PlainDate;
  asked: number;
  done: number;
  waiting: number;
  isAway: boolean;
};

export type LivedYear = { accesses: LivedAccess[]; days: DayOfYear[]; unkeepable: number };

type Waiting = LivedAccess & { plannedAt: Date | null; isFailing: boolean };

/**
 * Lives the year hour by hour with the planning and the forecast of the service: at the beginning of each hour everything
 * that waits is planned again, what is due in it is carried out when laclasse.com answers, and each morning what is at risk
 * is told.
 */
export function liveYear(year: YearOfAccesses, rules: PlanningRules): LivedYear {
  const accesses: LivedAccess[] = year.asked.map((one) => ({
    ...one,
    ...{ doneOn: null, warnedOn: null, warnedOf: null },
  }));
  const waiting = new Map<string, Waiting>();
  const days: DayOfYear[] = [];
  const end = year.last.add({ days: 60 });
  for (let day = year.first; Temporal.PlainDate.compare(day, end) < 0; day = day.add({ days: 1 })) {
    const arrived = accesses.filter(({ askedOn }) => askedOn.equals(day));
    for (const one of arrived) {
      waiting.set(one.id, Object.assign(one, { plannedAt: null, isFailing: false }));
    }
    const isAway = isAwayOn(year, day);
    const done = liveDay({ day, waiting, rules, isAway });
    days.push({ day, asked: arrived.length, done, waiting: waiting.size, isAway });
  }
  return { accesses, days, unkeepable: fewestMissed(year, rules) };
}

function isAwayOn({ outages }: YearOfAccesses, day: Temporal.PlainDate): boolean {
  const compare = Temporal.PlainDate.compare;
  return outages.some(({ from, until }) => compare(from, day) <= 0 && compare(day, until) <= 0);
}

type Today = {
  day: Temporal.PlainDate;
  waiting: Map<string, Waiting>;
  rules: PlanningRules;
  isAway: boolean;
};

type Done = { doneAt: Date[]; lateDoneAt: Date[] };

function liveDay({ day, waiting, rules, isAway }: Today): number {
  const done: Done = { doneAt: [], lateDoneAt: [] };
  const hours = waiting.size === 0 ? [] : openingsOf(day, rules.hours, rules.closures);
  plan(waiting, new Date(endOfDay(day.subtract({ days: 1 })).getTime() + 1), rules, done);
  warn(waiting, day);
  for (const { startsAt, endsAt } of hours) {
    const now = new Date(startsAt);
    plan(waiting, now, rules, done);
    for (const one of [...waiting.values()]) {
      if (one.plannedAt === null || one.plannedAt.getTime() >= endsAt) continue;
      one.isFailing = isAway;
      if (isAway) continue;
      one.doneOn = day;
      done.doneAt.push(now);
      if (Temporal.PlainDate.compare(day, one.dueOn) > 0) done.lateDoneAt.push(now);
      waiting.delete(one.id);
    }
  }
  warn(waiting, day);
  return done.doneAt.length;
}

function plan(waiting: Map<string, Waiting>, now: Date, rules: PlanningRules, done: Done): void {
  const orders = [...waiting.values()].map((one) => ({ ...one, isPinned: false }));
  for (const [id, plannedAt] of planOrders(orders, { now, rules, ...done })) {
    waiting.get(id)!.plannedAt = plannedAt;
  }
}

/** Only what is told while the promise may still be kept, or on its last day, counts as told before. */
function warn(waiting: Map<string, Waiting>, day: Temporal.PlainDate): void {
  for (const one of waiting.values()) {
    if (one.warnedOn !== null || Temporal.PlainDate.compare(day, one.dueOn) > 0) continue;
    const risk = riskOf({ ...one, standing: 'planned' }, day);
    if (risk !== null) Object.assign(one, { warnedOn: day, warnedOf: risk });
  }
}

/**
 * How many promises nobody could have kept, knowing all outages from the first day: in each hour in which laclasse.com
 * answers, the earliest due first, those that are past left aside. No other order of work keeps more (each takes one
 * place, whoever it is).
 */
function fewestMissed(year: YearOfAccesses, rules: PlanningRules): number {
  const left = new Set(year.asked);
  let kept = 0;
  for (
    let day = year.first;
    Temporal.PlainDate.compare(day, year.last.add({ days: 60 })) < 0;
    day = day.add({ days: 1 })
  ) {
    if (isAwayOn(year, day)) continue;
    const openings = openingsOf(day, rules.hours, rules.closures);
    kept += keepDay([...left], openings, { day, rules }, (one) => left.delete(one));
  }
  return year.asked.length - kept;
}

function keepDay(
  left: AskedAccess[],
  openings: readonly Opening[],
  { day, rules }: { day: Temporal.PlainDate; rules: PlanningRules },
  take: (one: AskedAccess) => void,
): number {
  const compare = Temporal.PlainDate.compare;
  const ready = left
    .filter(({ askedOn, notBefore }) => compare(notBefore ?? askedOn, day) <= 0 && compare(askedOn, day) <= 0)
    .filter(({ dueOn }) => compare(dueOn, day) >= 0)
    .sort((one, other) => compare(one.dueOn, other.dueOn));
  const share = Math.ceil(rules.perDay / Math.max(1, openings.length));
  const places = Math.min(rules.perDay, share * openings.length);
  for (const one of ready.slice(0, places)) take(one);
  return Math.min(ready.length, places);
}
