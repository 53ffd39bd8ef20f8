import type { SchoolOnList } from './change.js';
import type { SchoolYear } from './school-year.js';

/** The schools of each year's list. */
export type ListsByYear = ReadonlyMap<SchoolYear, readonly SchoolOnList[]>;

/**
 * Pure: the lists of a commune that takes others over, from a year on. Each year that one of them has a list for has the
 * schools of all, those of a commune that made none for it taken from its latest (silence renews); each school once.
 */
export function joinLists(communes: readonly ListsByYear[], from: SchoolYear): ListsByYear {
  const later = communes.flatMap((lists) => [...lists.keys()]).filter((year) => year >= from);
  const years = [...new Set([from, ...later])].sort((one, other) => one - other);
  const joined = years.map((year) => {
    const schools = communes.flatMap((lists) => inForce(lists, year));
    return [year, [...new Map(schools.map((school) => [school.uai, school])).values()]] as const;
  });
  return new Map(joined.filter(([, schools]) => schools.length > 0));
}

function inForce(lists: ListsByYear, year: SchoolYear): readonly SchoolOnList[] {
  const made = [...lists.keys()].filter((one) => one <= year);
  return made.length === 0 ? [] : lists.get(Math.max(...made))!;
}
