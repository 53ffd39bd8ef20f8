import type { Problem, Reading, ReadPerson, ReadSchool } from '../../form/reading.js';
import { type ContactRole, isSamePerson, planChanges, type SchoolOnList } from '../../registry/change.js';
import { matchSchool } from '../../registry/match-school.js';
import type { Person } from '../../registry/person.js';
import type { DirectorySchool } from '../../registry/school.js';
import type { Case, CommuneFile } from '../case.js';
import type { ReasonCode } from '../outcome.js';
import type { EditedReading } from './apply-edits.js';
import { completePerson } from './complete-person.js';

/** What accepting one line does. `nothing`: it is listed so already, or it asks to remove a school that is not listed. */
export type LineEffect =
  | 'add-school'
  | 'replace-administrator'
  | 'update-administrator'
  | 'remove-school'
  | 'nothing';

/** One school of the form, as an agent sees it. */
export type SchoolLine = {
  /** Its place in the reading as made: what fields are named by. */
  position: number;
  name: string | null;
  match: 'one' | 'chosen' | 'ambiguous' | 'none';
  school: DirectorySchool | null;
  /** What it may be when it is not found; every school of the commune may be chosen. */
  candidates: readonly DirectorySchool[];
  administrator: Person | null;
  former: Person | null;
  effect: LineEffect | null;
  /** The form asks for its removal. */
  isRemoval: boolean;
  problems: readonly Problem[];
  /** Why it cannot be accepted as it is. */
  blockers: readonly ReasonCode[];
};

/** A school of the list in force that the form removes, or does not name any more. */
export type Removal = { school: SchoolOnList; why: 'asked' | 'missing' };

export type Judgement = {
  reading: Reading;
  commune: CommuneFile | null;
  lines: readonly SchoolLine[];
  /** Contacts that are complete and right. */
  contacts: Partial<Record<ContactRole, Person>>;
  removals: readonly Removal[];
  /** What forbids acceptance without a person, and an agent may accept knowingly. */
  obstacles: readonly ReasonCode[];
  /** What forbids accepting the whole list, even for an agent. */
  blockers: readonly ReasonCode[];
};

/** Never accepted, whatever an agent knows: the sender is not who they say, or there is no commune to serve. */
const absolute: readonly ReasonCode[] = ['forged', 'convention_not_in_force', 'commune_unknown'];

export function isAbsolute(code: ReasonCode): boolean {
  return absolute.includes(code);
}

/** `isLate`: it answers a campaign after its last day. */
type Judged = Pick<Case['message'], 'authenticity'> & { isLate?: boolean };

/** Pure: a reading with what agents wrote over it, against the registry and the directory. */
export function judge(edited: EditedReading, commune: CommuneFile | null, message: Judged): Judgement {
  const { reading } = edited;
  const lines = markRepeated(reading.schools.map((_, index) => lineOf(edited, index, commune)));
  const contacts = completeContacts(reading);
  const removals = commune === null ? [] : removalsOf(lines, commune);
  return {
    ...{ reading, commune, lines, contacts, removals },
    obstacles: obstaclesOf({ reading, commune, lines, contacts, removals }, message),
    blockers: blockersOf(reading, commune, lines, message),
  };
}

function lineOf(
  { reading, positions, choices }: EditedReading,
  index: number,
  commune: CommuneFile | null,
): SchoolLine {
  const written = reading.schools[index]!;
  const position = positions[index]!;
  const found = findSchool(written, choices.get(position), commune);
  const path = `schools[${position}]`;
  const problems = reading.problems.filter(({ field }) => field === path || field.startsWith(`${path}.`));
  const isWrong = problems.some(({ severity }) => severity === 'error');
  const administrator = completePerson(written.administrator);
  const listed = commune?.list.schools.find(({ uai }) => uai === found.school?.uai);
  const isRemoval = written.action?.value === 'remove';
  return {
    ...{ position, name: written.name?.value ?? null, ...found, problems, administrator },
    former: listed?.administrator ?? null,
    isRemoval,
    effect: found.school === null ? null : effectOf(isRemoval, listed?.administrator, administrator),
    blockers: [
      ...(isWrong || (administrator === null && !isRemoval) ? (['form_has_errors'] as const) : []),
      ...(found.match === 'ambiguous' ? (['school_ambiguous'] as const) : []),
      ...(found.match === 'none' ? (['school_not_in_directory'] as const) : []),
    ],
  };
}

type Found = Pick<SchoolLine, 'match' | 'school' | 'candidates'>;

