/**
 * From the request to the opening of one school's access, in calendar days. `kept` when it was open on the promised day
 * at the latest; one not open yet is `late` once that day is past, else `pending`.
 */
export type OpeningDelay = { days: number | null; standing: 'kept' | 'late' | 'pending' };

export type DelayClass = { label: string; kept: number; late: number };

/** Bounds of the classes, in days: the two weeks, then what passes them. */
const bounds = [1, 3, 7, 10, 14, 21] as const;

/** Pure: how many schools in each class of delay, the missed promises apart. A school not open has no class. */
export function delayClasses(delays: readonly OpeningDelay[]): DelayClass[] {
  const opened = delays.filter((one) => one.days !== null) as {
    days: number;
    standing: OpeningDelay['standing'];
  }[];
  return [...bounds, Number.POSITIVE_INFINITY].map((most, index) => {
    const least = index === 0 ? 0 : bounds[index - 1]! + 1;
    const inside = opened.filter(({ days }) => days >= least && days <= most);
    return {
      label: labelOf(least, most),
      kept: inside.filter(({ standing }) => standing === 'kept').length,
      late: inside.filter(({ standing }) => standing === 'late').length,
    };
  });
}

function labelOf(least: number, most: number): string {
  if (most === Number.POSITIVE_INFINITY) return `${least} j et plus`;
  return least === most ? `${least} j` : `${least}–${most} j`;
}

export type DelaySummary = {
  opened: number;
  kept: number;
  late: number;
  pending: number;
  /** Calendar days, of the schools opened: the middle, nine in ten, the longest. Null when none was. */
  median: number | null;
  ninetieth: number | null;
  longest: number | null;
};

export function summarizeDelays(delays: readonly OpeningDelay[]): DelaySummary {
  const days = delays.flatMap((one) => one.days ?? []).sort((one, other) => one - other);
  const count = (standing: OpeningDelay['standing']) =>
    delays.filter((one) => one.standing === standing).length;
  return {
    opened: days.length,
    ...{ kept: count('kept'), late: count('late'), pending: count('pending') },
    median: quantile(days, 0.5),
    ninetieth: quantile(days, 0.9),
    longest: days.at(-1) ?? null,
  };
}

/** The smallest value that at least this share of them does not pass. */
function quantile(sorted: readonly number[], shareOf: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * shareOf) - 1)] ?? null;
}
