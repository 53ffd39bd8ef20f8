import { Temporal } from 'temporal-polyfill';
import type { ConventionState } from '../../../registry/convention.js';
import { conventionTimeline } from '../../../registry/convention-timeline.js';
import type { StoredConvention } from '../../../store/conventions.js';
import { communeName } from '../../view/words.js';
import { stateView } from './convention-words.js';

/** A day of some convention that somebody watches for. */
export type CalendarEntry = {
  on: Temporal.PlainDate;
  kind: 'last-day' | 'anniversary' | 'end';
  conventionId: string;
  communeInsee: string;
};

export const entryNames: Record<CalendarEntry['kind'], string> = {
  'last-day': 'Dernier jour pour dénoncer',
  anniversary: 'Anniversaire',
  end: 'Fin de la convention',
};

/**
 * Pure: the anniversaries, last days to give notice and ends of these conventions between two days, included: by day, then
 * by commune.
 */
export function calendarEntries(
  conventions: readonly StoredConvention[],
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
): CalendarEntry[] {
  const entries = conventions.flatMap((convention) => entriesOf(convention, from, until));
  return entries.sort(
    (one, other) =>
      Temporal.PlainDate.compare(one.on, other.on) ||
      communeName(one.communeInsee).localeCompare(communeName(other.communeInsee), 'fr'),
  );
}

/** As many as a calendar can hold; a convention seen on each day of the window says what that day is for it. */
function entriesOf(
  convention: StoredConvention,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
): CalendarEntry[] {
  const found = new Map<string, CalendarEntry>();
  for (let seen = from.subtract({ months: 4 }); Temporal.PlainDate.compare(seen, until) <= 0; ) {
    for (const { kind, on } of conventionTimeline(convention, seen)) {
      if (kind !== 'last-day' && kind !== 'anniversary' && kind !== 'end') continue;
      const isInside =
        Temporal.PlainDate.compare(from, on) <= 0 && Temporal.PlainDate.compare(on, until) <= 0;
      if (!isInside) continue;
      const entry = { on, kind, conventionId: convention.id, communeInsee: convention.communeInsee };
      found.set(`${kind} ${on}`, entry);
    }
    seen = seen.add({ months: 1 });
  }
  return [...found.values()];
}

/** Pure: whole weeks from Monday that hold a month, each day with what falls on it. */
export function monthOf(
  entries: readonly CalendarEntry[],
  month: Temporal.PlainYearMonth,
  today: Temporal.PlainDate,
) {
  const first = month.toPlainDate({ day: 1 });
  const start = first.subtract({ days: first.dayOfWeek - 1 });
  const last = month.toPlainDate({ day: month.daysInMonth });
  const weeks = Math.ceil((start.until(last).total({ unit: 'day' }) + 1) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, index) => {
      const day = start.add({ days: week * 7 + index });
      return {
        number: String(day.day),
        day: day.toString(),
        isToday: day.equals(today),
        isOff: day.month !== month.month,
        entries: day.month === month.month ? entries.filter(({ on }) => on.equals(day)) : [],
      };
    }),
  );
}

/** What the list may be narrowed to; an unknown word asks for everything. */
export const listFilters = ['toutes', 'signees', 'en-vigueur', 'denoncees', 'terminees'] as const;
export type ListFilter = (typeof listFilters)[number];

const stateOf: Record<Exclude<ListFilter, 'toutes'>, ConventionState> = {
  signees: 'signed',
  'en-vigueur': 'in_force',
  denoncees: 'denounced',
  terminees: 'ended',
};

export function narrowed(
  conventions: readonly StoredConvention[],
  filter: ListFilter,
  today: Temporal.PlainDate,
): StoredConvention[] {
  if (filter === 'toutes') return [...conventions];
  return conventions.filter((convention) => stateView(convention, today).state === stateOf[filter]);
}
