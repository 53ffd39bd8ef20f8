import type { ColumnType } from 'kysely';
import type { CountingDecision } from '../../fees/counting-decision.js';

export type FeeTables = {
  fee_counter: { year: number; last: number };
  /** Frozen: never updated. */
  fee_statement: {
    id: string;
    year: number;
    number: number;
    version: number;
    commune_insee: string;
    commune_name: string;
    siren: string;
    covers_from: string;
    covers_until: string;
    price_cents: number;
    schools: number;
    total_cents: number;
    convention_notified_on: string | null;
    /** Why this version follows another; null for the first. */
    reason: string | null;
    issued_at: Date;
    issued_by: string;
  };
  fee_statement_line: {
    statement_id: string;
    position: number;
    uai: string;
    school_name: string;
    used_from: string | null;
    amount_cents: number;
    reason: string | null;
  };
  fee_decision: {
    id: string;
    commune_insee: string;
    year: number;
    kind: CountingDecision['kind'];
    uais: string[];
    reason: string;
    agent_id: string;
    decided_at: Date;
    until_year: ColumnType<number | null, number | null | undefined, number>;
    withdrawn_by: ColumnType<string | null, string | null | undefined, string>;
    withdrawn_at: ColumnType<Date | null, Date | null | undefined, Date>;
    withdrawn_reason: ColumnType<string | null, string | null | undefined, string>;
  };
};
