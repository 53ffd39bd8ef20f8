import type { CellAddress, Problem } from '../form/reading.js';
import { toldOnce } from '../form/told-once.js';
import { frenchSpaces } from './french-spaces.js';
import { maskContacts } from './mask-contacts.js';
import { plainWords } from './plain-words.js';
import { problemSentences, type ToDo, toDos } from './problem-sentences.js';

/** Beyond this a group ends with a count: the workbook sent back shows them all. */
const MOST_SHOWN_PER_GROUP = 12;

/** `suggestionLabel`: to an error we propose a mend; of a warning we only show what else was written. */
export type ShownProblem = {
  place: string | null;
  sentence: string;
  suggestion: string | null;
  suggestionLabel: string;
};
export type ProblemGroup = { title: string; count: number; items: readonly ShownProblem[]; more: number };

/** `{ sheet: 'Écoles', cell: 'D19' }` → `Feuille « Écoles », cellule D19`; the body of a mail has lines, not cells. */
function placeInFrench(where: CellAddress): string {
  if (where.sheet !== 'Message')
    return `Feuille «\u00a0${plainWords(where.sheet, 40)}\u00a0», cellule ${plainWords(where.cell, 12)}`;
  const line = /\d+$/.exec(where.cell)?.[0];
  return line === undefined ? 'Texte de votre message' : `Texte de votre message, ligne ${line}`;
}

function shown(problem: Problem): ShownProblem {
  return {
    place: problem.where && placeInFrench(problem.where),
    sentence:
      frenchSpaces(maskContacts(plainWords(problem.message, 400))) || problemSentences[problem.code].advice,
    suggestionLabel: problem.severity === 'warning' ? 'Autre possibilité' : 'Notre proposition',
    suggestion: problem.suggestion && maskContacts(plainWords(problem.suggestion)),
  };
}

/** A warning forbids nothing: whatever its code, it is only to check. */
function toDoOf(problem: Problem): ToDo {
  return problem.severity === 'warning' ? 'check' : problemSentences[problem.code].toDo;
}

/** Problems grouped by what the clerk must do, in the order of `toDos`. */
export function groupProblems(problems: readonly Problem[]): ProblemGroup[] {
  const told = toldOnce(problems);
  return (Object.keys(toDos) as ToDo[]).flatMap((toDo) => {
    const group = told.filter((problem) => toDoOf(problem) === toDo);
    if (group.length === 0) return [];
    const items = group.slice(0, MOST_SHOWN_PER_GROUP).map(shown);
    return [{ title: toDos[toDo], count: group.length, items, more: group.length - items.length }];
  });
}
