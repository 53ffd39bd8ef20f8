import { ProblemList } from './check/problem-list.js';
import { readCommune } from './check/read-commune.js';
import { readPerson } from './check/read-people.js';
import { readSchools } from './check/read-schools.js';
import type { Grid } from './open/grid.js';
import { type Draft, saysSomething } from './read/draft.js';
import {
  looksLikeEmail,
  looksLikePerson,
  looksLikePhone,
  looksLikeSchool,
  looksLikeSentence,
} from './read/guess-kind.js';
import { isKnownSentence } from './read/known-sentence.js';
import { readGrid } from './read/read-grid.js';
import { tidy } from './read/tidy.js';
import type { Written } from './read/tokens.js';
import type { Reading, UnreadCell } from './reading.js';
import { rulesVersion } from './rules-version.js';

/** Reads the form in a grid of cells. Pure. */
export function readForm(grid: Grid): Reading {
  const draft = readGrid(grid);
  const problems = new ProblemList();
  const commune = readCommune(draft, problems);
  const order = null;
  const followUp =
    saysSomething(draft.followUp) || !saysSomething(draft.contact) ? draft.followUp : draft.contact;
  const contacts = {
    followUp: readPerson(
      followUp,
      { field: 'contacts.followUp', whose: 'de la personne chargée du suivi du projet' },
      order,
      problems,
    ),
    technical: readPerson(
      draft.technical,
      { field: 'contacts.technical', whose: 'du responsable technique' },
      order,
      problems,
    ),
  };
  const schools = readSchools(draft, order, problems);
  return {
    kind: problems.problems.some(({ severity }) => severity === 'error') ? 'invalid' : 'valid',
    rules: rulesVersion,
    commune,
    contacts,
    schools,
    problems: problems.problems,
    unread: unreadCells(draft),
  };
}

function unreadCells(draft: Draft): UnreadCell[] {
  const people = [
    draft.followUp,
    draft.technical,
    ...draft.schools.flatMap(({ administrator }) => [administrator]),
  ];
  const others = people.flatMap(({ others: more }) => more.map(({ written }) => written));
  return [...draft.loose, ...others].filter(({ text }) => !isKnownSentence(text)).map(unread);
}

function unread({ text, at }: Written): UnreadCell {
  return { ...at, text: tidy(text), looksLikeData: looksLikeData(text) };
}

function looksLikeData(text: string): boolean {
  return (
    looksLikeEmail(text) ||
    looksLikePhone(text) ||
    looksLikePerson(text) ||
    looksLikeSchool(text) ||
    looksLikeSentence(text)
  );
}
