import type { ColumnType, Generated } from 'kysely';
import type { CampaignState } from '../../registry/renewal-campaign.js';
import type { RenewalLetter, Settlement, SilenceEvidence } from '../../registry/renewal-standing.js';

/** Null at first. */
type Set<Value> = ColumnType<Value | null, never, Value | null>;

export type RenewalTables = {
  renewal_campaign: {
    school_year: number;
    status: CampaignState;
    opens_on: string;
    reminds_on: ColumnType<string[], string[], string[]>;
    last_day: string;
    apply_by: string;
    removals_from: string;
    letters_per_hour: number;
    silence_after_days: number;
    prepared_at: Date;
    opened_at: Date | null;
    closed_at: Date | null;
    applied_at: Date | null;
    version: Generated<number>;
  };
  renewal_participant: {
    id: string;
    school_year: number;
    commune_insee: string;
    settled_as: Set<Settlement>;
    settled_at: Set<Date>;
    settled_by: Set<string>;
    evidence: ColumnType<SilenceEvidence | { reason: string } | null, never, string>;
  };
  renewal_letter: {
    participant_id: string;
    letter: RenewalLetter;
    attempt: Generated<number>;
    reply_id: string;
    made_at: Date;
    /** An agent asked for another one in its place. */
    given_up_at: Set<Date>;
  };
  request_year: {
    request_id: string;
    school_year: number;
    reason: string;
    is_unclear: boolean;
    candidates: number[];
    /** The campaign it answers; null out of season. */
    campaign: number | null;
    answer: 'list' | 'no-change' | null;
    is_late: Generated<boolean>;
    chosen_by: ColumnType<string | null, string | null | undefined, string | null>;
    chosen_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  };
};
