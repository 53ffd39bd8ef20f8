import { doubtfulAnswers } from './check/doubtful-answers.js';
import { doubtfulSheets } from './check/doubtful-sheets.js';
import { orderOfNames } from './check/order-of-names.js';
import { ProblemList } from './check/problem-list.js';
import { readCommune } from './check/read-commune.js';
import { readPerson } from './check/read-people.js';
import { readSchools } from './check/read-schools.js';
import { reportForeignAnswers } from './check/report-foreign-answers.js';
import { reservedCells } from './check/reserved-cells.js';
import { unreadCells } from './check/unread-cells.js';
import type { Grid } from './open/grid.js';
import { refusals } from './open/refusals.js';
import { placeOf } from './read/cell-place.js';
import { type Draft, type DraftPerson, saysSomething } from './read/draft.js';
import { forgetFolded } from './read/fold-words.js';
import { readGrid } from './read/read-grid.js';
import { inTheirCells, unpackLines } from './read/unpack-lines.js';
import type { Reading, UnreadCell } from './reading.js';
import { refusedReading } from './refused-reading.js';
import { rulesVersion } from './rules-version.js';

/** Reads the form in a grid of cells. Pure. */
export function readForm(grid: Grid): Reading {
  try {
    const { grid: whole, packed } = unpackLines(grid);
    return inTheirCells(readCells(whole), packed);
  } finally {
    forgetFolded();
  }
}

function readCells(grid: Grid): Reading {
  if (grid.sheets.every(({ cells }) => cells.length === 0))
    return refusedReading(refusals.empty.code, refusals.empty.message);
  const draft = readGrid(grid);
  if (!isForm(draft)) return refusedReading(refusals.notAForm.code, refusals.notAForm.message);

  const problems = new ProblemList();
  const order = orderOfNames(draft);
  const followUp = firstWhoSays(draft.followUp, draft.both, draft.contact);
  const technical = firstWhoSays(draft.technical, draft.both);
  const commune = readCommune(draft, problems);
  const read = {
    commune,
    contacts: {
      followUp: readPerson(
        followUp,
        { field: 'contacts.followUp', whose: 'de la personne chargée du suivi du projet' },
        order,
        problems,
      ),
      technical: readPerson(
        technical,
        { field: 'contacts.technical', whose: 'du responsable technique' },
        order,
        problems,
      ),
    },
    schools: readSchools(draft, order, problems),
    problems: problems.problems,
  };
  reportForeignAnswers(read, problems);
  const insee = commune?.value.insee ?? null;
  const unread = withDoubts(unreadCells(draft, insee), [
    ...doubtfulAnswers(read),
    ...doubtfulSheets(grid, read.schools, insee),
  ]);
  const reading = { ...read, unread: withDoubts(unread, reservedCells(grid, read.schools, unread, insee)) };
  const isInvalid = problems.problems.some(({ severity }) => severity === 'error');
  return { kind: isInvalid ? 'invalid' : 'valid', rules: rulesVersion, ...reading };
}

/** Each cell once, and for a person wherever one of the two says so. */
function withDoubts(unread: readonly UnreadCell[], doubts: readonly UnreadCell[]): UnreadCell[] {
  const [told, doubted] = [new Set(unread.map(placeOf)), new Set(doubts.map(placeOf))];
  return [
    ...unread.map((cell) => (doubted.has(placeOf(cell)) ? { ...cell, looksLikeData: true } : cell)),
    ...doubts.filter((cell) => !told.has(placeOf(cell))),
  ];
}

function firstWhoSays(...people: readonly DraftPerson[]): DraftPerson {
  return people.find(saysSomething) ?? people.find(({ at }) => at !== null) ?? people[0]!;
}

/** A form speaks of at least two of: its commune, its contacts, its schools, people's coordinates. */
function isForm(draft: Draft): boolean {
  const asksOf = ({ slots }: DraftPerson) =>
    Object.keys(slots).filter((slot) => slot !== 'civility').length >= 2;
  const administrators = draft.schools.flatMap(({ administrator, director }) => [administrator, director]);
  const signs = [
    draft.commune.length > 0,
    draft.followUp.at !== null || draft.both.at !== null,
    draft.technical.at !== null || draft.both.at !== null,
    draft.schools.length > 0,
    [draft.followUp, draft.technical, draft.both, ...administrators].some(asksOf),
  ];
  return signs.filter(Boolean).length >= 2;
}
