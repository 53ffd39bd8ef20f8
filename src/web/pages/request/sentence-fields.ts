import { problemKey } from '../../../desk/letters.js';
import type { Problem } from '../../../form/reading.js';
import { fieldInFrench } from '../../../reply/field-in-french.js';
import type { Form } from '../../server/page.js';

const SENTENCE = 'phrase:';
const LONGEST_SENTENCE = 2_000;

/** The agent's words in place of ours, by `problemKey`; one emptied is there too, empty. */
export function sentencesOf(form: Form): Map<string, string> {
  const written = form.names().filter((name) => name.startsWith(SENTENCE));
  return new Map(
    written.map((name) => [name.slice(SENTENCE.length), form.text(name).slice(0, LONGEST_SENTENCE)]),
  );
}

/** One field to write in for each problem: our sentence, or what the agent made of it. */
export function sentenceFields(problems: readonly Problem[], sentences: ReadonlyMap<string, string>) {
  return problems.map((problem) => ({
    name: SENTENCE + problemKey(problem),
    id: idOfSentence(problem),
    what: fieldInFrench(problem.field, null),
    cell: problem.where?.cell ?? '',
    sentence: sentences.get(problemKey(problem)) ?? problem.message,
  }));
}

export function idOfSentence(problem: Problem): string {
  return `p-${problemKey(problem).replace(/[^A-Za-z0-9]+/g, '-')}`;
}
