import type { DraftPerson, PersonSlot, Slot } from '../read/draft.js';
import { saysSomething } from '../read/draft.js';
import { looksLikeEmail, looksLikePhone } from '../read/guess-kind.js';
import { looksLikeJob } from '../read/job-words.js';
import { announcesNews } from '../read/known-sentence.js';
import { readEmail } from '../read/read-email.js';
import { type NameHints, readPersonName, stripCivility } from '../read/read-person-name.js';
import { displayPhone, readPhone } from '../read/read-phone.js';
import { tidy } from '../read/tidy.js';
import type { CellAddress, Field, ReadPerson } from '../reading.js';
import type { ProblemList } from './problem-list.js';
import { EXCHANGED, whyPhone } from './why-invalid.js';

/** How the person is called in a sentence: « de l’administrateur de l’école Jean Jaurès ». */
export type PersonPlace = { field: string; whose: string };

/** Reads the answers about one person; null, with one problem, when nothing was answered. */
export function readPerson(
  draft: DraftPerson,
  { field, whose }: PersonPlace,
  formOrder: NameHints['formOrder'],
  problems: ProblemList,
): ReadPerson | null {
  if (!saysSomething(draft)) {
    const where = placeOf(draft) ?? draft.at;
    problems.error(field, 'missing', where, `Les coordonnées ${whose} manquent.`);
    return null;
  }
  suggestSwap(draft);
  const email = readPersonEmail(draft, field, whose, problems);
  return {
    ...readNames(draft, email?.value ?? null, { field, whose }, formOrder, problems),
    jobTitle: readJobTitle(draft, field, whose, problems),
    email,
    phone: readPersonPhone(draft, field, whose, problems),
  };
}

/** A telephone where the address is asked, and the other way round: each is wrong, and each is the other's suggestion. */
function suggestSwap({ slots: { email, phone } }: DraftPerson): void {
  const [asEmail, asPhone] = [email?.written, phone?.written];
  if (!asEmail || !asPhone || !looksLikePhone(asEmail.text) || !looksLikeEmail(asPhone.text)) return;
  const [mended, number] = [readEmail(asPhone), readPhone(asEmail)];
  swaps.set(email!, mended.email);
  swaps.set(phone!, number.phone === null ? null : displayPhone(number.phone));
}

const swaps = new WeakMap<Slot, string | null>();

function placeOf(draft: DraftPerson): CellAddress | null {
  const slots = Object.entries(draft.slots).filter(([slot]) => slot !== 'civility');
  const named = slots.find(([slot]) => /name$/i.test(slot)) ?? slots[0];
  return named?.[1].expectedAt ?? null;
}

function expected(draft: DraftPerson, ...slots: PersonSlot[]): CellAddress | null {
  return (
    slots.map((slot) => draft.slots[slot]?.expectedAt).find((at) => at !== undefined) ??
    placeOf(draft) ??
    draft.at
  );
}

function fieldOf<Value>(value: Value, slot: Slot): Field<Value> {
  return { value, writtenAs: slot.written!.text, at: slot.written!.at };
}

