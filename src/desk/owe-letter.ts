import type { CaseMessage } from '../store/desk/case-material.js';
import { insertActionReply } from '../store/desk/owed.js';
import type { Acting } from './act.js';
import { type Letter, mailOf } from './letters.js';

/** The letter is owed word for word as it was shown, and leaves by the ordinary outbox once it cannot be undone. */
export async function oweLetter(
  { tx, desk, request, actionId, at, undoUntil }: Acting,
  letter: Letter,
  messages: readonly CaseMessage[],
): Promise<string> {
  const message = messages.find(({ id }) => id === letter.messageId)!;
  const mail = mailOf(letter, { desk, message, request });
  await insertActionReply(tx, {
    ...mail,
    actionId,
    requestId: request.id,
    messageId: letter.messageId,
    kind: letter.kind,
    recipient: letter.recipient,
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    attachments: letter.attachments,
    facts: letter.attachments.length === 0 ? null : letter.facts,
    owedAt: at,
    dueAt: undoUntil,
  });
  return mail.id;
}
