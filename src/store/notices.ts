import type { ReplyFacts } from '../reply/reply-facts.js';
import type { Tx } from './database.js';
import type { OwedAttachment } from './tables.js';

/** A reply that no mail asks for at once: a reminder, an access that opens. */
export type Notice = {
  id: string;
  /** Null for a letter of a campaign: the commune has no request yet. */
  requestId: string | null;
  /** The message it is threaded with: the form that asked for what it tells. Null when it starts a thread. */
  messageId: string | null;
  kind: string;
  /** What it tells of, so that it is told once: an order, a day. */
  version: string;
  recipient: string;
  cc: string | null;
  rfcMessageId: string;
  inReplyTo: string | null;
  referenceIds: readonly string[];
  subject: string;
  text: string;
  html: string;
  facts: ReplyFacts | null;
  attachments: readonly OwedAttachment[];
  status: 'queued' | 'held';
  brakeId: string | null;
  owedAt: Date;
};

/** Whether this person was told of this already, about any request. */
export async function wasNoticeOwed(
  tx: Tx,
  { kind, recipient, version }: Pick<Notice, 'kind' | 'recipient' | 'version'>,
): Promise<boolean> {
  const row = await tx
    .selectFrom('reply')
    .select('id')
    .where('recipient', '=', recipient)
    .where('kind', '=', kind)
    .where('version', '=', version)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Owed once per request, kind, recipient and version. Answers whether it is owed now. */
export async function saveNotice(tx: Tx, notice: Notice): Promise<boolean> {
  const row = await tx
    .insertInto('reply')
    .values({
      id: notice.id,
      request_id: notice.requestId,
      message_id: notice.messageId,
      kind: notice.kind,
      version: notice.version,
      recipient: notice.recipient,
      cc: notice.cc,
      rfc_message_id: notice.rfcMessageId,
      in_reply_to: notice.inReplyTo,
      reference_ids: [...notice.referenceIds],
      subject: notice.subject,
      text_body: notice.text,
      html_body: notice.html,
      facts: notice.facts === null ? null : JSON.stringify(notice.facts),
      attachments: JSON.stringify(notice.attachments),
      status: notice.status,
      brake_id: notice.brakeId,
      owed_at: notice.owedAt,
      due_at: notice.owedAt,
      claimed_at: null,
      sent_at: null,
      last_response: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