function findSchool(
  { name, uai, level }: ReadSchool,
  choice: string | undefined,
  commune: CommuneFile | null,
): Found {
  const directory = commune?.directory ?? [];
  const chosen = choice === undefined ? undefined : directory.find((school) => school.uai === choice);
  if (chosen !== undefined) return { match: 'chosen', school: chosen, candidates: [] };
  const written = { name: name?.value ?? null, uai: uai?.value ?? null, level: level?.value ?? null };
  const match = matchSchool(written, directory);
  if (match.kind === 'one') return { match: 'one', school: match.school, candidates: [] };
  const candidates = match.kind === 'ambiguous' ? match.candidates : match.nearest;
  return { match: match.kind, school: null, candidates };
}

function effectOf(
  isRemoval: boolean,
  former: Person | undefined,
  administrator: Person | null,
): LineEffect | null {
  if (isRemoval) return former === undefined ? 'nothing' : 'remove-school';
  if (administrator === null) return null;
  if (former === undefined) return 'add-school';
  if (JSON.stringify(ordered(former)) === JSON.stringify(ordered(administrator))) return 'nothing';
  return isSamePerson(former, administrator) ? 'update-administrator' : 'replace-administrator';
}

function ordered({ firstName, lastName, jobTitle, email, phone }: Person): string[] {
  return [firstName, lastName, jobTitle, email, phone];
}

/** Of two lines for one school, neither says which is meant. */
function markRepeated(lines: readonly SchoolLine[]): SchoolLine[] {
  const counts = new Map<string, number>();
  for (const { school } of lines)
    if (school !== null) counts.set(school.uai, (counts.get(school.uai) ?? 0) + 1);
  return lines.map((line) =>
    line.school !== null && counts.get(line.school.uai)! > 1
      ? { ...line, blockers: [...line.blockers, 'same_school_twice'] }
      : line,
  );
}

function completeContacts(reading: Reading): Judgement['contacts'] {
  const contacts: Partial<Record<ContactRole, Person>> = {};
  for (const role of ['followUp', 'technical'] as const) {
    const person: ReadPerson | null = reading.contacts[role];
    const path = `contacts.${role}`;
    const isWrong = reading.problems.some(
      ({ field, severity }) => severity === 'error' && (field === path || field.startsWith(`${path}.`)),
    );
    const complete = isWrong ? null : completePerson(person);
    if (complete !== null) contacts[role] = complete;
  }
  return contacts;
}

/** A line that was not found may be the missing school under another name: it is not said to be missing. */
function removalsOf(lines: readonly SchoolLine[], { list }: CommuneFile): Removal[] {
  const mayBe = new Set(
    lines.flatMap(({ school, candidates }) => (school === null ? candidates.map(({ uai }) => uai) : [])),
  );
  return list.schools.flatMap((school): Removal[] => {
    const line = lines.find((one) => one.school?.uai === school.uai);
    if (line?.effect === 'remove-school') return [{ school, why: 'asked' }];
    return line === undefined && !mayBe.has(school.uai) ? [{ school, why: 'missing' }] : [];
  });
}

function obstaclesOf(
  { reading, commune, lines, contacts, removals }: Omit<Judgement, 'obstacles' | 'blockers'>,
  { authenticity, isLate = false }: Judged,
): ReasonCode[] {
  const obstacles: ReasonCode[] = [];
  if (authenticity === 'unproven') obstacles.push('sender_unproven');
  if (commune !== null && !commune.isSenderTrusted) obstacles.push('sender_not_confirmed');
  if (reading.unread.length > 0) obstacles.push('cells_unexplained');
  if (isLate) obstacles.push('renewal_late');
  if (lines.some(({ school }) => school !== null && school.state !== 'open')) obstacles.push('school_closed');
  if (removals.some(({ why }) => why === 'asked')) obstacles.push('removal_asked');
  if (removals.some(({ why }) => why === 'missing')) obstacles.push('school_missing_from_list');
  if (lines.some(({ effect }) => effect === 'replace-administrator'))
    obstacles.push('administrator_replaced');
  if (commune !== null && replacesContact(commune, contacts)) obstacles.push('contact_replaced');
  return obstacles;
}

function replacesContact({ list }: CommuneFile, contacts: Judgement['contacts']): boolean {
  return planChanges({ contacts: list.contacts, schools: [] }, { contacts, schools: [] }).changes.some(
    (change) =>
      change.kind === 'set-contact' && change.former !== null && !isSamePerson(change.former, change.person),
  );
}

function blockersOf(
  reading: Reading,
  commune: CommuneFile | null,
  lines: readonly SchoolLine[],
  { authenticity }: Pick<Case['message'], 'authenticity'>,
): ReasonCode[] {
  return [
    ...new Set<ReasonCode>([
      ...(authenticity === 'forged' ? (['forged'] as const) : []),
      ...(commune === null ? (['commune_unknown'] as const) : []),
      ...(commune !== null && !commune.isConventionInForce ? (['convention_not_in_force'] as const) : []),
      ...(reading.kind === 'invalid' ? (['form_has_errors'] as const) : []),
      ...lines.flatMap(({ blockers }) => blockers),
    ]),
  ];
}
