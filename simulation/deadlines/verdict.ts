import { Temporal } from 'temporal-polyfill';
import { type Curve, type Shade, svgChart } from '../svg-chart.js';
import type { LivedAccess, LivedYear } from './live-year.js';

/** What a year came to: figures, and the faults that must not be. */
export type Verdict = {
  asked: number;
  kept: number;
  /** Opened after the target, within the promise. */
  afterTarget: number;
  missed: number;
  /** Missed by whoever knew every outage from the first day: nobody keeps more. */
  unkeepable: number;
  /** Days between the first warning and the promise, of those missed. */
  warnedDaysBefore: number[];
  busiestDay: number;
  faults: string[];
};

export function judge({ accesses, days, unkeepable }: LivedYear): Verdict {
  const isAfter = (one: Temporal.PlainDate, other: Temporal.PlainDate) =>
    Temporal.PlainDate.compare(one, other) > 0;
  const missed = accesses.filter(({ doneOn, dueOn }) => doneOn === null || isAfter(doneOn, dueOn));
  const early = accesses.filter(
    ({ doneOn, askedOn, notBefore }) => doneOn !== null && isAfter(notBefore ?? askedOn, doneOn),
  );
  const untold = missed.filter(({ warnedOn }) => warnedOn === null);
  const undone = accesses.filter(({ doneOn }) => doneOn === null);
  return {
    asked: accesses.length,
    kept: accesses.length - missed.length,
    afterTarget: accesses.filter(
      ({ doneOn, targetOn, dueOn }) =>
        doneOn !== null && isAfter(doneOn, targetOn) && !isAfter(doneOn, dueOn),
    ).length,
    missed: missed.length,
    unkeepable,
    warnedDaysBefore: missed.flatMap(({ warnedOn, dueOn }) =>
      warnedOn === null ? [] : [warnedOn.until(dueOn).days],
    ),
    busiestDay: Math.max(...days.map(({ done }) => done)),
    faults: [
      ...(missed.length > unkeepable
        ? [`${missed.length - unkeepable} promises missed that could be kept`]
        : []),
      ...told(untold, 'missed without a word before'),
      ...told(undone, 'never opened'),
      ...told(early, 'opened before its day'),
    ],
  };
}

function told(accesses: readonly LivedAccess[], what: string): string[] {
  return accesses.map(({ id, askedOn, dueOn }) => `access ${id} (asked ${askedOn}, due ${dueOn}) ${what}`);
}

export function chartOf(name: string, { days }: LivedYear): string {
  const curve = (title: string, colour: string, pick: (day: (typeof days)[number]) => number): Curve => ({
    ...{ name: title, colour, values: days.map(pick) },
  });
  const shades: Shade[] = days.flatMap(({ isAway }, index) =>
    isAway ? [{ from: index, until: index }] : [],
  );
  return svgChart({
    title: name,
    curves: [
      curve('asked that day', '#b9772a', ({ asked }) => asked),
      curve('opened that day', '#1c6b4a', ({ done }) => done),
      curve('waiting in the evening', '#3b4a9b', ({ waiting }) => waiting),
    ],
    shades,
    labels: days.flatMap(({ day }, at) => (day.day === 1 ? [{ at, text: day.toString().slice(0, 7) }] : [])),
  });
}
