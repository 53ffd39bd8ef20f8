import type { SchoolLevel } from '../../registry/school.js';
import { Uai } from '../../registry/uai.js';
import { actionOf } from '../read/action-of.js';
import {
  type Draft,
  type DraftPerson,
  type DraftSchool,
  isNamed,
  type Slot,
  saysSomething,
} from '../read/draft.js';
import { foldWords } from '../read/fold-words.js';
import { looksLikeUai } from '../read/guess-kind.js';
import { levelsIn } from '../read/school-key.js';
import { tidy } from '../read/tidy.js';
import type { Written } from '../read/tokens.js';
import type { Field, ReadSchool, SchoolAction } from '../reading.js';
import type { ProblemList } from './problem-list.js';
import { readPerson } from './read-people.js';
import { reportRepeatedSchools } from './report-repeated-schools.js';
import { warnAboutMailboxes } from './warn-about-mailboxes.js';
import { whyUai } from './why-invalid.js';

/** The schools of the form, in its order; blocks of the model left blank are none. */
export function readSchools(
  draft: Draft,
  formOrder: 'first' | 'last' | null,
  problems: ProblemList,
): ReadSchool[] {
  const filled = draft.schools.filter(hasAnswer);
  const schools = filled.map((school, index) => readSchool(school, index, formOrder, problems));
  const empty = draft.schools[0]?.name?.expectedAt ?? draft.schools[0]?.at ?? null;
  if (schools.length === 0) problems.error('schools', 'missing', empty, 'Aucune école n’est indiquée.');
  reportRepeatedSchools(schools, problems);
  warnAboutMailboxes(schools, problems);
  return schools;
}

export function hasAnswer({ name, uai, administrator, director, isTentative }: DraftSchool): boolean {
  if (isTentative && !uai?.written) return saysSomething(administrator) || saysSomething(director);
  return Boolean(name?.written || uai?.written) || saysSomething(administrator) || saysSomething(director);
}

function readSchool(
  draft: DraftSchool,
  index: number,
  formOrder: 'first' | 'last' | null,
  problems: ProblemList,
): ReadSchool {
  const field = `schools[${index}]`;
  const name = readName(draft, field, problems);
  const uai = readUai(draft, field, problems);
  const person = withOwnOfSchool(administratorOf(draft), draft);
  if (person.at === null) person.at = draft.at;
  const level = readLevel(draft);
  const action = readAction(draft);
  const whose = `de l’administrateur de l’école${name === null ? ` n° ${index + 1}` : ` « ${name.value} »`}`;
  return {
    name,
    uai,
    ...(level !== null && { level }),
    ...(action !== null && { action }),
    administrator:
      action?.value === 'remove' && !saysSomething(person)
        ? null
        : readPerson(person, { field: `${field}.administrator`, whose }, formOrder, problems),
  };
}

/** As a column says it, from « Primaire » to « E ». */
const LEVELS: readonly (readonly [RegExp, SchoolLevel])[] = [
  [/primaire|maternelle.*elementaire|^(?:p|prim|ep|eppu|mat(?: et)? elem)$/, 'primaire'],
  [/maternelle|^(?:m|mat|em|empu)$/, 'maternelle'],
  [/elementaire|^(?:e|el|elem|elem[a-z]*|ee|eepu)$/, 'elementaire'],
];

function readLevel({ name, level, levelAbove }: DraftSchool): Field<SchoolLevel> | null {
  const isSaid = levelsIn(name?.written?.text ?? '') !== '';
  const written = level?.written ?? (isSaid ? null : levelAbove);
  const words = foldWords(written?.text ?? '');
  const value = LEVELS.find(([said]) => said.test(words))?.[1] ?? null;
  return value === null ? null : { value, writtenAs: written!.text, at: written!.at };
}

function readAction({ action }: DraftSchool): Field<SchoolAction> | null {
  const asked = actionOf(action?.written?.text ?? '');
  return asked === null ? null : { value: asked, writtenAs: action!.written!.text, at: action!.written!.at };
}

/** A number and nothing else: that of the school, in a line that names its head. */
function isOnlyReached({ slots }: DraftPerson): boolean {
  const told = Object.entries(slots).filter(([, { written }]) => written !== null);
  return told.length === 1 && told[0]![0] === 'phone';
}

/** Whoever is named; when nobody is, whoever was asked for. */
function administratorOf({ administrator, director }: DraftSchool): DraftPerson {
  if (isOnlyReached(administrator) && isNamed(director)) {
    return { ...director, slots: { ...administrator.slots, ...director.slots } };
  }
  if (saysSomething(administrator)) return administrator;
  const isAsked = Object.keys(administrator.slots).length > 0 || director.at === null;
  return saysSomething(director) || !isAsked ? director : administrator;
}

