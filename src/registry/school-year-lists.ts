import type { CommuneList } from './change.js';
import type { SchoolYear } from './school-year.js';

/** The list of a school year, and the year it was made for when silence renewed it. */
export type ListOfYear = { list: CommuneList; renewedFrom: SchoolYear | null };

/** Silence renews last year's list: without one of its own, a year has the latest made before it. */
export function listOfYear(lists: ReadonlyMap<SchoolYear, CommuneList>, year: SchoolYear): ListOfYear | null {
  const latest = Math.max(...[...lists.keys()].filter((made) => made <= year));
  const list = lists.get(latest);
  return list === undefined ? null : { list, renewedFrom: latest === year ? null : latest };
}
