import { type Draft, type DraftPerson, type DraftSchool, saysSomething } from './draft.js';
import { foldWords } from './fold-words.js';
import { levelsIn, ownNameOf } from './school-key.js';
import type { Written } from './tokens.js';

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
  joinSummary(draft);
  adoptOrphan(draft);
}

/** A summary on one sheet, and each school whole on its own: the same school and the same name, told in fewer words. */
function joinSummary(draft: Draft): void {
  for (const short of [...draft.schools]) {
    const same = draft.schools.filter(
      (one) =>
        one !== short && one.at?.sheet !== short.at?.sheet && isSame(one, short) && tellsMore(one, short),
    );
    const [whole] = same;
    if (whole === undefined || same.length > 1) continue;
    draft.repeated.push(...writtenIn(short.administrator));
    complete(whole, short, draft);
    draft.schools[draft.schools.indexOf(short)] = whole;
    draft.schools.splice(draft.schools.lastIndexOf(whole), 1);
  }
}

/** Whatever the one says of its administrator, the other says too, and more. */
function tellsMore(
  { administrator: whole }: DraftSchool,
  { administrator: short, director }: DraftSchool,
): boolean {
  const [said, told] = [short, whole].map((person) =>
    foldWords(
      writtenIn(person)
        .map(({ text }) => text)
        .join(' '),
    ),
  );
  const words = new Set(told!.split(' '));
  return (
    !saysSomething(director) &&
    saysSomething(short) &&
    said !== told &&
    said!.split(' ').every((word) => words.has(word))
  );
}

function writtenIn({ slots }: DraftPerson): Written[] {
  return Object.values(slots).flatMap(({ written }) => written ?? []);
}

/** One school without administrator, one administrator announced before it: hers. */
function adoptOrphan(draft: Draft): void {
  const [school, ...others] = draft.schools;
  const told = draft.orphans.filter(saysSomething);
  const isAlone =
    school !== undefined && !saysSomething(school.administrator) && !saysSomething(school.director);
  if (!isAlone || others.length > 0 || told.length !== 1 || !school.name?.written) return;
  school.administrator = told[0]!;
  draft.orphans = [];
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