function readJobTitle(
  draft: DraftPerson,
  field: string,
  whose: string,
  problems: ProblemList,
): Field<string> | null {
  const slot = draft.slots.jobTitle;
  const text = slot?.written ? tidy(slot.written.text) : '';
  if (/\p{L}\P{L}*\p{L}/u.test(text)) return fieldOf(text, slot!);
  const beside = jobBesideName(draft);
  if (beside !== null) return beside;
  const called = slot === undefined ? draft.calledAs : undefined;
  const job =
    called === undefined
      ? null
      : /^(?:(?:directeur|directrice)(?: (?:de l['’]|d['’])(?:école|ecole))?|chef(?:fe)? d['’]établissement)(?=\P{L}|$)/iu.exec(
          called.text,
        );
  if (called !== undefined && job !== null)
    return { value: tidy(job[0]), writtenAs: called.text, at: called.at };
  problems.error(`${field}.jobTitle`, 'missing', expected(draft, 'jobTitle'), `La fonction ${whose} manque.`);
  return null;
}

/** « Romain CARRET (directeur) », where no other cell tells the job. */
function jobBesideName({ slots: { name, lastName } }: DraftPerson): Field<string> | null {
  const slot = [name, lastName].find((one) => one?.written);
  const job = /\(([^()]+)\)\s*$/.exec(tidy(slot?.written?.text ?? ''))?.[1]?.trim();
  return job !== undefined && looksLikeJob(job) && !announcesNews(job) ? fieldOf(job, slot!) : null;
}

function readPersonEmail(
  draft: DraftPerson,
  field: string,
  whose: string,
  problems: ProblemList,
): Field<string> | null {
  const slot = draft.slots.email;
  if (!slot?.written) {
    problems.error(
      `${field}.email`,
      'missing',
      expected(draft, 'email'),
      `L’adresse e-mail ${whose} manque.`,
    );
    return null;
  }
  const answer = readEmail(slot.written);
  if (answer.email !== null) {
    if (answer.linksTo !== null) {
      const message = `Le lien de l’adresse « ${answer.email} » mène à ${answer.linksTo} ; nous gardons celle qui est écrite.`;
      problems.warning(`${field}.email`, 'second_value', slot.written.at, message, answer.linksTo);
    }
    return fieldOf(answer.email, slot);
  }
  const message = `L’adresse e-mail ${whose}, « ${tidy(slot.written.text)} », n’est pas valable${swaps.has(slot) ? EXCHANGED : ''}.`;
  problems.error(
    `${field}.email`,
    'invalid_email',
    slot.written.at,
    message,
    swaps.get(slot) ?? answer.suggestion,
    slot.written.text,
  );
  return null;
}

function readPersonPhone(
  draft: DraftPerson,
  field: string,
  whose: string,
  problems: ProblemList,
): Field<string> | null {
  const slot = draft.slots.phone;
  if (!slot?.written) {
    problems.error(
      `${field}.phone`,
      'missing',
      expected(draft, 'phone'),
      `Le numéro de téléphone ${whose} manque.`,
    );
    return null;
  }
  const answer = readPhone(slot.written);
  const [other] = draft.others.filter((one) => one.slot === 'phone');
  if (answer.phone !== null) {
    const second = answer.second ?? (other === undefined ? null : tidy(other.written.text));
    if (second !== null) {
      const message = `Deux numéros de téléphone sont donnés ${whose === '' ? '' : `(${whose.replace(/^d(?:e|u) (?:l’)?/, '')})`} ; nous gardons le premier.`;
      problems.warning(
        `${field}.phone`,
        'second_value',
        other?.written.at ?? slot.written.at,
        message,
        second,
      );
    }
    return fieldOf(answer.phone, slot);
  }
  const why = swaps.has(slot) ? EXCHANGED : whyPhone(slot.written.text);
  const message = `Le numéro de téléphone ${whose}, « ${tidy(slot.written.text)} », n’est pas valable${why}.`;
  problems.error(
    `${field}.phone`,
    'invalid_phone',
    slot.written.at,
    message,
    swaps.get(slot) ?? answer.suggestion,
    slot.written.text,
  );
  return null;
}

type Names = Pick<ReadPerson, 'firstName' | 'lastName'>;

function readNames(
  draft: DraftPerson,
  email: string | null,
  { field, whose }: PersonPlace,
  formOrder: NameHints['formOrder'],
  problems: ProblemList,
): Names {
  const { firstName, lastName, name } = draft.slots;
  const isSplit = firstName !== undefined;
  if (isSplit) return readTwoCells(draft, { field, whose }, problems);

  const slot = name ?? lastName;
  if (!slot?.written) {
    const where = expected(draft, 'name', 'lastName');
    const message = `Le prénom et le nom ${whose} manquent.`;
    problems.error(`${field}.firstName`, 'missing', where, message);
    problems.error(`${field}.lastName`, 'missing', where, message);
    return { firstName: null, lastName: null };
  }
  const answer = readPersonName(slot.written.text, { labelOrder: slot.nameOrder, email, formOrder });
  const written = tidy(slot.written.text);
  if (answer.kind !== 'split') {
    const code = answer.kind === 'not_a_name' ? 'invalid_name' : 'ambiguous';
    const message = {
      undecided: `Dans le nom ${whose}, « ${written} », nous ne savons pas distinguer le prénom du nom. Écrivez le prénom en minuscules et le nom en majuscules.`,
      several: namesSeveral(written, whose),
      not_a_name: `« ${written} » n’est pas le nom ${whose}.`,
    }[answer.kind];
    problems.error(`${field}.firstName`, code, slot.written.at, message);
    problems.error(`${field}.lastName`, code, slot.written.at, message);
    return { firstName: null, lastName: null };
  }
  const { name: split } = answer;
  if (split.firstName === null) {
    problems.error(
      `${field}.firstName`,
      'missing',
      slot.written.at,
      `Le prénom ${whose} manque (« ${written} »).`,
    );
  }
  if (split.lastName === null) {
    problems.error(
      `${field}.lastName`,
      'missing',
      slot.written.at,
      `Le nom de famille ${whose} manque (« ${written} »).`,
    );
  }
  return {
    firstName: split.firstName === null ? null : fieldOf(split.firstName, slot),
    lastName: split.lastName === null ? null : fieldOf(split.lastName, slot),
  };
}

const namesSeveral = (written: string, whose: string) =>
  `« ${written} » semble désigner plusieurs personnes. N’indiquez ici que le nom ${whose}.`;

function readTwoCells(draft: DraftPerson, { field, whose }: PersonPlace, problems: ProblemList): Names {
  const read = (
    slot: Slot | undefined,
    part: 'firstName' | 'lastName',
    what: string,
  ): Field<string> | null => {
    if (!slot?.written) {
      problems.error(`${field}.${part}`, 'missing', expected(draft, part), `${what} ${whose} manque.`);
      return null;
    }
    const answer = readPersonName(`${slot.written.text}`, { labelOrder: null, email: null, formOrder: null });
    const written = tidy(slot.written.text);
    if (answer.kind === 'not_a_name') {
      const message = `« ${written} » n’est pas le nom ${whose}.`;
      problems.error(`${field}.${part}`, 'invalid_name', slot.written.at, message);
      return null;
    }
    if (answer.kind === 'several' && !/\s[-–—]\s/.test(written)) {
      problems.error(`${field}.${part}`, 'ambiguous', slot.written.at, namesSeveral(written, whose));
      return null;
    }
    return fieldOf(stripCivility(written) || written, slot);
  };
  return {
    firstName: read(draft.slots.firstName, 'firstName', 'Le prénom'),
    lastName: read(lastNameOf(draft), 'lastName', 'Le nom'),
  };
}

/** Under « Nom » or « Nom de l’administrateur », wherever something is written. */
function lastNameOf({ slots: { lastName, name } }: DraftPerson): Slot | undefined {
  return [lastName, name].find((slot) => slot?.written) ?? lastName ?? name;
}
