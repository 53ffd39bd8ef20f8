import { editDistance } from './edit-distance.js';
import { fold } from './fold.js';
import type { Person } from './person.js';
import type { Uai } from './uai.js';

export type ContactRole = 'followUp' | 'technical';

/** A school of a commune's list, with the person who administers it. */
export type SchoolOnList = { uai: Uai; name: string; administrator: Person };

/** What the registry holds for one commune and one school year. */
export type CommuneList = {
  contacts: Partial<Record<ContactRole, Person>>;
  schools: readonly SchoolOnList[];
};

/** What a form asks for, each school found in the directory. A contact it does not name stays as it is. */
export type AskedList = { contacts: Partial<Record<ContactRole, Person>>; schools: readonly SchoolOnList[] };

/** What accepting a form does to the registry. */
export type PlannedChange =
  | { kind: 'add-school'; school: SchoolOnList }
  /** One more administrator; the list keeps the school's own. */
  | { kind: 'add-administrator'; school: SchoolOnList }
  | { kind: 'replace-administrator'; school: SchoolOnList; former: Person }
  | { kind: 'update-administrator'; school: SchoolOnList; former: Person }
  /** Only ever an agent's decision; `school` is as listed until then. */
  | { kind: 'remove-school'; school: SchoolOnList }
  | { kind: 'set-contact'; role: ContactRole; person: Person; former: Person | null };

/** A change, a school that the list no longer names, or a known contact replaced: each takes something away. */
export type ChangePlan = {
  changes: readonly PlannedChange[];
  /** Listed before and not named any more: a question to the commune, never a removal. */
  missingSchools: readonly SchoolOnList[];
};

/**
 * The same human being at the same address: only a job, a phone or the spelling of the name changed. Another address is
 * somebody else as far as keys are concerned, even under the same name; a shared mailbox under another name too.
 */
export function isSamePerson(one: Person, other: Person): boolean {
  return one.email === other.email && editDistance(nameKey(one), nameKey(other), SLIPS) <= SLIPS;
}

/** Letters that a corrected spelling may change in a name. */
const SLIPS = 2;

/** First and last name in any order: forms ask for one order in their text and for the other in their model. */
function nameKey({ firstName, lastName }: Person): string {
  return fold(`${firstName} ${lastName}`).split(' ').sort().join('');
}

function isIdentical(one: Person, other: Person): boolean {
  return (Object.keys(one) as (keyof Person)[]).every((key) => one[key] === other[key]);
}

/** Pure: what stands between the list we hold and the list asked for. */
export function planChanges(current: CommuneList, asked: AskedList): ChangePlan {
  const listed = new Map(current.schools.map((school) => [school.uai, school]));
  const named = new Set(asked.schools.map((school) => school.uai));
  const changes = [
    ...asked.schools.flatMap((school) => schoolChange(listed.get(school.uai), school)),
    ...(['followUp', 'technical'] as const).flatMap((role) =>
      contactChange(role, current.contacts[role], asked.contacts[role]),
    ),
  ];
  return { changes, missingSchools: current.schools.filter((school) => !named.has(school.uai)) };
}

function schoolChange(listed: SchoolOnList | undefined, school: SchoolOnList): PlannedChange[] {
  if (listed === undefined) return [{ kind: 'add-school', school }];
  const former = listed.administrator;
  if (isIdentical(former, school.administrator)) return [];
  if (isSamePerson(former, school.administrator)) return [{ kind: 'update-administrator', school, former }];
  return [{ kind: 'replace-administrator', school, former }];
}

function contactChange(
  role: ContactRole,
  former: Person | undefined,
  person: Person | undefined,
): PlannedChange[] {
  if (person === undefined) return [];
  if (former !== undefined && isIdentical(former, person)) return [];
  return [{ kind: 'set-contact', role, person, former: former ?? null }];
}

/** A school missing, an administrator replaced, a known contact replaced: an agent decides. */
export function takesAway({ changes, missingSchools }: ChangePlan): boolean {
  return missingSchools.length > 0 || changes.some(replacesSomebody);
}

function replacesSomebody(change: PlannedChange): boolean {
  if (change.kind === 'replace-administrator' || change.kind === 'remove-school') return true;
  return (
    change.kind === 'set-contact' && change.former !== null && !isSamePerson(change.former, change.person)
  );
}

/** The list once these changes are made. */
export function listAfter(current: CommuneList, { changes }: ChangePlan): CommuneList {
  const schools = new Map(current.schools.map((school) => [school.uai, school]));
  const contacts = { ...current.contacts };
  for (const change of changes) {
    if (change.kind === 'set-contact') contacts[change.role] = change.person;
    else if (change.kind === 'remove-school') schools.delete(change.school.uai);
    else if (change.kind !== 'add-administrator') schools.set(change.school.uai, change.school);
  }
  return { contacts, schools: [...schools.values()] };
}
