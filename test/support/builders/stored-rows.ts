import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../../src/store/database.js';
import type { MessageStatus, ReplyStatus } from '../../../src/store/statuses.js';

const secondsAgo = (seconds: number) => sql<Date>`now() - ${seconds} * interval '1 second'`;

/** A message as it stands in the base, and when its job was last asked for. */
export async function aStoredMessage(
  db: Database,
  { status = 'kept' as MessageStatus, hintedSecondsAgo = 0 } = {},
): Promise<string> {
  const id = randomUUID();
  const raw = Buffer.from(`Subject: ${id}\r\n\r\n`);
  await db
    .insertInto('message')
    .values({
      id,
      raw,
      sha256: createHash('sha256').update(raw).digest(),
      size_bytes: raw.length,
      left_on_server: null,
      received_at: new Date(),
      status,
      hinted_at: secondsAgo(hintedSecondsAgo),
    })
    .execute();
  return id;
}

/** A reply owed to a message of its own. */
export async function aStoredReply(
  db: Database,
  {
    status = 'queued' as ReplyStatus,
    hintedSecondsAgo = 0,
    claimedSecondsAgo = 0,
    dueInSeconds = -1,
    owedMinutesAgo = 0,
  } = {},
): Promise<string> {
  const id = randomUUID();
  await db
    .insertInto('reply')
    .values({
      id,
      message_id: await aStoredMessage(db, { status: 'decided' }),
      kind: 'no-form',
      recipient: 'mairie@commune.example',
      rfc_message_id: `<${id}@laclasse.example>`,
      in_reply_to: null,
      subject: 'Votre message',
      text_body: 'Bonjour',
      html_body: '<p>Bonjour</p>',
      status,
      owed_at: secondsAgo(60 * owedMinutesAgo),
      due_at: secondsAgo(-dueInSeconds),
      hinted_at: secondsAgo(hintedSecondsAgo),
      claimed_at: status === 'sending' ? secondsAgo(claimedSecondsAgo) : null,
      sent_at: null,
      last_response: null,
    })
    .execute();
  return id;
}
