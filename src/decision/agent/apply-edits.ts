import { ProblemList } from '../../form/check/problem-list.js';
import { reportRepeatedSchools } from '../../form/check/report-repeated-schools.js';
import { warnAboutMailboxes } from '../../form/check/warn-about-mailboxes.js';
import type { CellAddress, Field, Problem, Reading, ReadPerson, ReadSchool } from '../../form/reading.js';
import type { Uai } from '../../registry/uai.js';
import {
  type CheckedValue,
  checkAction,
  checkCommune,
  checkDetail,
  checkSchoolName,
  checkUai,
} from './check-value.js';
import { editProblem } from './edit-problem.js';
import { type FieldPath, personDetails, readFieldPath } from './field-path.js';

/** What an agent wrote over one field: `value: null` empties it, or strikes the line when the field is a school. */
export type FieldEdit = { field: string; value: string | null };

/** A reading with what agents wrote over it, the rules run again. The reading it comes from is untouched. */
export type EditedReading = {
  /** Schools struck out are gone from it; its problems still name the places of the original. */
  reading: Reading;
  /** For each school left, its place in the original: what fields are named by. */
  positions: readonly number[];
  /** Schools of the directory that an agent chose, by place in the original. */
  choices: ReadonlyMap<number, Uai>;
  /** Edits that are no field of a form, and were left out. */
  unknown: readonly string[];
};

/** Written by somebody now, for lack of a cell. */
const NOWHERE = { sheet: '', cell: '' };

/** Problems of the whole list, found again once every field is as the agent wants it. */
const ofTheList = new Set(['duplicate', 'shared_mailbox', 'uai_mismatch']);

/** Pure, and quick enough to run at each key: the last edit of a field counts. */
export function applyEdits(original: Reading, edits: readonly FieldEdit[]): EditedReading {
  if (edits.length === 0) return asItIs(original);
  const draft = new Draft(original);
  const last = new Map(edits.map((edit) => [edit.field, edit.value]));
  for (const [field, value] of last) draft.write(field, value);
  return draft.finish();
}

function asItIs(reading: Reading): EditedReading {
  return {
    reading,
    positions: reading.schools.map((_, position) => position),
    choices: new Map(),
    unknown: [],
  };
}

/** A copy being written over. */
class Draft {
  private readonly reading: Reading;
  private readonly struck = new Set<number>();
  private readonly choices = new Map<number, Uai>();
  private readonly unknown: string[] = [];
  private readonly edited = new Set<string>();

  constructor(original: Reading) {
    this.reading = structuredClone(original);
  }

  write(field: string, value: string | null): void {
    const path = readFieldPath(field);
    if (path === null || !this.place(path, field, value)) this.unknown.push(field);
    else this.edited.add(field);
  }

  private place(path: FieldPath, field: string, value: string | null): boolean {
    const { reading } = this;
    const text = value ?? '';
    if (path.of === 'commune') {
      this.judge(field, checkCommune(text), (found, at) => {
        reading.commune = fieldOf(found, text, reading.commune, at);
      });
      return true;
    }
    if (path.of === 'contact') {
      reading.contacts[path.role] = this.writeDetail(reading.contacts[path.role], field, path.detail, text);
      return true;
    }
    if (path.of === 'unread') {
      const { sheet, cell } = path;
      const isThisOne = (one: { sheet: string; cell: string }) => one.sheet === sheet && one.cell === cell;
      if (!reading.unread.some(isThisOne)) return false;
      reading.unread = reading.unread.filter((one) => !isThisOne(one));
      return true;
    }
    return this.placeInSchool(path, field, value);
  }

  private placeInSchool(
    path: Extract<FieldPath, { position: number }>,
    field: string,
    value: string | null,
  ): boolean {
    const { schools } = this.reading;
    const { position } = path;
    if (position > schools.length) return false;
    if (path.of === 'school') {
      if (position === schools.length) return false;
      if (value === null) this.struck.add(position);
      return true;
    }
    schools[position] ??= { name: null, uai: null, administrator: null };
    const school = schools[position];
    const text = value ?? '';
    if (path.of === 'administrator') {
      school.administrator = this.writeDetail(school.administrator, field, path.detail, text);
      return true;
    }
    switch (path.part) {
      case 'name':
        this.judge(field, checkSchoolName(text), (found, at) => {
          school.name = fieldOf(found, text, school.name, at);
        });
        return true;
      case 'uai':
        if (text === '') school.uai = null;
        else
          this.judge(field, checkUai(text), (found, at) => {
            school.uai = fieldOf(found, text, school.uai, at);
          });
        return true;
      case 'action':
        if (text === '') school.action = null;
        else
          this.judge(field, checkAction(text), (found, at) => {
            school.action = fieldOf(found, text, school.action ?? null, at);
          });
        return true;
      case 'choice': {
        const chosen = checkUai(text);
        if (chosen.isRight) this.choices.set(position, chosen.value);
        return true;
      }
    }
  }

