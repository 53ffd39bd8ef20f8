import { euros } from '../fees/amounts-in-french.js';
import { type CostBreakdown, costWords, salaries } from '../fees/cost-breakdown.js';

/** Annex 2: each share, and what it is of the year's statements. */
export function costRows(
  breakdown: CostBreakdown,
  shares: Record<keyof CostBreakdown, number>,
): { name: string; percent: number; amount: string; isPart: boolean }[] {
  const line = (key: keyof CostBreakdown, isPart: boolean) => ({
    ...{ name: costWords[key], percent: breakdown[key], amount: euros(shares[key]), isPart },
  });
  const people = ['administration', 'support', 'projectLead'] as const;
  return [
    line('hosting', false),
    line('development', false),
    { name: 'Masse salariale', percent: salaries(breakdown), amount: euros(salaries(shares)), isPart: false },
    ...people.map((key) => line(key, true)),
  ];
}
