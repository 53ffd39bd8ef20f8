import type { Problem } from './reading.js';

/**
 * Problems without those that say of the same cell what an earlier one has said: a name that is missing lacks its given
 * name and its surname, each with its own field, but whoever reads the sentence reads it once.
 */
export function toldOnce(problems: readonly Problem[]): Problem[] {
  const told = new Set<string>();
  return problems.filter((problem) => {
    const key = sayingOf(problem);
    return !told.has(key) && told.add(key);
  });
}

/** What two problems share when they tell the clerk one thing. */
export function sayingOf({ severity, where, message, suggestion }: Omit<Problem, 'field' | 'code'>): string {
  return JSON.stringify([severity, where?.sheet, where?.cell, message, suggestion]);
}
