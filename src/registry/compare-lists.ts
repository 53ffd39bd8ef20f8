import { type CommuneList, isSamePerson, type SchoolOnList } from './change.js';
import type { Person } from './person.js';
import type { Uai } from './uai.js';

/** What becomes of a school from one list to the next. `missing`: not named any more, which removes nothing by itself. */
export type ListEffect = 'kept' | 'added' | 'changed' | 'corrected' | 'missing' | 'removed';

/** One school, last year and this year, side by side. */
export type ListRow = {
  uai: Uai;
  name: string;
  before: Person | null;
  after: Person | null;
  effect: ListEffect;
};

/**
 * Pure: two lists of a commune school by school, in the order of the new one, then what only the former one names.
 * `removals`: the schools whose removal is asked for in so many words.
 */
export function compareLists(
  before: CommuneList,
  after: { schools: readonly SchoolOnList[] },
  removals: readonly Uai[] = [],
): ListRow[] {
  const listed = new Map(before.schools.map((school) => [school.uai, school]));
  const named = new Set(after.schools.map(({ uai }) => uai));
  return [
    ...after.schools.map((school): ListRow => {
      const former = listed.get(school.uai)?.administrator ?? null;
      const { uai, name, administrator } = school;
      return { uai, name, before: former, after: administrator, effect: effectOf(former, administrator) };
    }),
    ...before.schools
      .filter(({ uai }) => !named.has(uai))
      .map(({ uai, name, administrator }): ListRow => {
        const effect = removals.includes(uai) ? 'removed' : 'missing';
        return { uai, name, before: administrator, after: null, effect };
      }),
  ];
}

function effectOf(former: Person | null, administrator: Person): ListEffect {
  if (former === null) return 'added';
  const keys = ['firstName', 'lastName', 'jobTitle', 'email', 'phone'] as const;
  if (keys.every((key) => former[key] === administrator[key])) return 'kept';
  return isSamePerson(former, administrator) ? 'corrected' : 'changed';
}
