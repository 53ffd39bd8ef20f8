import type { Reading } from '../form/reading.js';
import { matchSchool } from '../registry/match-school.js';
import type { DirectorySchool } from '../registry/school.js';
import type { ReasonCode } from './outcome.js';

/** The directory's schools in the order of the form's, null for one that an agent must choose, and why. */
export type FoundSchools = { schools: readonly (DirectorySchool | null)[]; obstacles: readonly ReasonCode[] };

export function findSchools(reading: Reading, directory: readonly DirectorySchool[]): FoundSchools {
  const schools: (DirectorySchool | null)[] = [];
  const obstacles = new Set<ReasonCode>();
  for (const { name, uai } of reading.schools) {
    const match = matchSchool({ name: name?.value ?? null, uai: uai?.value ?? null }, directory);
    schools.push(match.kind === 'one' ? match.school : null);
    if (match.kind !== 'one')
      obstacles.add(match.kind === 'ambiguous' ? 'school_ambiguous' : 'school_not_in_directory');
  }
  const found = schools.filter((school) => school !== null);
  if (found.some((school) => school.state !== 'open')) obstacles.add('school_closed');
  if (new Set(found.map((school) => school.uai)).size < found.length) obstacles.add('same_school_twice');
  return { schools, obstacles: [...obstacles] };
}