/**
 * Where the form asks only the school's telephone, that is where its administrator answers; so for its mailbox, when it is
 * in the administrator's name (« École n° 1 – mail : yves.marchand@ac-lyon.fr »).
 */
function withOwnOfSchool(person: DraftPerson, { own: { slots } }: DraftSchool): DraftPerson {
  if (!saysSomething(person)) return person;
  const phone = person.slots.phone === undefined && slots.phone?.written ? slots.phone : undefined;
  const isTheirs = person.slots.email === undefined && slots.email?.written && isNamedBy(person, slots.email);
  const email = isTheirs ? slots.email : undefined;
  return { ...person, slots: { ...person.slots, ...(phone && { phone }), ...(email && { email }) } };
}

function isNamedBy({ slots: { name, firstName, lastName } }: DraftPerson, mailbox: Slot): boolean {
  const local = foldWords(mailbox.written!.text.split('@')[0]!.replace(/^mailto:/i, '')).split(' ');
  const words = [name, firstName, lastName].flatMap((slot) =>
    foldWords(slot?.written?.text ?? '').split(' '),
  );
  return words.some((word) => word.length >= 3 && local.includes(word));
}

function readName({ name, at }: DraftSchool, field: string, problems: ProblemList): Field<string> | null {
  const text = name?.written ? withoutCode(tidy(name.written.text)) : '';
  if (/[\p{L}\d]/u.test(text)) return { value: text, writtenAs: name!.written!.text, at: name!.written!.at };
  problems.error(`${field}.name`, 'missing', name?.expectedAt ?? at, 'Le nom de l’école manque.');
  return null;
}

/** « Jacques Prévert (0693898M) », « Marie Curie – UAI 069 3794 z »: the code written beside the name. */
const CODE_IN_NAME =
  /(?<=[\p{L}\d.»"’)])(?:[\s,;:–—-]{1,6}[([]?|[([])\s?(?:(?:code )?(?:UAI|RNE) ?:? ?)?(\d{3}\s?\d{4}\s?[a-z])\s?[)\]]?$/iu;

/** « 0693898M Jacques Prévert », as directories list them. */
const CODE_BEFORE_NAME = /^(?:(?:UAI|RNE) ?:? ?)?(\d{7}[a-z])[\s,;:–—-]{1,3}(?=\p{L})/iu;

const withoutCode = (name: string) => name.replace(CODE_IN_NAME, '').replace(CODE_BEFORE_NAME, '').trim();

/** The code of its own cell, or the one written after the name. */
function writtenUai({ uai, name }: DraftSchool): Written | null {
  if (uai?.written) return uai.written;
  const text = tidy(name?.written?.text ?? '');
  const code = (CODE_IN_NAME.exec(text) ?? CODE_BEFORE_NAME.exec(text))?.[1];
  const told = code ?? (looksLikeUai(text) ? text : undefined);
  return told === undefined ? null : { ...name!.written!, text: told };
}

function readUai(draft: DraftSchool, field: string, problems: ProblemList): Field<Uai> | null {
  const written = writtenUai(draft);
  if (written && /\p{L}|\d/u.test(written.text)) {
    const bare = written.text
      .replace(/[\s\u00a0.-]/g, '')
      .replace(/^(?:ce|(?:code)?(?:UAI|RNE):?)(?=\d)/i, '');
    const uai = Uai.safeParse(/^\d{6}[a-z]$/i.test(bare) ? `0${bare}` : bare);
    if (uai.success) return { value: uai.data, writtenAs: written.text, at: written.at };
    problems.error(
      `${field}.uai`,
      'invalid_uai',
      written.at,
      `« ${tidy(written.text)} » n’est pas un code UAI valable${whyUai(bare)}.`,
      null,
      written.text,
    );
    return null;
  }
  return uaiOfMailbox(draft);
}

/** `ce.0693027R@ac-lyon.fr` says the UAI of the school. */
function uaiOfMailbox(draft: DraftSchool): Field<Uai> | null {
  const mailboxes = [draft.own.slots.email, draft.administrator.slots.email, draft.director.slots.email];
  for (const slot of mailboxes) {
    const digits = /\bce[.\s_-]?(\d{7}[a-z])\s*@/i.exec(slot?.written?.text ?? '')?.[1];
    const uai = digits === undefined ? null : Uai.safeParse(digits);
    if (uai?.success) return { value: uai.data, writtenAs: slot!.written!.text, at: slot!.written!.at };
  }
  return null;
}
