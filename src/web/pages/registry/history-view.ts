import type { PastChange } from '../../../store/desk/commune-page.js';
import { shortInstant } from '../../view/short-dates.js';
import { changeWords } from '../request/words-of-actions.js';

/** The registry's history: what changed, when, by whom, and an agent's reason when it was by hand. */
export function historyView(history: readonly PastChange[]) {
  return history.map(({ change, at, reference, agentName, reason, undoneAt }) => ({
    words: changeWords(change as unknown as Record<string, unknown>),
    at: shortInstant(at),
    by: agentName ?? 'le service',
    reference,
    reason,
    isUndone: undoneAt !== null,
  }));
}
