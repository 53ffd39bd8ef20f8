import type { Reading } from '../form/reading.js';
import { matchSchool } from '../registry/match-school.js';
import type { DirectorySchool } from '../registry/school.js';
import type { ReasonCode } from './outcome.js';

/** The directory's schools in the order of the form's, or why an agent must choose. */
export type FoundSchools = { schools: readonly DirectorySchool[]; obstacles: readonly ReasonCode[] };

export function findSchools(reading: Reading, directory: readonly DirectorySchool[]): FoundSchools {
  const schools: DirectorySchool[] = [];
  const obstacles = new Set<ReasonCode>();
  for (const { name, uai } of reading.schools) {
    const match = matchSchool({ name: name?.value ?? null, uai: uai?.value ?? null }, directory);
    if (match.kind === 'one') schools.push(match.school);
    else obstacles.add(match.kind === 'ambiguous' ? 'school_ambiguous' : 'school_not_in_directory');
  }
  if (schools.some((school) => school.state !== 'open')) obstacles.add('school_closed');
  if (new Set(schools.map((school) => school.uai)).size < schools.length) obstacles.add('same_school_twice');
  return { schools, obstacles: [...obstacles] };
}
