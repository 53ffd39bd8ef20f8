import { findCommune } from '../../registry/find-commune.js';
import { type Draft, type DraftPerson, peopleOf, type Slot, saysSomething } from '../read/draft.js';
import { foldWords } from '../read/fold-words.js';
import { givenNames } from '../read/given-names.js';
import {
  isStreet,
  looksLikeDate,
  looksLikeEmail,
  looksLikePerson,
  looksLikePhone,
  looksLikeSchool,
  looksLikeSentence,
} from '../read/guess-kind.js';
import { looksLikeJob } from '../read/job-words.js';
import { announcesNews, isKnownSentence, tellsChange } from '../read/known-sentence.js';
import { tidy } from '../read/tidy.js';
import type { Written } from '../read/tokens.js';
import type { UnreadCell } from '../reading.js';
import { besideSchools } from './beside-schools.js';
import {
  endsJobWithSomebody,
  endsSchoolWithSomebody,
  holdsMoreThanCivility,
  namesAnother,
} from './perhaps-somebody.js';
import { hasAnswer } from './read-schools.js';

/** Whatever was visible and became neither label, value nor known sentence. Nothing vanishes. */
export function unreadCells(draft: Draft, insee: string | null): UnreadCell[] {
  const seconds = peopleOf(draft).flatMap(({ others }) => others.filter(({ slot }) => slot !== 'phone'));
  const answers = [
    ...seconds.map(({ written }) => written),
    ...contactsBesides(draft),
    ...draft.orphans.flatMap(({ slots }) => Object.values(slots).flatMap(({ written }) => written ?? [])),
    ...draft.schools.filter((school) => !hasAnswer(school)).flatMap(({ name }) => name?.written ?? []),
  ];
  const told = [
    ...draft.schools.flatMap(({ name, level }) => [name, level]),
    ...peopleOf(draft).flatMap(({ slots }) => Object.values(slots)),
  ].flatMap((slot) => (slot?.written && tellsChange(slot.written.text) ? [slot.written] : []));
  const isBeside = besideSchools(draft);
  return [
    ...[...new Set([...told, ...besides(draft), ...perhapsSomebody(draft, peopleOf(draft))])].map((written) =>
      unread(written, true),
    ),
    ...draft.letterhead
      .filter(isWorthSaying)
      .filter(({ text }) => !isPlace(text, insee))
      .map((written) => unread(written, looksLikeSentence(written.text))),
    ...draft.loose
      .filter((written) => isWorthSaying(written) || isBeside(written))
      .map((written) => unread(written, isBeside(written) || looksLikeData(written.text))),
    ...answers.filter(isWorthSaying).map((written) => unread(written, true)),
  ];
}

/** Somebody whose part is not said, when the two parts are taken: an elected official, a second agent. */
function contactsBesides({ followUp, both, contact }: Draft): Written[] {
  if (!saysSomething(followUp) && !saysSomething(both)) return [];
  return Object.values(contact.slots).flatMap(({ written }) => written ?? []);
}

/** A number and an address in one cell: one is kept, and the other would be lost. */
function holdsBoth(text: string): boolean {
  const words = text.split(/[\s;,]+/);
  return (
    words.some(looksLikeEmail) && looksLikePhone(words.filter((word) => !looksLikeEmail(word)).join(' '))
  );
}

