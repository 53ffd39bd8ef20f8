import type { ColumnType, Generated } from 'kysely';
import type { ReplyFacts } from '../../reply/reply-facts.js';
import type { ReplyStatus } from '../statuses.js';
import type { OwedAttachment } from '../tables.js';

export type ReplyTables = {
  reply: {
    id: string;
    request_id: string | null;
    /** Null for what answers no message: announcements, the team's digest. */
    message_id: string | null;
    kind: string;
    recipient: string;
    /** The commune's follow-up person, when somebody else wrote. */
    cc: ColumnType<string | null, string | null | undefined, string | null>;
    /** What it tells of, among the replies of one kind to one request; null: its message says it. */
    version: ColumnType<string | null, string | null | undefined, never>;
    /** The reason of a refusal, as `refusalOf` words it; null for good news. */
    refusal: ColumnType<string | null, string | null | undefined, never>;
    /** What its words are made of, when they depend on a file made later. */
    facts: ColumnType<ReplyFacts | null, string | null | undefined, string | null>;
    rfc_message_id: string;
    in_reply_to: string | null;
    reference_ids: ColumnType<string[], string[] | undefined, string[]>;
    subject: string;
    text_body: string;
    html_body: string;
    attachments: ColumnType<OwedAttachment[], string | undefined, string>;
    status: ReplyStatus;
    attempts: Generated<number>;
    /** In the order they were owed, with gaps: two of them tell how many at most were owed between. */
    number: ColumnType<string, never, never>;
    owed_at: Date;
    due_at: Date;
    hinted_at: Generated<Date>;
    claimed_at: Date | null;
    sent_at: Date | null;
    last_response: string | null;
    /** Who let a reply kept back go, or gave it up. */
    settled_by: ColumnType<string | null, string | null | undefined, string>;
    settled_at: ColumnType<Date | null, Date | null | undefined, Date>;
    /** The agent's action that owes it; null for the service's own replies. */
    action_id: string | null;
    /** The brake that holds it, or held it. */
    brake_id: Generated<string | null>;
  };
  reply_attempt: {
    id: Generated<string>;
    reply_id: string;
    attempted_at: Generated<Date>;
    outcome: string;
    response: string;
  };
  corrections_reminder: {
    request_id: string;
    /** The day (Paris) on which the corrections it reminds of were asked for. */
    asked_on: string;
    reply_id: string | null;
    reminded_at: Date;
    /** The day an agent takes over. */
    agent_on: string;
    given_to_agent_at: Date | null;
  };
};
