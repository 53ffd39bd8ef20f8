import type { Draft, DraftSchool } from './draft.js';
import { levelsIn, ownNameOf } from './school-key.js';

/**
 * Schools told in two lists, one of which asks nothing of their administrators (names and UAI here, people there): each
 * line of the one completes the same school of the other. When both ask for administrators, a school told twice stays so.
 */
export function joinLists(draft: Draft): void {
  const alone = draft.schools.filter((school) => !asksForPeople(school));
  for (const school of alone) {
    const same = draft.schools.filter((one) => one !== school && isSame(one, school));
    const [other] = same;
    if (same.length !== 1 || !asksForPeople(other!)) continue;
    const isFirst = draft.schools.indexOf(school) < draft.schools.indexOf(other!);
    complete(other!, school, draft);
    draft.schools = draft.schools.filter((one) => one !== (isFirst ? other : school));
    if (isFirst) draft.schools[draft.schools.indexOf(school)] = other!;
  }
}

function asksForPeople({ administrator, director }: DraftSchool): boolean {
  return [administrator, director].some(({ slots }) => Object.keys(slots).length > 0);
}

function isSame(a: DraftSchool, b: DraftSchool): boolean {
  const [one, other] = [a, b].map(({ name }) => name?.written?.text ?? null);
  if (one == null || other == null || ownNameOf(one) !== ownNameOf(other)) return false;
  const [levels, others] = [a, b].map(({ name, level }) =>
    levelsIn(name!.written!.text, level?.written?.text ?? ''),
  );
  return levels === others || levels === '' || others === '';
}

/** The name stays the one beside the administrator; what only the other list says is added. */
function complete(school: DraftSchool, told: DraftSchool, draft: Draft): void {
  if (told.name?.written) draft.repeated.push(told.name.written);
  for (const slot of ['uai', 'level', 'action'] as const) school[slot] = school[slot] ?? told[slot];
  if (Object.keys(school.own.slots).length === 0) school.own = told.own;
}
