import type { SchoolLevel } from './school.js';
import type { ListedSchool } from './schools-of-commune.js';

/**
 * The candidates of the level that was written. A primaire has both levels, and many call « primaire » an élémentaire:
 * these stand in for each other when nothing else fits.
 */
export function keepLevel<Candidate extends { listed: ListedSchool }>(
  level: SchoolLevel | null,
  pool: readonly Candidate[],
): readonly Candidate[] {
  const ofLevel = (...levels: SchoolLevel[]) =>
    pool.filter(({ listed }) => levels.includes(listed.school.level));
  if (level === null) return pool;
  if (level !== 'primaire') return ofLevel(level).length > 0 ? ofLevel(level) : ofLevel('primaire');
  if (ofLevel('primaire').length > 0) return ofLevel('primaire', 'elementaire');
  return ofLevel('elementaire').length > 0 ? pool : [];
}

/** Maternelle against élémentaire: never the same school. */
export function isOpposite(a: SchoolLevel, b: SchoolLevel): boolean {
  return a !== b && a !== 'primaire' && b !== 'primaire';
}
