import type { ColumnType, Generated } from 'kysely';
import type { ReadingChange } from '../../decision/compare-readings.js';
import type { DirectoryReport } from '../../registry/compare-directories.js';
import type { BrakeScope } from '../../reply/brakes.js';

/** Tables of the migration 004. */
export type TrustTables = {
  /** A stop on our replies to an address, about a request, or to everybody, until an agent lifts it; or pulled by hand. */
  brake: {
    id: string;
    scope: BrakeScope | 'by-hand';
    /** The address, the request's identifier, `service`, or `everything`. */
    subject: string;
    /** The limit that was reached; null when somebody pulled it. */
    most: number | null;
    window_ms: number | null;
    /** Who pulled it and why; null when a limit was reached. */
    reason: Generated<string | null>;
    put_on_by: Generated<string | null>;
    put_on_at: Date;
    lifted_at: Date | null;
    lifted_by: string | null;
    replies_sent: number | null;
    replies_cancelled: number | null;
  };
  /** One row: the brake pulled on all replies, null when they leave. Whoever claims takes a share of it. */
  reply_gate: { id: Generated<boolean>; brake_id: string | null };
  /** An address to which a reply of ours could not be delivered. */
  bounced_address: { address: string; bounces: Generated<number>; last_bounced_at: Generated<Date> };
  /** A message in which the virus scanner found something: never opened, never answered. */
  quarantine: { message_id: string; signature: string; found_at: Generated<Date> };
  /** What a corrected form changes against the one it corrects. */
  correction: {
    message_id: string;
    request_id: string;
    former_reading_id: string;
    reading_id: string;
    changes: ColumnType<ReadingChange[], string, string>;
    made_at: Date;
  };
  /** Each time the official directory was imported, or was refused. */
  directory_import: {
    id: string;
    asked_by: 'schedule' | 'command';
    started_at: Date;
    ended_at: Date | null;
    outcome: 'imported' | 'refused' | 'failed' | null;
    /** Code of a refusal or failure. */
    detail: string | null;
    report: ColumnType<DirectoryReport | null, string | null, string | null>;
  };
};
