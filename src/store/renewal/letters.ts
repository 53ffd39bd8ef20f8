import { sql } from 'kysely';
import type { RenewalLetter } from '../../registry/renewal-standing.js';
import type { Queries, Tx } from '../database.js';

/** Letters of every campaign made since then: what the pace counts. */
export async function countLettersSince(db: Queries, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('renewal_letter')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('made_at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export type MadeLetter = { participantId: string; letter: RenewalLetter; replyId: string; madeAt: Date };

/**
 * In the transaction that owes the reply: the row is the letter, so that it is owed once whatever crashes. Throws when it
 * was made already, which undoes the reply.
 */
export async function insertRenewalLetter(tx: Tx, made: MadeLetter): Promise<void> {
  const { participantId, letter, replyId, madeAt } = made;
  await sql`
    insert into renewal_letter (participant_id, letter, attempt, reply_id, made_at)
    select ${participantId}::uuid, ${letter}::text, 1 + count(*) filter (where given_up_at is not null), ${replyId}::uuid,
      ${madeAt}::timestamptz
    from renewal_letter where participant_id = ${participantId}::uuid and letter = ${letter}`.execute(tx);
}

/** An agent corrected the address: the letters that did not arrive give way to new ones. Answers how many. */
export async function giveUpUndelivered(tx: Tx, participantId: string, at: Date): Promise<number> {
  const given = await sql<{ id: string }>`
    update renewal_letter set given_up_at = ${at} from reply
    where reply.id = reply_id and participant_id = ${participantId} and given_up_at is null
      and reply.status in ('bounced', 'failed', 'cancelled')
    returning reply_id as id`.execute(tx);
  return given.rows.length;
}

/** Which of these mails of ours are letters of a campaign, and to whom. */
export async function campaignsOfMails(
  db: Queries,
  mails: readonly string[],
): Promise<Map<string, { year: number; communeInsee: string }>> {
  if (mails.length === 0) return new Map();
  const rows = await sql<{ mail: string; year: number; communeInsee: string }>`
    select reply.rfc_message_id as mail, school_year as year, commune_insee as "communeInsee"
    from reply join renewal_letter on renewal_letter.reply_id = reply.id
      join renewal_participant on renewal_participant.id = participant_id
    where reply.rfc_message_id = any(${[...mails]})`.execute(db);
  return new Map(rows.rows.map(({ mail, ...campaign }) => [mail, campaign]));
}
