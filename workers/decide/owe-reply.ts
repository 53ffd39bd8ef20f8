import { randomUUID } from 'node:crypto';
import type { Decision } from '../../src/decision/decide.js';
import type { CaseRenewal } from '../../src/decision/renewal/case-renewal.js';
import type { Reading } from '../../src/form/reading.js';
import { mayBeWrittenTo } from '../../src/intake/may-be-written-to.js';
import { communeByInsee } from '../../src/registry/find-commune.js';
import { messageIdOf } from '../../src/reply/message-id.js';
import type { ServiceIdentity } from '../../src/reply/service-identity.js';
import { writeReply } from '../../src/reply/write-reply.js';
import type { KnownRequest, ReadMessage, StoredCommune } from '../../src/store/cases.js';
import type { OwedReply } from '../../src/store/decided.js';
import { refusalOf } from './refusal.js';
import { replyBrief } from './reply-facts.js';

export type OweSettings = {
  service: ServiceIdentity;
  /** `hold` keeps every reply for an agent. */
  replies: 'send' | 'hold';
  /** Ours, lower case: never answered. */
  ownAddresses: readonly string[];
  maxMessageBytes: number;
  /** The reference as printed, with its check. */
  printReference(reference: string): string;
};

/** What else is known when a reply is owed. */
export type OweContext = {
  /** The request as it is after the decision. */
  request: KnownRequest;
  /** When the same form came first. */
  firstReceivedAt: Date | null;
  /** The form that this one corrects, when the commune was asked for corrections. */
  corrected: Reading | null;
  /** The commune that has confirmed the sender of this proven mail: what we hold of it may be told. */
  confirmedBy: StoredCommune | null;
  /** The campaign that the message answers. */
  renewal: CaseRenewal | null;
  /** True when this address was refused for this reason today already. */
  wasRefusedToday(recipient: string, refusal: string): boolean;
};

/**
 * Pure but for its identifier: the first reply to a message, or null when none may be owed. Only ever to its From, and
 * never to a machine, to ourselves, or to whoever hides behind a forged address, whatever was decided.
 */
export function oweReply(
  settings: OweSettings,
  message: ReadMessage,
  decision: Decision,
  context: OweContext,
): OwedReply | null {
  const recipient = message.from;
  if (decision.reply === null || recipient === null || !mayBeAnswered(message)) return null;
  if (!mayBeWrittenTo(recipient, settings.ownAddresses)) return null;

  const { service } = settings;
  const { request, confirmedBy } = context;
  const reference = settings.printReference(request.reference);
  const { facts, attachments } = replyBrief(decision.reply, message, decision, {
    ...context,
    reference,
    communeName: request.communeInsee === null ? null : (communeByInsee(request.communeInsee)?.name ?? null),
    maxMessageBytes: settings.maxMessageBytes,
  });
  const form = message.documents.find(({ readingId }) => readingId === decision.form?.readingId);
  const refusal = refusalOf(facts, message, form?.contentKey ?? form?.sha256 ?? null);
  const isRepeated = refusal !== null && context.wasRefusedToday(recipient, refusal);
  const id = randomUUID();
  const domain = service.email.slice(service.email.lastIndexOf('@') + 1);
  return {
    id,
    kind: facts.kind,
    recipient,
    cc: facts.kind === 'sender-to-confirm' ? null : copyTo(recipient, confirmedBy, settings.ownAddresses),
    refusal,
    facts: attachments.length === 0 ? null : facts,
    rfcMessageId: messageIdOf({ reference, kind: facts.kind, replyId: id, domain }),
    inReplyTo: message.rfcMessageId,
    referenceIds: [...message.referenceIds, ...(message.rfcMessageId === null ? [] : [message.rfcMessageId])],
    ...writeReply(facts, service),
    attachments,
    status: isRepeated ? 'suppressed' : settings.replies === 'send' ? 'queued' : 'held',
  };
}

function mayBeAnswered({ kind, mayAnswer, authenticity }: ReadMessage): boolean {
  return kind !== 'automatic' && mayAnswer && authenticity !== 'forged';
}

/** The follow-up person that the registry knows, when somebody else wrote: a name in a form is not enough. */
function copyTo(
  recipient: string,
  confirmedBy: StoredCommune | null,
  ownAddresses: readonly string[],
): string | null {
  const address = confirmedBy?.list.contacts.followUp?.email.toLowerCase();
  if (address === undefined || address === recipient) return null;
  return mayBeWrittenTo(address, ownAddresses) ? address : null;
}
