import { foldWords } from '../read/fold-words.js';
import { givenNames } from '../read/given-names.js';
import { looksLikeEmail, looksLikePerson, looksLikePhone, looksLikeSchool } from '../read/guess-kind.js';
import { holdsJob, looksLikeJob } from '../read/job-words.js';
import { recogniseLabel } from '../read/recognise-label.js';
import { tidy } from '../read/tidy.js';
import type { Field, Reading, ReadPerson } from '../reading.js';
import { isNamedIn } from './mailbox-names.js';
import type { ProblemList } from './problem-list.js';

type Told = { field: string; person: ReadPerson };

/**
 * What answers for something else: an address or a telephone inside a job, the words of a label inside a name, the
 * mailbox of somebody else of the form. Two cells run together, or two persons exchanged: a person must look.
 */
export function reportForeignAnswers(
  { contacts, schools }: Pick<Reading, 'contacts' | 'schools'>,
  problems: ProblemList,
): void {
  const people: Told[] = [
    { field: 'contacts.followUp', person: contacts.followUp },
    { field: 'contacts.technical', person: contacts.technical },
    ...schools.map(({ administrator }, index) => ({
      field: `schools[${index}].administrator`,
      person: administrator,
    })),
  ].flatMap(({ field, person }) => (person === null ? [] : [{ field, person }]));

  for (const { field, person } of people) {
    report(`${field}.jobTitle`, person.jobTitle, besidesJob, problems);
    report(`${field}.firstName`, person.firstName, besidesFirstName, problems);
    report(`${field}.lastName`, person.lastName, besidesLastName, problems);
    reportMailbox(field, person, people, problems);
  }
  schools.forEach(({ name }, index) => {
    report(`schools[${index}].name`, name, besidesSchool, problems);
  });
}

/** What an answer holds besides itself, in words; null when nothing. */
type Besides = (text: string) => string | null;

const LABEL = 'l’intitulé d’une autre case';

const besidesAll: Besides = (text) =>
  looksLikeEmail(text)
    ? 'une adresse e-mail'
    : looksLikePhone(text) || /(?<!\d)0\d(?:[\s.-]?\d{2}){4}(?!\d)/.test(text)
      ? 'un numéro de téléphone'
      : null;

const besidesName: Besides = (text) =>
  besidesAll(text) ?? (ASKS_NAME.test(text) ? LABEL : holdsJob(text) ? 'une fonction' : null);

