import type { ColumnType, Generated } from 'kysely';
import type { ConventionEventKind } from '../../registry/convention-events.js';
import type { ScanType } from '../../registry/scan-type.js';

/** A civil date, `YYYY-MM-DD`. */
type Day = string;

export type ConventionTables = {
  convention: {
    id: Generated<string>;
    /** The commune that holds it today: the one that signed it, or the one that replaced it. */
    commune_insee: string;
    /** Null when nobody told us. */
    signed_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
    /** Null while it is only signed. */
    notified_on: Day | null;
    /** When the registered letter that ends it was received. */
    denounced_on: Day | null;
    /** Its last day. */
    ends_on: Day | null;
    /** Name of the former commune that signed it, once another holds it. */
    signatory: Generated<string | null>;
    /** The request that carries its end: orders and letters. */
    notice_request_id: Generated<string | null>;
    version: Generated<number>;
  };
  convention_event: {
    id: Generated<string>;
    convention_id: string;
    kind: ConventionEventKind;
    /** The day it counts for; `recorded_at` says when it was written. */
    on_day: Day;
    recorded_at: Date;
    /** Null: the service itself, or a command. */
    agent_id: string | null;
    reason: string | null;
    facts: ColumnType<Record<string, unknown>, string | undefined, string>;
    action_id: string | null;
    undone_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  };
  convention_document: {
    id: string;
    convention_id: string;
    /** Null: sent to be shown first, not confirmed. */
    event_id: string | null;
    name: string;
    type: ScanType;
    size_bytes: number;
    sha256: Buffer;
    bytes: Buffer;
    /** A virus scanner found it clean; false when there is no scanner. */
    is_scanned: boolean;
    agent_id: string;
    uploaded_at: Date;
  };
};
