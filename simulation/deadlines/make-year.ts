import { Temporal } from 'temporal-polyfill';
import { legalDueOn, targetOn } from '../../src/provisioning/deadlines.js';
import { renewalOrderDays } from '../../src/provisioning/renewal-calendar.js';
import { type Random, randomFrom } from '../random.js';

/** One access asked for, with its dates. */
export type AskedAccess = {
  id: string;
  askedOn: Temporal.PlainDate;
  dueOn: Temporal.PlainDate;
  targetOn: Temporal.PlainDate;
  notBefore: Temporal.PlainDate | null;
};

/** laclasse.com answers nothing from the beginning of one day to the end of another. */
export type Outage = { from: Temporal.PlainDate; until: Temporal.PlainDate };

export type YearOfAccesses = {
  first: Temporal.PlainDate;
  last: Temporal.PlainDate;
  asked: readonly AskedAccess[];
  outages: readonly Outage[];
};

export type YearSize = { seed: number; schools: number; communes: number; schoolYear: number };

/**
 * A year of a service that opens in it: each commune joins with its whole list, most of them in the rush of June (applied
 * before 20 August) or of September (two weeks); then come changes of person and additions; and laclasse.com is away for
 * days, the worst days included.
 */
export function makeYear({ seed, schools, communes, schoolYear }: YearSize): YearOfAccesses {
  const random = randomFrom(seed);
  const first = new Temporal.PlainDate(schoolYear, 5, 1);
  const last = first.add({ years: 1 });
  const asked: AskedAccess[] = [];
  const ask = (day: Temporal.PlainDate, count: number) => {
    for (let index = 0; index < count; index += 1)
      asked.push(anAccess(random, asked.length, day, schoolYear));
  };
  for (const size of sizesOf(random, schools, communes)) {
    ask(joiningDay(random, schoolYear), size);
    for (let change = random.between(0, 2); change > 0; change -= 1) {
      ask(first.add({ days: random.between(130, 350) }), random.between(1, Math.min(3, size)));
    }
  }
  return { first, last, asked, outages: outagesOf(random, schoolYear) };
}

/** Few large towns, many small ones; they add up. */
function sizesOf(random: Random, schools: number, communes: number): number[] {
  const weights = Array.from({ length: communes }, () => 0.3 + random.next() ** 4 * 8);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const sizes = weights.map((weight) => Math.max(1, Math.floor((weight / total) * schools)));
  for (let left = schools - sizes.reduce((sum, size) => sum + size, 0); left !== 0; left -= Math.sign(left)) {
    const index = sizes.findIndex((size) => size + Math.sign(left) >= 1);
    const chosen = random.between(0, communes - 1);
    sizes[sizes[chosen]! + Math.sign(left) >= 1 ? chosen : index]! += Math.sign(left);
  }
  return sizes;
}

function joiningDay(random: Random, year: number): Temporal.PlainDate {
  const when = random.next();
  if (when < 0.45) return new Temporal.PlainDate(year, 6, 20).subtract({ days: random.between(0, 12) });
  if (when < 0.85) return new Temporal.PlainDate(year, 9, 1).add({ days: random.between(0, 14) });
  return new Temporal.PlainDate(year, 5, 1).add({ days: random.between(0, 340) });
}

function anAccess(random: Random, index: number, askedOn: Temporal.PlainDate, year: number): AskedAccess {
  const id = String(index).padStart(5, '0');
  const isRenewal = askedOn.month === 6 && askedOn.day <= 20;
  if (!isRenewal) {
    const dueOn = legalDueOn(askedOn);
    return { ...{ id, askedOn, dueOn, notBefore: null }, targetOn: targetOn(dueOn) };
  }
  const kind = random.happens(0.25) ? 'replace-administrator' : 'open-school';
  return { ...{ id, askedOn }, ...renewalOrderDays(kind, askedOn, renewal(year)) };
}

/** The dates of the convention: before 20 August, nobody loses an access before the end of the classes. */
function renewal(year: number) {
  return { applyBy: new Temporal.PlainDate(year, 8, 19), removalsFrom: new Temporal.PlainDate(year, 7, 6) };
}

/** Days, weekends included: the planning keeps a margin of five working days for what nobody foresees. */
const LONGEST_OUTAGE = 5;
const BETWEEN_OUTAGES = 21;

/** One in each rush, and three anywhere else, none in the wake of another. */
function outagesOf(random: Random, year: number): Outage[] {
  const day = (month: number, date: number) => new Temporal.PlainDate(year, month, date);
  const starts = [
    day(8, 10).add({ days: random.between(0, 6) }),
    day(9, 7).add({ days: random.between(0, 10) }),
  ];
  for (let tries = 0; tries < 100 && starts.length < 5; tries += 1) {
    const start = day(5, 15).add({ days: random.between(0, 330) });
    if (starts.every((other) => Math.abs(other.until(start).days) >= BETWEEN_OUTAGES)) starts.push(start);
  }
  return starts.map((from) => ({ from, until: from.add({ days: random.between(0, LONGEST_OUTAGE - 1) }) }));
}
