import { matchSchool, type WrittenSchool } from './match-school.js';
import type { DirectorySchool, SchoolMatch } from './school.js';
import type { Uai } from './uai.js';

/** The whole directory made ready for matching; a commune is prepared the first time it is asked for. */
export type SchoolIndex = {
  /** `communeInsee`: the current code (69123 for all of Lyon). */
  match(written: WrittenSchool, communeInsee: string): SchoolMatch;
  /** Whatever the commune. */
  find(uai: Uai): DirectorySchool | undefined;
};

export function indexSchools(schools: Iterable<DirectorySchool>): SchoolIndex {
  const byCommune = new Map<string, DirectorySchool[]>();
  const byUai = new Map<Uai, DirectorySchool>();
  for (const school of schools) {
    byUai.set(school.uai, school);
    const known = byCommune.get(school.communeInsee);
    if (known === undefined) byCommune.set(school.communeInsee, [school]);
    else known.push(school);
  }

  return {
    match: (written, communeInsee) => matchSchool(written, byCommune.get(communeInsee) ?? []),
    find: (uai) => byUai.get(uai),
  };
}