  private writeDetail(
    person: ReadPerson | null,
    field: string,
    detail: (typeof personDetails)[number],
    text: string,
  ): ReadPerson {
    const written = person ?? { firstName: null, lastName: null, jobTitle: null, email: null, phone: null };
    this.judge(field, checkDetail(detail, text), (found, at) => {
      written[detail] = fieldOf(found, text, written[detail], at);
    });
    return written;
  }

  /** Whatever was said of this field is replaced by what is to be said of the new value. */
  private judge<Value>(
    field: string,
    checked: CheckedValue<Value>,
    keep: (value: Value | null, expectedAt: CellAddress) => void,
  ): void {
    const where = this.reading.problems.find((problem) => problem.field === field)?.where ?? null;
    this.reading.problems = this.reading.problems.filter((problem) => problem.field !== field);
    keep(checked.isRight ? checked.value : null, where ?? NOWHERE);
    if (checked.isRight) return;
    this.reading.problems.push(editProblem(field, checked.code, where, checked.suggestion, this.reading));
  }

  finish(): EditedReading {
    const { reading, struck } = this;
    const positions = reading.schools.flatMap((_, position) => (struck.has(position) ? [] : [position]));
    const schools = positions.map((position) => reading.schools[position]!);
    const kept = reading.problems.filter(
      (problem) => !ofTheList.has(problem.code) && !struck.has(positionOf(problem.field)),
    );
    const problems = [...withMissingParts(kept, reading, struck), ...listProblems(schools, positions)];
    const kind = problems.some(({ severity }) => severity === 'error') ? 'invalid' : 'valid';
    return {
      reading: { ...reading, kind, schools, problems },
      positions,
      choices: new Map([...this.choices].filter(([position]) => !struck.has(position))),
      unknown: this.unknown,
    };
  }
}

function fieldOf<Value>(
  value: Value | null,
  writtenAs: string,
  former: Field<unknown> | null,
  expectedAt: CellAddress,
): Field<Value> | null {
  return value === null ? null : { value, writtenAs, at: former?.at ?? expectedAt };
}

/** The school that a problem is about; -1 for none. */
function positionOf(field: string): number {
  return Number(/^schools\[(\d+)\]/.exec(field)?.[1] ?? -1);
}

/** « Les coordonnées manquent » becomes what is still missing, once something of the person is written. */
function withMissingParts(
  problems: readonly Problem[],
  reading: Reading,
  struck: ReadonlySet<number>,
): Problem[] {
  const people: [string, ReadPerson | null, boolean][] = [
    ['contacts.followUp', reading.contacts.followUp, true],
    ['contacts.technical', reading.contacts.technical, true],
    ...reading.schools.map((school, position): [string, ReadPerson | null, boolean] => [
      `schools[${position}].administrator`,
      school.administrator,
      school.action?.value !== 'remove',
    ]),
  ];
  const all = problems.filter(({ field, code }) => {
    const person = people.find(([path]) => path === field);
    return code !== 'missing' || person === undefined || (person[1] === null && person[2]);
  });
  const has = (field: string) =>
    all.some((problem) => problem.field === field && problem.severity === 'error');
  const where = (path: string) => problems.find(({ field }) => field === path)?.where ?? null;
  reading.schools.forEach(({ name }, position) => {
    const field = `schools[${position}].name`;
    if (name === null && !struck.has(position) && !has(field)) {
      all.push(editProblem(field, 'missing', null, null, reading));
    }
  });
  for (const [path, person, isWanted] of people) {
    if (struck.has(positionOf(path)) || !isWanted) continue;
    if (person === null) {
      if (!has(path)) all.push(editProblem(path, 'missing', null, null, reading));
      continue;
    }
    for (const detail of personDetails) {
      const field = `${path}.${detail}`;
      if (person[detail] === null && !has(field)) {
        all.push(editProblem(field, 'missing', where(path), null, reading));
      }
    }
  }
  return all;
}

function listProblems(schools: readonly ReadSchool[], positions: readonly number[]): Problem[] {
  const list = new ProblemList();
  if (schools.length === 0) list.error('schools', 'missing', null, 'Aucune école n’est indiquée.');
  reportRepeatedSchools(schools, list);
  warnAboutMailboxes(schools, list);
  return list.problems.map((problem) => ({
    ...problem,
    field: problem.field.replace(/^schools\[(\d+)\]/, (_, index) => `schools[${positions[Number(index)]}]`),
  }));
}
