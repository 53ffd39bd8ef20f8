import type { Temporal } from 'temporal-polyfill';
import { receptionDay } from './deadlines.js';
import type { Closures } from './working-days.js';
import { type Opening, openingsOf, type WorkingHours } from './working-hours.js';

/** The openings from the one under way to the last of a day, in order. */
export function listOpenings(
  now: Date,
  { hours, closures }: { hours: WorkingHours; closures: Closures },
  lastDay: Temporal.PlainDate,
): Opening[] {
  const today = receptionDay(now);
  const days = Math.max(0, today.until(lastDay).days);
  return Array.from({ length: days + 1 }, (_, ahead) => today.add({ days: ahead }))
    .flatMap((day) => openingsOf(day, hours, closures))
    .filter(({ endsAt }) => endsAt > now.getTime());
}

type Day = Temporal.PlainDate | null;

/** The places left in the openings, which are named by their index. Days are included; null is no bound. */
export type Room = {
  /** Takes the earliest place between two days, of the openings that suit; null when there is none. */
  takeEarliest(from: Day, until: Day, suits?: (opening: number) => boolean): number | null;
  /** Takes the latest place from one day until another, or until the opening `atLeast` when that is later. */
  takeLatest(from: Day, until: Day, atLeast: number): number | null;
  take(opening: number): void;
  giveBack(opening: number): void;
  isFree(opening: number): boolean;
};

/** A day holds `perDay` orders, each of its hours an even share; those at the instants `taken` have their place. */
export function roomIn(openings: readonly Opening[], perDay: number, taken: readonly Date[]): Room {
  const days = openings.map(({ day }) => dayNumber(day));
  const perHour = sharePerHour(openings, days, perDay);
  const leftInHour = [...perHour];
  const leftInDay = new Map(days.map((day) => [day, perDay]));

  const hasRoom = (index: number) => leftInHour[index]! > 0 && leftInDay.get(days[index]!)! > 0;
  const take = (index: number) => {
    leftInHour[index]! -= 1;
    spend(days[index]!);
  };
  const spend = (day: number) => leftInDay.set(day, (leftInDay.get(day) ?? 0) - 1);
  const search = (
    [from, until]: [number, number],
    [step, first, last]: [1 | -1, number, number],
    suits: (opening: number) => boolean = () => true,
  ): number | null => {
    for (let index = first; index !== last + step; index += step) {
      const day = days[index]!;
      if (step === 1 ? day > until : day < from) return null;
      const isAllowed = step === 1 ? day >= from : true;
      if (!isAllowed || !hasRoom(index) || !suits(index)) continue;
      take(index);
      return index;
    }
    return null;
  };

  const giveBack = (index: number) => {
    leftInHour[index]! += 1;
    leftInDay.set(days[index]!, leftInDay.get(days[index]!)! + 1);
    firstFree = Math.min(firstFree, days.indexOf(days[index]!));
  };

  let firstFree = 0;
  const skipFull = () => {
    while (firstFree < openings.length && !hasRoom(firstFree)) firstFree += 1;
    return firstFree;
  };

  for (const instant of taken) {
    const index = openings.findIndex(
      ({ startsAt, endsAt }) => startsAt <= instant.getTime() && instant.getTime() < endsAt,
    );
    if (index === -1) spend(dayNumber(receptionDay(instant)));
    else take(index);
  }
  return {
    take,
    giveBack,
    isFree: hasRoom,
    takeEarliest(from, until, suits) {
      if (skipFull() === openings.length) return null;
      const days: [number, number] = [bound(from, -Infinity), bound(until, Infinity)];
      return search(days, [1, firstFree, openings.length - 1], suits);
    },
    takeLatest(from, until, atLeast) {
      const last = days.findLastIndex((day) => day <= bound(until, Infinity));
      return search([bound(from, -Infinity), Infinity], [-1, Math.max(last, atLeast), 0]);
    },
  };
}

/** An hour under way keeps its whole share: what was done in it is in `taken`. */
function sharePerHour(openings: readonly Opening[], days: readonly number[], perDay: number): number[] {
  const hours = new Map<number, number>();
  for (const day of days) hours.set(day, (hours.get(day) ?? 0) + 1);
  const most = Math.max(1, ...hours.values());
  return openings.map(() => Math.ceil(perDay / most));
}

function bound(day: Day, otherwise: number): number {
  return day === null ? otherwise : dayNumber(day);
}

const DAY_MS = 86_400_000;

function dayNumber({ year, month, day }: Temporal.PlainDate): number {
  return Date.UTC(year, month - 1, day) / DAY_MS;
}
