import { senderHint } from '../../registry/sender-hint.js';
import { placeOf } from '../read/cell-place.js';
import { foldWords } from '../read/fold-words.js';
import { givenNames } from '../read/given-names.js';
import { mailboxWords } from '../read/mailbox-words.js';
import { ownNameOf } from '../read/school-key.js';
import { tidy } from '../read/tidy.js';
import type { Field, Reading, ReadPerson, UnreadCell } from '../reading.js';
import { isOtherCommune } from './is-other-commune.js';
import { isNamedIn } from './mailbox-names.js';

/**
 * Answers that are well written and perhaps not for this: the mailbox of a stranger, of an office or of another commune,
 * a school of elsewhere, two schools in one cell, the head of the next school, an answer asked with « ? ». Each is kept,
 * and a person looks.
 */
export function doubtfulAnswers({
  commune,
  contacts,
  schools,
  problems,
}: Pick<Reading, 'commune' | 'contacts' | 'schools' | 'problems'>): UnreadCell[] {
  const insee = commune?.value.insee ?? null;
  const names = schools.map(({ name }) => ownNameOf(name?.value ?? ''));
  const administrators = schools.map(({ administrator }) => administrator);
  const people = [contacts.followUp, contacts.technical, ...administrators].filter((one) => one !== null);
  const doubts: (Field<string> | null)[] = [
    ...people.flatMap((person) => [
      ...[person.firstName, person.lastName, person.jobTitle].filter(isAsked),
      isOfPupil(person.jobTitle) ? person.jobTitle : null,
      isOfStranger(person) || isOfOtherCommune(person.email, insee) ? person.email : null,
    ]),
    ...administrators.map((person) => (isOfOffice(person?.email ?? null) ? person!.email : null)),
    ...administrators.map((person, index) =>
      headsAnother(person?.jobTitle ?? null, index, names) ? person!.jobTitle : null,
    ),
    ...schools.map(({ name }) =>
      isAsked(name) || isElsewhere(name, insee) || isTwoSchools(name) ? name : null,
    ),
  ];
  const refused = new Set(problems.flatMap(({ where }) => (where === null ? [] : [placeOf(where)])));
  const told = doubts.filter((field) => field !== null).filter(({ at }) => !refused.has(placeOf(at)));
  const unique = new Map(told.map((field) => [placeOf(field.at), field]));
  return [...unique.values()].map(({ at, writtenAs }) => ({
    ...at,
    text: tidy(writtenAs),
    looksLikeData: true,
  }));
}

/** « Claire Petit ? » */
function isAsked(field: Field<string> | null): boolean {
  return field !== null && /\?\s*$/.test(field.writtenAs);
}

/** `luc.arnaud@…` for Claire Petit: a known given name and a surname, and neither is hers. A married name keeps the first. */
function isOfStranger({ email, firstName, lastName }: ReadPerson): boolean {
  if (email === null || firstName === null || lastName === null) return false;
  const { parts } = mailboxWords(email.value);
  const [given = '', family = ''] = parts;
  const own = foldWords(`${firstName.value} ${lastName.value}`).split(' ');
  const isInitial = given.length === 1 && family.length >= 4 && !own.some((word) => word[0] === given);
  if (parts.length !== 2 || family.length < 3 || !(isInitial || givenNames.has(given))) return false;
  const resembles = own.some((word) => parts.some((part) => part.slice(0, 3) === word.slice(0, 3)));
  return !resembles && isNamedIn(email.value, firstName.value, lastName.value) === 'no';
}

/** « Élève », « Parent », « Stagiaire »: nobody opens a school’s accounts as one. */
function isOfPupil(job: Field<string> | null): boolean {
  return job !== null && /^(?:(?:eleves?|parents?|stagiaires?)$|future? )/.test(foldWords(job.value));
}

/** The site of another commune of the Métropole, or a domain called after one: `ville-feyzin.fr`. */
function isOfOtherCommune(email: Field<string> | null, insee: string | null): boolean {
  if (email === null || insee === null) return false;
  if (senderHint(email.value, insee).kind === 'other-commune') return true;
  const place = /@(?:ville|mairie|commune)[-.](?:de-)?([a-z-]+)\.(?:fr|com|org|eu)$/.exec(email.value)?.[1];
  return place !== undefined && isOtherCommune(place.replaceAll('-', ' '), insee);
}

/** Read by whoever sits there: no account is opened with it unseen. */
function isOfOffice(email: Field<string> | null): boolean {
  return (
    email !== null &&
    /^(?:secretariat|accueil|standard|mairie|contact)\b/.test(mailboxWords(email.value).parts[0] ?? '')
  );
}

/** « Directrice de l’école Pierre Cot » in the line of another school of the form. */
function headsAnother(job: Field<string> | null, index: number, names: readonly string[]): boolean {
  const holds = (name: string) => name.length >= 4 && ` ${foldWords(job!.value)} `.includes(` ${name} `);
  return job !== null && !holds(names[index] ?? '') && names.some(holds);
}

/** « École Les Géraniums (Feyzin) », « École Pierre Cot – Feyzin » in a form of Bron. */
function isElsewhere(name: Field<string> | null, insee: string | null): boolean {
  const told = name?.value ?? '';
  const aside =
    /(?:\(|\s[–—-]\s|,\s*)(?:(?:école|commune|ville) (?:de |d['’]))?([^(),–—]{3,40})\)?\s*$/iu.exec(told);
  const of = /\p{L}{3}\s+\p{L}{3,}\s+(?:de|d['’]|à)\s?(\p{Lu}[\p{L}\s'’-]+)$/u.exec(told);
  return insee !== null && [aside, of].some((match) => match !== null && isOtherCommune(match[1]!, insee));
}

/** « École Pierre Cot et école La Garenne »; the levels of one school are one. */
function isTwoSchools(name: Field<string> | null): boolean {
  const [one = '', ...others] = (name?.value ?? '').split(
    /\s(?:et|&|\+|\/)\s(?:l['’]\s?)?(?=[ÉEée]cole\b|groupe\b)/iu,
  );
  const isNamed = (text: string) => /[a-z]{3}/.test(ownNameOf(text).replace(/\becoles?\b/g, ''));
  const own = (text: string) => !/^(?:ecole )?(?:maternelle|elementaire|primaire)?$/.test(foldWords(text));
  return others.length > 0 && [one, ...others].every((part) => isNamed(part) && own(part));
}
