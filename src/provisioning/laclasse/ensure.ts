import type { AgentCode } from '../access-codes.js';
import { askAgent, Interrupted, notNow } from './interrupted.js';
import type { Answer } from './server.js';

export type Ensured<Found> = { found: Found; isMade: boolean };

/**
 * Looked up before it is done and proved after, whatever was answered: a 500 with an empty body may hide a success, and
 * a duplicate, and a refusal. Nothing is tried twice here: an order that is tried again begins by looking.
 * @throws Interrupted
 */
export async function ensure<Found>(
  look: () => Promise<Found | undefined>,
  act: () => Promise<Answer>,
): Promise<Ensured<Found>> {
  const before = await look();
  if (before !== undefined) return { found: before, isMade: false };

  const answer = await act();
  throwIfRefused(answer);
  const after = await lookAfter(look, answer);
  if (after !== undefined) return { found: after, isMade: true };
  throw notProved(answer);
}

async function lookAfter<Found>(look: () => Promise<Found | undefined>, answer: Answer) {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof Interrupted) || answer.kind === 'answered') throw error;
    throw new Interrupted(error.because, { isSettled: false });
  }
}

function notProved(answer: Answer): Interrupted {
  if (answer.kind === 'silent') return notNow('server_unreachable', { isSettled: false });
  return notNow(answer.status >= 500 ? 'server_failed' : 'not_proved');
}

/** 400 names the field it refuses, which only a person can mend; the value, which it repeats, is left behind. */
function throwIfRefused(answer: Answer): void {
  if (answer.kind === 'silent') return;
  if (answer.status === 401 || answer.status === 403) throw notNow('not_authorised');
  if (answer.status !== 400) return;
  const { error } = (answer.json ?? {}) as { error?: unknown };
  const field = /field '?(\w+)/.exec(String(error))?.[1] ?? '';
  throw askAgent(refusedFields[field] ?? 'value_refused');
}

const refusedFields: Record<string, AgentCode> = {
  address: 'email_refused',
  firstname: 'name_refused',
  lastname: 'name_refused',
  number: 'phone_refused',
  id: 'uai_refused',
};
