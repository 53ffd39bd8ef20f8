import type { CountingDecision } from './counting-decision.js';
import type { Day, FeeYear } from './fee-year.js';
import { type KnownUse, type Period, periodsOfUse } from './periods-of-use.js';

/** A school of a commune, with what is known of its use. */
export type SchoolInUse = { uai: string; name: string; use: KnownUse };

/** A commune as a statement names it. */
export type CommuneInUse = {
  insee: string;
  name: string;
  siren: string;
  schools: readonly SchoolInUse[];
};

/** One school of a statement. `amountCents` is 0 for one counted with another, or left out: `reason` says why. */
export type StatementLine = {
  uai: string;
  schoolName: string;
  /** Its first day of use in the year; null when only an agent's decision counts it. */
  usedFrom: Day | null;
  amountCents: number;
  reason: string | null;
};

/** What a commune owes for a year, computed and not issued: `totalCents` = `schools` × `priceCents`. */
export type StatementDraft = {
  communeInsee: string;
  communeName: string;
  siren: string;
  year: number;
  from: Day;
  until: Day;
  priceCents: number;
  lines: StatementLine[];
  /** Schools counted, a group of several as one. */
  schools: number;
  totalCents: number;
};

/**
 * Pure: article 6, a flat price for each school that used the service on any day of the year. `decisions` are those that
 * hold in the year, of this commune.
 */
export function draftStatement(
  commune: CommuneInUse,
  { year, from, until }: FeeYear,
  { priceCents, decisions }: { priceCents: number; decisions: readonly CountingDecision[] },
): StatementDraft {
  const added = new Map(
    decisions
      .filter(({ kind }) => kind === 'add')
      .flatMap(({ uais, reason }) => uais.map((uai) => [uai, reason])),
  );
  const used = commune.schools.flatMap((school) => {
    const first = firstDayWithin(periodsOfUse(school.use), { from, until });
    const isThere = first !== null || added.has(school.uai);
    return isThere ? [{ uai: school.uai, schoolName: school.name, usedFrom: first }] : [];
  });
  const counted = new Set<string>();
  const lines = used
    .sort(
      (one, other) => one.schoolName.localeCompare(other.schoolName, 'fr') || (one.uai < other.uai ? -1 : 1),
    )
    .map((line): StatementLine => {
      const leftOut = decisions.find(({ kind, uais }) => kind === 'leave-out' && uais.includes(line.uai));
      if (leftOut !== undefined) return { ...line, amountCents: 0, reason: leftOut.reason };
      const group = decisions.find(({ kind, uais }) => kind === 'as-one' && uais.includes(line.uai));
      if (group !== undefined && counted.has(group.id))
        return { ...line, amountCents: 0, reason: group.reason };
      if (group !== undefined) counted.add(group.id);
      const addition = line.usedFrom === null ? added.get(line.uai) : undefined;
      return { ...line, amountCents: priceCents, reason: addition ?? group?.reason ?? null };
    });
  const schools = lines.filter(({ amountCents }) => amountCents > 0).length;
  const { insee: communeInsee, name: communeName, siren } = commune;
  return {
    ...{ communeInsee, communeName, siren, year, from, until, priceCents, lines, schools },
    totalCents: schools * priceCents,
  };
}

export function firstDayWithin(periods: readonly Period[], { from, until }: Period): Day | null {
  const within = periods.find((period) => period.from <= until && from <= period.until);
  if (within === undefined) return null;
  return within.from < from ? from : within.from;
}

/** Whether two statements of one commune and year ask the same for the same schools. */
export function asksTheSame(
  one: Pick<StatementDraft, 'priceCents' | 'lines'>,
  other: Pick<StatementDraft, 'priceCents' | 'lines'>,
): boolean {
  const key = ({ lines }: Pick<StatementDraft, 'lines'>) =>
    lines
      .map(({ uai, amountCents }) => `${uai}=${amountCents}`)
      .sort()
      .join(' ');
  return one.priceCents === other.priceCents && key(one) === key(other);
}