/** « Karim Zébulon QUATREMER » as a first name: a surname in capitals has its own cell. */
const besidesFirstName: Besides = (text) =>
  besidesName(text) ?? (/\p{Ll}\.?\s+\p{Lu}[\p{Lu}'’-]{2,}$/u.test(text) ? 'le nom d’une personne' : null);

/** « Petitjean Zoé QUATREMER » as a surname. */
const besidesLastName: Besides = (text) =>
  besidesName(text) ??
  (/\p{Ll}{3}\s+\p{Lu}\p{Ll}{2,}\s+\p{Lu}[\p{Lu}'’-]{3,}$/u.test(text) ? 'le nom d’une personne' : null);

const besidesJob: Besides = (text) =>
  besidesAll(text) ??
  (asksOther(text) || ASKS_JOB.test(text) || ASKS_NEXT.test(text)
    ? LABEL
    : namesSomebody(text) || endsWithSomebody(text)
      ? 'le nom d’une personne'
      : null);

const besidesSchool: Besides = (text) =>
  besidesAll(text) ??
  (endsWithRole(text)
    ? LABEL
    : namesSomebody(`École ${text}`) || endsWithAnother(text)
      ? 'le nom d’une personne'
      : null);

/** « NOM PRÉNOM Émilie » */
const ASKS_NAME =
  /(?:^|\s)(?:nom|pr[ée]noms?(?:\(s\))?|fonction|qualit[ée]|e-?mail|courriel|t[ée]l(?:[ée]phone)?)(?=\s|$)/iu;

/** « Qualité Directrice » */
const ASKS_JOB = /^(?:nom|prénom|fonction|qualité|titre|poste occupé|emploi)\s+\p{Lu}|[:：]/iu;

/** « Professeur des écoles MÉL »: the question of the next cell. */
const ASKS_NEXT = /\s(?:m[ée]l|e-?mail|mail|mailto|courriel|t[ée]l|t[ée]l[ée]phone|portable)[\s.:]*$/iu;

/** « Adresse mail » as a job: only a question. */
function asksOther(text: string): boolean {
  const asked = recogniseLabel(text);
  return asked !== null && !asked.mayBeValue && asked.field !== null && asked.field !== 'jobTitle';
}

/** « Les Frères Voisin RÉFÉRENT »: the heading of what follows. */
function endsWithRole(text: string): boolean {
  if (/[:：]$|\s(?:M|Mme|Mlle)\.?$|^(?:nom|intitulé|dénomination)\s|^[ée]cole\s?\/\s/i.test(text))
    return true;
  const words = text.split(/\s+/);
  return [1, 2, 3].some((count) => {
    const end = words.length > count ? recogniseLabel(words.slice(-count).join(' ')) : null;
    return end?.field === null && end.role !== null && end.role !== 'school' && end.role !== 'townHall';
  });
}

/** « Directeur adjoint - Zoé QUATREMER », « …, Mme Quatremer »: after a separator, somebody as forms name people. */
function namesSomebody(text: string): boolean {
  const [first = '', ...others] = text.split(/\s[-–—/:]\s|[,;(\n]\s*/);
  return others.some((part) => SOMEBODY.test(part)) || isPerson(first);
}

const SOMEBODY =
  /^(?:(?:M|Mme|Mlle)\.?\s+\p{Lu}|\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?\s+\p{Lu}[\p{Lu}'’-]{2,}(?:\s|\)|$))/u;

/** « École Jean Jaurès Zoé QUATREMER »: a school's whole name, then somebody's. « … Bron PARILLY » is a place. */
function endsWithAnother(text: string): boolean {
  const before = beforeSomebody(text) ?? '';
  const named = before.split(/\s+/).filter((word) => /^\p{Lu}.*\p{Ll}/u.test(word) && !looksLikeSchool(word));
  return named.length >= 2;
}

/** One school, not « des écoles ». */
const NAMES_SCHOOL = /\b(?:ecole|groupe|gs|scolaire|maternelle|elementaire|primaire)$/;

/** « Professeur des écoles Zoé QUATREMER »: no job ends so, but for the name of a school (« du groupe Jean MOULIN »). */
function endsWithSomebody(text: string): boolean {
  const before = beforeSomebody(text);
  return before !== null && !NAMES_SCHOOL.test(foldWords(before));
}

/** What stands before the given name and the surname in capitals that end a text; null when no known given name does. */
function beforeSomebody(text: string): string | null {
  const [, before, given] =
    /^(.+)\s(\p{Lu}\p{Ll}+)(?:-\p{Lu}\p{Ll}+)?\s+\p{Lu}[\p{Lu}'’-]{2,}$/u.exec(text) ?? [];
  return given !== undefined && givenNames.has(foldWords(given)) ? before! : null;
}

/** « Zoé QUATREMER » as a job; a school may bear a person's name. */
function isPerson(text: string): boolean {
  const isNamed =
    SOMEBODY.test(text) || (looksLikePerson(text) && text.split(' ').length <= 3 && !looksLikeJob(text));
  return isNamed && givenNames.has(foldWords(text.split(' ')[0]!));
}

function report(field: string, answer: Field<string> | null, besides: Besides, problems: ProblemList): void {
  const other = answer === null ? null : besides(tidy(answer.value));
  if (answer === null || other === null) return;
  const message = `« ${answer.value} » contient ${other}. Écrivez chaque information dans sa case.`;
  problems.error(field, 'conflict', answer.at, message);
}

function reportMailbox(
  field: string,
  { email, firstName, lastName }: ReadPerson,
  people: readonly Told[],
  problems: ProblemList,
): void {
  if (email === null || firstName === null || lastName === null) return;
  if (isNamedIn(email.value, firstName.value, lastName.value) !== 'no') return;
  const owner = people
    .map(({ person }) => person)
    .find(
      (other) =>
        other.firstName !== null &&
        other.lastName !== null &&
        isNamedIn(email.value, other.firstName.value, other.lastName.value) === 'whole',
    );
  if (owner === undefined) return;
  const [whose, own] = [owner, { firstName, lastName }].map(
    (one) => `${one.firstName!.value} ${one.lastName!.value}`,
  );
  const message = `L’adresse ${email.value} semble être celle de ${whose}, et non de ${own}. Vérifiez-la.`;
  problems.error(`${field}.email`, 'conflict', email.at, message);
}
