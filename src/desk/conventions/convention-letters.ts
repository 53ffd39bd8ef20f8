import { randomUUID } from 'node:crypto';
import { communeByInsee } from '../../registry/find-commune.js';
import { messageIdOf } from '../../reply/message-id.js';
import type { FactsOf, ReplyFacts } from '../../reply/reply-facts.js';
import { writeReply } from '../../reply/write-reply.js';
import { insertActionReply } from '../../store/desk/owed.js';
import type { Acting } from '../act.js';
import type { Desk } from '../desk.js';

/** Until its request exists, a letter is shown with this in the place of its reference. */
export const NO_REFERENCE = 'LC-…';

/** What every letter about a convention prints. */
export function commonFacts(
  desk: Desk,
  { reference, openedAt, communeInsee }: { reference: string; openedAt: Date; communeInsee: string },
): Pick<FactsOf<'convention-notice'>, 'reference' | 'receivedAt' | 'originalSubject' | 'communeName'> {
  return {
    reference: reference === NO_REFERENCE ? reference : desk.printReference(reference),
    receivedAt: openedAt,
    originalSubject: '',
    communeName: communeByInsee(communeInsee)?.name ?? null,
  };
}

/** Owed by the action, due when it cannot be undone any more: it answers no message, and starts a thread. */
export async function oweConventionLetter(
  { tx, desk, request, actionId, at, undoUntil }: Acting,
  facts: ReplyFacts,
  { to, cc }: { to: string; cc: string | null },
): Promise<void> {
  const id = randomUUID();
  const { email } = desk.service;
  const domain = email.slice(email.lastIndexOf('@') + 1);
  await insertActionReply(tx, {
    ...{ id, actionId, requestId: request.id, messageId: null, kind: facts.kind, recipient: to, cc },
    rfcMessageId: messageIdOf({ reference: facts.reference, kind: facts.kind, replyId: id, domain }),
    ...{ inReplyTo: null, referenceIds: [], attachments: [], facts: null, owedAt: at, dueAt: undoUntil },
    ...writeReply(facts, desk.service),
  });
}
