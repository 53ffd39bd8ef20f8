import { matchInCommune, type WrittenSchool } from './match-school.js';
import type { DirectorySchool, SchoolMatch } from './school.js';
import { listSchools, type SchoolsOfCommune } from './schools-of-commune.js';
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

  const prepared = new Map<string, SchoolsOfCommune>();
  const prepare = (insee: string): SchoolsOfCommune => {
    const known = prepared.get(insee) ?? listSchools(byCommune.get(insee) ?? []);
    prepared.set(insee, known);
    return known;
  };
  return {
    match: (written, communeInsee) => matchInCommune(written, prepare(communeInsee)),
    find: (uai) => byUai.get(uai),
  };
}
