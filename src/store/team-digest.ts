import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { messageIdOf } from '../reply/message-id.js';
import type { WrittenReply } from '../reply/write-reply.js';
import type { Tx } from './database.js';

/** Any number, the same in every process: one of them writes the digest at a time. */
const DIGEST_LOCK = 690_046;

/** Waits for whoever writes it now; released when the transaction ends. */
export async function lockTeamDigest(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${DIGEST_LOCK})`.execute(tx);
}

export async function digestRecipientsOf(tx: Tx, day: string): Promise<Set<string>> {
  const rows = await tx.selectFrom('team_digest').select('recipient').where('day', '=', day).execute();
  return new Set(rows.map(({ recipient }) => recipient));
}

/** Owes the digest of a day to one recipient. Answers the reply's identifier. */
export async function oweTeamDigest(
  tx: Tx,
  digest: { day: string; recipient: string; letter: WrittenReply; domain: string; now: Date },
): Promise<string> {
  const { day, recipient, letter, domain, now } = digest;
  const id = randomUUID();
  await tx
    .insertInto('reply')
    .values({
      id,
      request_id: null,
      message_id: null,
      kind: 'team-digest',
      version: day,
      recipient,
      rfc_message_id: messageIdOf({ reference: `digest-${day}`, kind: 'team-digest', replyId: id, domain }),
      in_reply_to: null,
      subject: letter.subject,
      text_body: letter.text,
      html_body: letter.html,
      status: 'queued',
      owed_at: now,
      due_at: now,
      claimed_at: null,
      sent_at: null,
      last_response: null,
      action_id: null,
    })
    .execute();
  await tx.insertInto('team_digest').values({ day, recipient, reply_id: id }).execute();
  return id;
}
