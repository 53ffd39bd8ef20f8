import { writeFileSync } from 'node:fs';
import { readWorkingHours } from '../../src/provisioning/working-hours.js';
import { liveYear } from './live-year.js';
import { makeYear } from './make-year.js';
import { chartOf, judge, type Verdict } from './verdict.js';

export type DeadlinesAsked = {
  seed: number;
  years: number;
  schools: number;
  communes: number;
  /** Accesses opened in one day, at most: each is a table of its own. */
  capacities: readonly number[];
  svg: string | null;
};

const HEADINGS = [
  'per day',
  'seed',
  'asked',
  'kept',
  'after target',
  'missed',
  'unkeepable',
  'told before, days',
];

/** Prints a table, writes the chart of the first year of the smallest capacity. Answers the faults: there must be none. */
export function simulateDeadlines(asked: DeadlinesAsked): string[] {
  const faults: string[] = [];
  console.log(`${asked.schools} schools in ${asked.communes} communes; seeds from ${asked.seed}\n`);
  console.log(row(HEADINGS));
  const smallest = Math.min(...asked.capacities);
  for (const perDay of asked.capacities) {
    for (let seed = asked.seed; seed < asked.seed + asked.years; seed += 1) {
      const { schools, communes } = asked;
      const year = makeYear({ seed, schools, communes, schoolYear: 2026 + (seed % 10) });
      const rules = { hours: readWorkingHours('09:00-17:00')!, perDay, closures: new Set<string>() };
      const lived = liveYear(year, rules);
      const verdict = judge(lived);
      console.log(row([String(perDay), String(seed), ...figures(verdict)]));
      for (const fault of verdict.faults) console.log(`  FAULT ${fault}`);
      faults.push(...verdict.faults);
      if (asked.svg !== null && perDay === smallest && seed === asked.seed) {
        writeFileSync(
          asked.svg,
          chartOf(`${schools} schools, ${perDay} accesses a day, seed ${seed}`, lived),
        );
      }
    }
  }
  if (asked.svg !== null) console.log(`\nChart: ${asked.svg}`);
  console.log(faults.length === 0 ? 'No fault.' : `${faults.length} faults.`);
  return faults;
}

function figures({ asked, kept, afterTarget, missed, unkeepable, warnedDaysBefore }: Verdict): string[] {
  const sorted = [...warnedDaysBefore].sort((one, other) => one - other);
  const told = sorted.length === 0 ? '–' : `${sorted[0]} to ${sorted.at(-1)}`;
  return [...[asked, kept, afterTarget, missed, unkeepable].map(String), told];
}

function row(cells: readonly string[]): string {
  return cells.map((cell, index) => cell.padStart(HEADINGS[index]!.length + 1)).join(' |');
}
