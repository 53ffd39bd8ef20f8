import { type Draft, peopleOf } from '../read/draft.js';
import {
  looksLikeDate,
  looksLikeEmail,
  looksLikePerson,
  looksLikePhone,
  looksLikeSchool,
  looksLikeSentence,
} from '../read/guess-kind.js';
import { isKnownSentence } from '../read/known-sentence.js';
import { tidy } from '../read/tidy.js';
import type { Written } from '../read/tokens.js';
import type { UnreadCell } from '../reading.js';
import { hasAnswer } from './read-schools.js';

/** Whatever was visible and became neither label, value nor known sentence. Nothing vanishes. */
export function unreadCells(draft: Draft): UnreadCell[] {
  const seconds = peopleOf(draft).flatMap(({ others }) => others.filter(({ slot }) => slot !== 'phone'));
  const answers = [
    ...seconds.map(({ written }) => written),
    ...draft.orphans.flatMap(({ slots }) => Object.values(slots).flatMap(({ written }) => written ?? [])),
    ...draft.schools.filter((school) => !hasAnswer(school)).flatMap(({ name }) => name?.written ?? []),
  ];
  return [
    ...draft.letterhead
      .filter(isWorthSaying)
      .map((written) => unread(written, looksLikeSentence(written.text))),
    ...draft.loose.filter(isWorthSaying).map((written) => unread(written, looksLikeData(written.text))),
    ...answers.filter(isWorthSaying).map((written) => unread(written, true)),
  ];
}

function isWorthSaying({ text }: Written): boolean {
  return /[\p{L}\d]/u.test(text) && !isKnownSentence(text);
}

function unread({ text, at }: Written, isData: boolean): UnreadCell {
  return { ...at, text: tidy(text), looksLikeData: isData };
}

function looksLikeData(text: string): boolean {
  if (looksLikeDate(text)) return false;
  return (
    looksLikeEmail(text) ||
    looksLikePhone(text) ||
    looksLikePerson(text) ||
    looksLikeSchool(text) ||
    looksLikeSentence(text)
  );
}
