import { findCommune } from '../../registry/find-commune.js';
import type { Draft, Slot } from '../read/draft.js';
import { tidy } from '../read/tidy.js';
import type { Reading } from '../reading.js';
import type { ProblemList } from './problem-list.js';

/** The commune of the form, by its official name. */
export function readCommune(draft: Draft, problems: ProblemList): Reading['commune'] {
  const slot = draft.commune.find(({ written }) => written !== null);
  if (slot === undefined) {
    problems.error(
      'commune',
      'missing',
      draft.commune[0]?.expectedAt ?? null,
      'Le nom de la commune manque.',
    );
    return null;
  }
  const text = tidy(slot.written!.text);
  const match = findCommune(text);
  if (match.kind === 'one') {
    const { name, insee } = match.commune;
    return { value: { name, insee }, writtenAs: slot.written!.text, at: slot.written!.at };
  }
  return refuse(slot, text, match, problems);
}

function refuse(
  slot: Slot,
  text: string,
  match: Exclude<ReturnType<typeof findCommune>, { kind: 'one' }>,
  problems: ProblemList,
): null {
  const { at } = slot.written!;
  if (match.kind === 'ambiguous') {
    const names = match.candidates.map(({ name }) => name).join(' ou ');
    problems.error(
      'commune',
      'ambiguous',
      at,
      `« ${text} » peut désigner plusieurs communes : ${names}. Précisez laquelle.`,
    );
  } else {
    const message = `« ${text} » n’est pas une commune de la Métropole de Lyon.`;
    problems.error('commune', 'not_in_list', at, message, match.nearest?.name ?? null);
  }
  return null;
}
