import { Temporal } from 'temporal-polyfill';
import { receptionDay } from './deadlines.js';
import { listOpenings, type Room, roomIn } from './planning-room.js';
import { addWorkingDays, type Closures, subtractWorkingDays } from './working-days.js';
import type { WorkingHours } from './working-hours.js';

export type PlanningRules = {
  hours: WorkingHours;
  /** Orders carried out in one day, at most; spread evenly over its hours. */
  perDay: number;
  closures: Closures;
};

/** An order that waits, as planning sees it. */
export type PlannableOrder = {
  id: string;
  askedOn: Temporal.PlainDate;
  dueOn: Temporal.PlainDate;
  targetOn: Temporal.PlainDate;
  /** Never carried out before this day. */
  notBefore: Temporal.PlainDate | null;
  /** What the plan in force says; null when it has not been planned. */
  plannedAt: Date | null;
  /** Being carried out, or advanced by an agent: it keeps its time, and takes its place. */
  isPinned: boolean;
};

export type Planning = {
  now: Date;
  rules: PlanningRules;
  /** When the orders already done today were: they took a place too. */
  doneAt: readonly Date[];
  /** Those of them whose promise was already missed. */
  lateDoneAt: readonly Date[];
};

/** Late orders go first in one place of so many, rounded down: where fewer are carried out in a day, in none. */
export const PLACES_PER_LATE_ONE = 10;

/** And then every promise that can be kept keeps this many working days before its target. */
export const MARGIN_DAYS = 5;

/**
 * Pure: when each order is to be carried out; null when the service never opens again. As many promises as possible
 * are kept (the earliest due first, in the earliest free hour: no other order of work keeps more). Those that cannot
 * be kept any more take what those leave, but for a small share of each day in which they go first, without taking the
 * margin of the others (docs/decisions/kept-promises-before-late-ones.md). Planned again at the same moment, nothing
 * changes.
 */
export function planOrders(orders: readonly PlannableOrder[], planning: Planning): Map<string, Date | null> {
  const { now, rules, doneAt, lateDoneAt } = planning;
  const waiting = orders.filter((order) => !order.isPinned).sort(byUrgency);
  const openings = listOpenings(now, rules, lastDayNeeded(orders, planning));
  const taken = [...doneAt, ...orders.flatMap((order) => (order.isPinned ? (order.plannedAt ?? now) : []))];
  const freshRoom = () => roomIn(openings, rules.perDay, taken);

  const lateRoom = roomIn(openings, Math.floor(rules.perDay / PLACES_PER_LATE_ONE), lateDoneAt);
  const { kept, lost } = sortPromises(waiting, freshRoom());
  const places = placeAll({ kept, lost, lateRoom }, freshRoom, rules);
  return new Map(
    waiting.map((order) => {
      const opening = places.get(order);
      return [order.id, opening === undefined ? null : timeIn(openings[opening]!, order, now)];
    }),
  );
}

type Kept = { order: PlannableOrder; opening: number };

/** The promises that can be kept, each with an hour that keeps it, and those that cannot. */
function sortPromises(
  waiting: readonly PlannableOrder[],
  room: Room,
): { kept: Kept[]; lost: PlannableOrder[] } {
  const kept: Kept[] = [];
  const lost: PlannableOrder[] = [];
  for (const order of waiting) {
    const opening = room.takeEarliest(order.notBefore, order.dueOn);
    if (opening === null) lost.push(order);
    else kept.push({ order, opening });
  }
  return { kept, lost };
}

function placeAll(
  { kept, lost, lateRoom }: { kept: readonly Kept[]; lost: readonly PlannableOrder[]; lateRoom: Room },
  freshRoom: () => Room,
  rules: PlanningRules,
): Map<PlannableOrder, number> {
  if (lost.length === 0) return new Map(kept.map(({ order, opening }) => [order, opening]));

  const places = new Map<PlannableOrder, number>();
  const reserved = freshRoom();
  for (const { order, opening } of [...kept].sort(latestReleaseFirst)) {
    const margin = subtractWorkingDays(order.targetOn, MARGIN_DAYS, rules.closures);
    reserved.takeLatest(order.notBefore, margin, opening);
  }
  const room = freshRoom();
  for (const order of lost) {
    const opening = reserved.takeEarliest(order.notBefore, null, lateRoom.isFree);
    if (opening === null) continue;
    lateRoom.take(opening);
    room.take(opening);
    places.set(order, opening);
  }
  for (const { order } of kept) {
    const opening = room.takeEarliest(order.notBefore, order.dueOn);
    if (opening !== null) places.set(order, opening);
  }
  for (const order of lost) {
    const share = places.get(order);
    if (share !== undefined) room.giveBack(share);
    const opening = room.takeEarliest(order.notBefore, null);
    if (opening !== null) places.set(order, opening);
  }
  return places;
}

function byUrgency(one: PlannableOrder, other: PlannableOrder): number {
  const compare = Temporal.PlainDate.compare;
  return (
    compare(one.dueOn, other.dueOn) ||
    compare(one.targetOn, other.targetOn) ||
    compare(one.askedOn, other.askedOn) ||
    (one.id < other.id ? -1 : 1)
  );
}

/** The mirror of « earliest due first, earliest hour »: it finds room whenever there is some. */
function latestReleaseFirst({ order: one }: Kept, { order: other }: Kept): number {
  const release = (order: PlannableOrder) => order.notBefore?.toString() ?? '';
  return release(other).localeCompare(release(one)) || byUrgency(other, one);
}

/** In the hour under way, as soon as possible; an order already planned in it, or tried before, keeps its time. */
function timeIn(opening: { startsAt: number }, { plannedAt }: PlannableOrder, now: Date): Date {
  if (opening.startsAt > now.getTime()) return new Date(opening.startsAt);
  return plannedAt !== null && plannedAt <= now ? plannedAt : now;
}

/** Far enough for every order: the last day that matters to one, then as many working days as they take. */
function lastDayNeeded(orders: readonly PlannableOrder[], { now, rules }: Planning): Temporal.PlainDate {
  const days = [receptionDay(now), ...orders.flatMap(({ notBefore, dueOn }) => [notBefore ?? dueOn, dueOn])];
  const last = days.reduce((one, other) => (Temporal.PlainDate.compare(one, other) > 0 ? one : other));
  return addWorkingDays(last, Math.ceil(orders.length / rules.perDay) + 2, rules.closures);
}
