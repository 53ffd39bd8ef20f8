import { Temporal } from 'temporal-polyfill';
import { type SchoolYear, schoolYearAskedOn, schoolYearOf } from '../registry/school-year.js';
import type { Day } from './fee-year.js';

/** What the base knows of one school's use of the service. */
export type KnownUse = {
  /** The lists that name it, with the day it is known from on. A list silence renewed counts as its year's own. */
  lists: readonly { schoolYear: SchoolYear; since: Day }[];
  /** Access opened or closed: the day it was done; until then, the day it is due. */
  events: readonly AccessEvent[];
  /** The last day of the commune's convention, when it ends. */
  endsOn: Day | null;
};

/** A closing done late by our fault counts from the day it was due: a commune never pays for our delay. */
export type AccessEvent = { kind: 'opened' | 'closed'; day: Day };

/** Both days included. */
export type Period = { from: Day; until: Day };

/**
 * When a school used the service: while a list names it and its access is not closed; and, once no list names it any
 * more, until its access is closed. An access opened from June on is for the list of the coming September.
 */
export function periodsOfUse({ lists, events, endsOn }: KnownUse): Period[] {
  const inOrder = [...events].sort((one, other) =>
    one.day === other.day ? one.kind.localeCompare(other.kind) : one.day < other.day ? -1 : 1,
  );
  const rights = [...listedPeriods(lists, inOrder), ...tails(lists, inOrder)];
  const open = closedSpans(inOrder).reduce(
    (periods, span) => periods.flatMap((period) => without(period, span)),
    rights,
  );
  return merged(
    open
      .map(({ from, until }) => ({ from, until: endsOn !== null && endsOn < until ? endsOn : until }))
      .filter(({ from, until }) => from <= until),
  );
}

function listedPeriods(lists: KnownUse['lists'], events: readonly AccessEvent[]): Period[] {
  const first = Math.min(...lists.map(({ schoolYear }) => schoolYear));
  const opening = events.find(({ kind }) => kind === 'opened');
  return lists.map(({ schoolYear, since }) => {
    const begins = startOf(schoolYear);
    const known = opening !== undefined && !hasClosingBefore(events, opening.day) ? opening.day : since;
    const from = schoolYear === first && known > begins ? known : begins;
    return { from, until: endOf(schoolYear) };
  });
}

function hasClosingBefore(events: readonly AccessEvent[], day: Day): boolean {
  return events.some((event) => event.kind === 'closed' && event.day < day);
}

/** Not on the list any more, and not closed yet: from the year's beginning, or from the last opening, to the closing. */
function tails(lists: KnownUse['lists'], events: readonly AccessEvent[]): Period[] {
  const named = new Set(lists.map(({ schoolYear }) => schoolYear));
  return events.flatMap((event, index) => {
    const year = schoolYearOf(Temporal.PlainDate.from(event.day));
    if (event.kind !== 'closed' || named.has(year)) return [];
    const opening = events.slice(0, index).findLast(({ kind }) => kind === 'opened');
    if (opening === undefined && !named.has(year - 1)) return [];
    const begins = [startOf(year), ...(opening === undefined ? [] : [useBeginsOn(opening.day)])]
      .sort()
      .at(-1)!;
    return begins <= event.day ? [{ from: begins, until: event.day }] : [];
  });
}

function useBeginsOn(openedOn: Day): Day {
  const begins = startOf(schoolYearAskedOn(Temporal.PlainDate.from(openedOn)));
  return openedOn > begins ? openedOn : begins;
}

/** From the day after a closing to the day before the next opening. */
function closedSpans(events: readonly AccessEvent[]): Period[] {
  return events.flatMap((event, index) => {
    if (event.kind !== 'closed') return [];
    const next = events.slice(index + 1).find(({ kind }) => kind === 'opened');
    return [{ from: moved(event.day, 1), until: next === undefined ? '9999-12-31' : moved(next.day, -1) }];
  });
}

function without(period: Period, span: Period): Period[] {
  if (span.until < period.from || period.until < span.from) return [period];
  return [
    ...(period.from < span.from ? [{ from: period.from, until: moved(span.from, -1) }] : []),
    ...(span.until < period.until ? [{ from: moved(span.until, 1), until: period.until }] : []),
  ];
}

function merged(periods: readonly Period[]): Period[] {
  const kept: Period[] = [];
  for (const period of [...periods].sort((one, other) => (one.from < other.from ? -1 : 1))) {
    const last = kept.at(-1);
    if (last === undefined || moved(last.until, 1) < period.from) kept.push({ ...period });
    else if (last.until < period.until) last.until = period.until;
  }
  return kept;
}

function startOf(year: SchoolYear): Day {
  return `${year}-09-01`;
}

function endOf(year: SchoolYear): Day {
  return `${year + 1}-08-31`;
}

function moved(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}