/** « <c.durand@mairie.fr> Zoé Petit »: before it, it would be the name that mail software shows. */
const SOMEBODY_AFTER = /@[^\s<>]+>?[\s,;/–(-]+(?:M\.|Mme|Mlle)?\s*\p{Lu}[\p{L}’'-]+\s+\p{Lu}/u;

/** What stands beside a name or a number and is dropped from it, when it tells something: « (remplacée par Zoé Petit) ». */
function besides(draft: Draft): Written[] {
  return peopleOf(draft).flatMap(({ slots: { name, firstName, lastName, email, phone } }) => {
    const names = [name, firstName, lastName].flatMap((slot) => {
      const aside = /\(([^)]*)\)\s*$/.exec(slot?.written?.text ?? '')?.[1] ?? '';
      const tells = announcesNews(aside) || looksLikeEmail(aside) || looksLikePhone(aside);
      return slot?.written && tells ? [slot.written] : [];
    });
    const [mailbox, number] = [email?.written?.text ?? '', phone?.written?.text ?? ''];
    const words = number.split(/[^\p{L}\s'’.-]+/u).map((part) => part.replace(/^[\s.-]+|[\s.-]+$/g, ''));
    const speaks =
      holdsBoth(number) ||
      words.some(
        (part) =>
          /\b(?:rempla|mme\b|mlle\b)/i.test(part) ||
          tellsChange(part) ||
          (/\p{L}{2}.*\s.*\p{L}{2}/u.test(part) && looksLikePerson(part)),
      );
    const addresses = new Set(mailbox.toLowerCase().match(/[^\s<>;,/()]+@[^\s<>;,/()]+/g));
    const tellsMore =
      addresses.size > 1 || /\brempla/i.test(mailbox) || holdsBoth(mailbox) || SOMEBODY_AFTER.test(mailbox);
    const mailboxes = email?.written && tellsMore ? [email.written] : [];
    return [...names, ...mailboxes, ...(phone?.written && speaks ? [phone.written] : [])];
  });
}

/** Somebody, as it seems, run into an answer that is not a name; or, in a cell of one name, after it. */
function perhapsSomebody({ schools }: Draft, people: readonly DraftPerson[]): Written[] {
  const written = (slot: Slot | null | undefined, holds: (text: string) => boolean) =>
    slot?.written && holds(tidy(slot.written.text)) ? [slot.written] : [];
  return [
    ...people.flatMap(({ slots: { civility, firstName, lastName, name, jobTitle } }) => [
      ...written(civility, holdsMoreThanCivility),
      ...(firstName ? [firstName, lastName, name].flatMap((slot) => written(slot, namesAnother)) : []),
      ...written(jobTitle, endsJobWithSomebody),
    ]),
    ...schools.flatMap(({ name }) => written(name, endsSchoolWithSomebody)),
  ];
}

/** Where the town hall is and what it calls the form: « Ville de Vaulx-en-Velin / DSI », « Givors – laclasse.com ». */
function isPlace(text: string, insee: string | null): boolean {
  const parts = tidy(text).split(/\s[–—|/-]\s/);
  const isSaid = (part: string) => isStreet(part) || isOwnName(part, insee);
  const areSaid =
    parts.length > 1 && parts.every((part) => isSaid(part) || isKnownSentence(part) || isInitials(part));
  return areSaid || isSaid(tidy(text));
}

/** A department of the town hall, beside its name: DSI, DEEF. */
function isInitials(text: string): boolean {
  return /^\p{Lu}{2,4}$/u.test(text);
}

/** The commune again: « Mairie de Bron », « 69500 BRON », « BRON » alone. */
function isOwnName(text: string, insee: string | null): boolean {
  if (insee === null || !/^[^@:]{2,60}$/.test(text)) return false;
  const match = findCommune(text);
  return (match.kind === 'one' && match.commune.insee === insee) || isPostCode(text, insee);
}

/** « 69000 BRON »: the commune's name under a post code that is not its own. */
function isPostCode(text: string, insee: string): boolean {
  const name = /^69\d{3}\s+(\p{L}[^@:\d]+)$/u.exec(text)?.[1];
  const match = name === undefined ? null : findCommune(name);
  return match?.kind === 'one' && match.commune.insee === insee;
}

function isWorthSaying({ text }: Written): boolean {
  return /[\p{L}\d]/u.test(text) && !isKnownSentence(text);
}

function unread({ text, at }: Written, isData: boolean): UnreadCell {
  return { ...at, text: tidy(text), looksLikeData: isData };
}

/** « ne pas ouvrir avant janvier », « mail à venir »: short words that change what is asked. */
const INSTRUCTS =
  /\b(?:ne (?:pas|plus)|pas (?:avant|encore|tout de suite)|attendre|en attente|report(?:e|ee|er)|differe[re]?|suspend\w*|provisoire\w*|a partir d[eu]|uniquement|seulement|sauf|hors|a venir|a confirmer|a verifier)\b/;

/** « (ou Luc PONS en son absence) »: a known given name before a surname in capitals, or a civility before a name. */
function namesSomebody(text: string): boolean {
  const pairs = text.matchAll(/(\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)\s+\p{Lu}[\p{Lu}'’-]+(?=\P{L}|$)/gu);
  return (
    [...pairs].some(([, given]) => givenNames.has(foldWords(given!).split(' ')[0]!)) ||
    /(?:^|[\s(,])(?:M\.|Mme|Mlle|MM\.)\s+\p{Lu}\p{L}+/u.test(text)
  );
}

function looksLikeData(text: string): boolean {
  if (looksLikeDate(text)) return false;
  return (
    looksLikeEmail(text) ||
    looksLikePhone(text) ||
    looksLikePerson(text) ||
    namesSomebody(text) ||
    looksLikeJob(text) ||
    givenNames.has(foldWords(text)) ||
    looksLikeSchool(text) ||
    looksLikeSentence(text) ||
    INSTRUCTS.test(foldWords(text))
  );
}
