import { randomUUID } from 'node:crypto';
import { mayBeWrittenTo } from '../../src/intake/may-be-written-to.js';
import { type BrakeLimits, uncountedByRequest } from '../../src/reply/brakes.js';
import { messageIdOf } from '../../src/reply/message-id.js';
import type { ReplyFacts } from '../../src/reply/reply-facts.js';
import { writeReply } from '../../src/reply/write-reply.js';
import { brakeReplies } from '../../src/store/brakes.js';
import type { Tx } from '../../src/store/database.js';
import { saveNotice } from '../../src/store/notices.js';
import type { OwedAttachment } from '../../src/store/tables.js';
import type { OweSettings } from '../decide/owe-reply.js';

export type NoticeSettings = Omit<OweSettings, 'maxMessageBytes'> & { brakes: BrakeLimits };

/** A reply that no mail asks for at once. */
export type NoticeAsk = {
  requestId: string | null;
  /** The message it is threaded with, if any. */
  message: { id: string; rfcMessageId: string | null; referenceIds: readonly string[] } | null;
  facts: ReplyFacts;
  recipient: string;
  cc?: string | null;
  /** What it tells of, so that it is told once: an order's identifier, a day. */
  version: string;
  attachments?: readonly OwedAttachment[];
};

/**
 * Owes a notice in the transaction that saves what it tells: once per request, kind, recipient and version. Held when
 * `REPLIES=hold` or when a brake says so. Answers its identifier, or null when nothing is owed: told already, or nobody
 * that may be written to. Ask for the job `send-replies` once committed; else the sweep does.
 */
export async function oweNotice(
  tx: Tx,
  settings: NoticeSettings,
  ask: NoticeAsk,
  now: Date,
): Promise<string | null> {
  const { facts, recipient, message, requestId } = ask;
  if (!mayBeWrittenTo(recipient, settings.ownAddresses)) return null;
  const id = randomUUID();
  const braked = { id, recipient, requestId: uncountedByRequest.includes(facts.kind) ? null : requestId };
  const { heldBy } = await brakeReplies(tx, [braked], settings.brakes, now);
  const { email } = settings.service;
  const attachments = ask.attachments ?? [];
  const isOwed = await saveNotice(tx, {
    ...{ id, requestId, recipient, attachments, version: ask.version, kind: facts.kind, cc: ask.cc ?? null },
    messageId: message?.id ?? null,
    rfcMessageId: messageIdOf({
      reference: facts.reference,
      kind: facts.kind,
      replyId: id,
      domain: email.slice(email.lastIndexOf('@') + 1),
    }),
    inReplyTo: message?.rfcMessageId ?? null,
    referenceIds: [
      ...(message?.referenceIds ?? []),
      ...(message?.rfcMessageId ? [message.rfcMessageId] : []),
    ],
    ...writeReply(facts, settings.service),
    facts: attachments.length === 0 ? null : facts,
    status: settings.replies === 'send' && !heldBy.has(id) ? 'queued' : 'held',
    brakeId: heldBy.get(id) ?? null,
    owedAt: now,
  });
  return isOwed ? id : null;
}
