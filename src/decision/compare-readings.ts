import type { Field, Reading, ReadPerson, ReadSchool } from '../form/reading.js';
import { fold } from '../registry/fold.js';

/** One value that a corrected form says otherwise. `field` is a path such as `schools[2].administrator.email`. */
export type ReadingChange = {
  field: string;
  /** The school's name, when the value is one of a school. */
  school: string | null;
  /** As written; null when it was, or is, absent. */
  before: string | null;
  after: string | null;
};

const details = ['firstName', 'lastName', 'jobTitle', 'email', 'phone'] as const;

/**
 * Pure: what a form changes against the one it corrects. Schools are paired by UAI, else by name, else by place, so that
 * a line inserted in the middle is one school added and not twenty changed. Paths are those of the new form, or of the
 * old one for a school that is gone.
 */
export function compareReadings(before: Reading, after: Reading): ReadingChange[] {
  return [
    ...valueChange('commune', null, communeOf(before), communeOf(after)),
    ...(['followUp', 'technical'] as const).flatMap((role) =>
      personChanges(`contacts.${role}`, null, before.contacts[role], after.contacts[role]),
    ),
    ...pairSchools(before.schools, after.schools).flatMap(({ path, old, now }) =>
      schoolChanges(path, old, now),
    ),
  ];
}

function communeOf({ commune }: Reading): string | null {
  return commune?.value.name ?? null;
}

type Pair = { path: string; old: ReadSchool | null; now: ReadSchool | null };

function pairSchools(before: readonly ReadSchool[], after: readonly ReadSchool[]): Pair[] {
  const left = new Map(before.map((school, index) => [index, school]));
  const partners = new Map<number, ReadSchool>();
  const pair = (
    isPartner: (old: ReadSchool, now: ReadSchool, oldIndex: number, index: number) => boolean,
  ) => {
    for (const [index, now] of after.entries()) {
      if (partners.has(index)) continue;
      const found = [...left].find(([oldIndex, old]) => isPartner(old, now, oldIndex, index));
      if (found === undefined) continue;
      partners.set(index, found[1]);
      left.delete(found[0]);
    }
  };
  pair((old, now) => now.uai !== null && old.uai?.value === now.uai.value);
  pair((old, now) => now.name !== null && old.name !== null && fold(old.name.value) === fold(now.name.value));
  if (before.length === after.length) pair((_old, _now, oldIndex, index) => oldIndex === index);
  return [
    ...after.map((now, index) => ({ path: `schools[${index}]`, old: partners.get(index) ?? null, now })),
    ...[...left].map(([index, old]) => ({ path: `schools[${index}]`, old, now: null })),
  ];
}

function schoolChanges(path: string, old: ReadSchool | null, now: ReadSchool | null): ReadingChange[] {
  const school = now?.name?.value ?? old?.name?.value ?? null;
  if (old === null || now === null) {
    return [{ field: path, school, before: old?.name?.value ?? null, after: now?.name?.value ?? null }];
  }
  return [
    ...fieldChange(`${path}.name`, school, old.name, now.name),
    ...fieldChange(`${path}.uai`, school, old.uai, now.uai),
    ...personChanges(`${path}.administrator`, school, old.administrator, now.administrator),
  ];
}

function personChanges(
  path: string,
  school: string | null,
  old: ReadPerson | null,
  now: ReadPerson | null,
): ReadingChange[] {
  return details.flatMap((detail) =>
    fieldChange(`${path}.${detail}`, school, old?.[detail] ?? null, now?.[detail] ?? null),
  );
}

function fieldChange(
  field: string,
  school: string | null,
  old: Field<string> | null,
  now: Field<string> | null,
): ReadingChange[] {
  if (old?.value === now?.value) return [];
  return valueChange(field, school, old?.writtenAs ?? null, now?.writtenAs ?? null);
}

function valueChange(
  field: string,
  school: string | null,
  before: string | null,
  after: string | null,
): ReadingChange[] {
  return before === after ? [] : [{ field, school, before, after }];
}
