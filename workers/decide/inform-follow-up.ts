import type { Decision } from '../../src/decision/decide.js';
import type { ReasonCode } from '../../src/decision/outcome.js';
import { receptionDay } from '../../src/provisioning/deadlines.js';
import { communeByInsee } from '../../src/registry/find-commune.js';
import type { FactsOf } from '../../src/reply/reply-facts.js';
import type { KnownRequest, ReadMessage, StoredCommune } from '../../src/store/cases.js';
import type { Tx } from '../../src/store/database.js';
import { wasNoticeOwed } from '../../src/store/notices.js';
import { type NoticeSettings, oweNotice } from '../notices/owe-notice.js';

/** A change that somebody asks for, and the follow-up person of the registry, who is told of it. */
export type Informing = {
  requestId: string;
  messageId: string;
  recipient: string;
  facts: FactsOf<'change-asked'>;
};

const CHANGES = ['administrator_replaced', 'removal_asked', 'contact_replaced'] as const;
const NOT_KNOWN: readonly ReasonCode[] = ['sender_unproven', 'sender_not_confirmed', 'claims_proven_request'];

/**
 * Pure: whom to tell that somebody not known asks for another administrator, a removal or another contact. Only ever the
 * person that the registry holds, never one a form names; null when that is nobody, or the sender himself.
 */
export function informFollowUp(
  message: ReadMessage,
  { outcome, reasons }: Decision,
  {
    request,
    commune,
    reference,
  }: { request: KnownRequest; commune: StoredCommune | null; reference: string },
): Informing | null {
  const asks = CHANGES.filter((change) => reasons.includes(change));
  const isNotKnown = reasons.some((reason) => NOT_KNOWN.includes(reason));
  if (outcome !== 'ask-agent' || asks.length === 0 || !isNotKnown || commune === null) return null;
  if (message.kind === 'automatic' || !message.mayAnswer || message.from === null) return null;
  const recipient = commune.list.contacts.followUp?.email.toLowerCase();
  if (recipient === undefined || recipient === message.from) return null;
  const communeName = communeByInsee(commune.insee)?.name ?? null;
  const { receivedAt } = message;
  const common = { reference, receivedAt, originalSubject: '', communeName };
  return {
    ...{ requestId: request.id, messageId: message.id, recipient },
    facts: { kind: 'change-asked', ...common, asks, askedBy: message.from },
  };
}

/** Once a day for each person told, however many ask. Answers the reply owed, or null. */
export async function oweInformation(
  tx: Tx,
  settings: NoticeSettings,
  { requestId, messageId, recipient, facts }: Informing,
  now: Date,
): Promise<string | null> {
  const today = receptionDay(now).toString();
  if (await wasNoticeOwed(tx, { kind: facts.kind, recipient, version: today })) return null;
  const message = { id: messageId, rfcMessageId: null, referenceIds: [] };
  return oweNotice(tx, settings, { requestId, message, facts, recipient, version: today }, now);
}
