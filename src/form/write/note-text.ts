import type { Problem } from '../reading.js';
import { toldOnce } from '../told-once.js';
import { frenchSpaces } from './french-spaces.js';

/** Who signs our notes. */
export const NOTE_AUTHOR = 'laclasse.com';

const STARTS = { error: '⚠ À corriger (laclasse.com)', warning: '⚠ À vérifier (laclasse.com)' } as const;

/** What the note on a cell says: each problem in a sentence, and what the clerk may have meant. */
export function noteText(problems: readonly Problem[]): string {
  const severity = problems.some((problem) => problem.severity === 'error') ? 'error' : 'warning';
  const sentences = toldOnce(problems).map(({ message, suggestion }) =>
    suggestion === null ? frenchSpaces(message) : `${frenchSpaces(message)}\nPeut-être : ${suggestion}`,
  );
  return [STARTS[severity], ...sentences].join('\n');
}

/** True of the text of a note that holds one of ours, alone or below the commune's own. */
export function startsOurNote(text: string): boolean {
  return Object.values(STARTS).some((start) => text.includes(start));
}

/** What the commune itself had written in a note, ours taken away. */
export function withoutOurNote(text: string): string {
  const starts = Object.values(STARTS).map((start) => text.indexOf(start));
  return text.slice(0, Math.min(...starts.filter((start) => start >= 0))).trim();
}
