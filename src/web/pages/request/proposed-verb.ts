import type { OpenCase } from '../../../desk/open-case.js';
import type { RequestStatus } from '../../../store/statuses.js';

export type Verb = { path: string; name: string; key: string };

const accept: Verb = { path: 'accepter', name: 'Accepter la liste', key: 'a' };
const confirm: Verb = { path: 'expediteur', name: 'Confirmer l’expéditeur', key: 'a' };
const correct: Verb = { path: 'corriger', name: 'Demander des corrections', key: 'c' };

/** What the page proposes first: the sender, while they are not known; then what the form calls for. */
export function proposedVerb(
  { status, reasons }: { status: RequestStatus; reasons: readonly string[] },
  opened: OpenCase | null,
): Verb | null {
  if (opened === null || (status !== 'awaiting-agent' && status !== 'awaiting-commune')) return null;
  const hasErrors = opened.judgement.reading.problems.some(({ severity }) => severity === 'error');
  if (status === 'awaiting-agent' && reasons.includes('sender_not_confirmed')) return confirm;
  return hasErrors ? correct : accept;
}

/** Every verb that a request's status leaves open, each once. */
export function mayBe(status: RequestStatus, opened: OpenCase | null): Verb[] {
  const isOpen = status === 'awaiting-agent' || status === 'awaiting-commune';
  if (!isOpen || opened === null) return [];
  return [accept, correct, { ...confirm, key: 's' }];
}
