import type { ColumnType } from 'kysely';

export type CircularKind = 'interruption' | 'news';

export type CircularTables = {
  committee_meeting: {
    year: number;
    id: string;
    sequence: number;
    starts_at: Date;
    ends_at: Date;
    place: string;
    agenda: string;
    is_cancelled: boolean;
    updated_at: Date;
    updated_by: string;
  };
  circular: {
    id: string;
    kind: CircularKind;
    subject: string;
    body: string;
    audience: ColumnType<unknown, string, never>;
    per_hour: number;
    sent_by: string;
    sent_at: Date;
    stopped_by: ColumnType<string | null, string | null | undefined, string>;
    stopped_at: ColumnType<Date | null, Date | null | undefined, Date>;
    stopped_reason: ColumnType<string | null, string | null | undefined, string>;
  };
  circular_recipient: { circular_id: string; address: string; reply_id: string; told_as: string[] };
  /** Who wants no more news; what the convention owes them, they still get. */
  news_refusal: {
    address: string;
    circular_id: string | null;
    refused_at: Date;
    how: 'link' | 'answer' | 'agent';
  };
};
