import type { ColumnType, Generated } from 'kysely';
import type { Problem, Reading } from '../form/reading.js';
import type { AgentCode, DelayCode } from '../provisioning/access-codes.js';
import type { OrderKind } from '../provisioning/order-kinds.js';
import type { Person } from '../registry/person.js';
import type { AccessOrderStatus, MessageStatus, RequestStatus } from './statuses.js';
import type { AccessStepTables } from './tables/access-steps.js';
import type { AnnouncementTables } from './tables/announcements.js';
import type { CircularTables } from './tables/circulars.js';
import type { ConventionTables } from './tables/conventions.js';
import type { DeskTables, QueueTab } from './tables/desk.js';
import type { FeeTables } from './tables/fees.js';
import type { OrderPlanningTables, PlannedOrderColumns } from './tables/order-planning.js';
import type { RenewalTables } from './tables/renewal.js';
import type { ReplyTables } from './tables/replies.js';
import type { TrustTables } from './tables/trust.js';

type DayColumn = string;
type Json<Value> = ColumnType<Value, string, string>;
type DefaultedArray = ColumnType<string[], string[] | undefined, string[]>;

/** A document as listed with its message: its bytes stay inside the raw message. */
export type ListedDocument = { name: string; type: string; path: string; sha256: string; sizeBytes: number };

/** What a reply carries; made when it is sent, from what is kept. `isPrefilled`: with what the registry holds for that year. */
export type OwedAttachment =
  | {
      kind: 'corrected-workbook';
      name: string;
      readingId: string;
      /** What an agent asks to correct, in their words; absent: the reading's own problems. */
      problems?: Problem[];
    }
  | {
      kind: 'model-form';
      name: string;
      communeInsee: string | null;
      isPrefilled?: boolean;
      schoolYear?: number;
    };

export type MessageTable = {
  id: string;
  sha256: Buffer;
  raw: Buffer;
  size_bytes: number;
  left_on_server: 'too_large' | 'not_given' | null;
  received_at: Date;
  kept_at: Generated<Date>;
  status: MessageStatus;
  hinted_at: Generated<Date>;
  failures: Generated<number>;
  kind: string | null;
  may_answer: boolean | null;
  reasons: DefaultedArray;
  authenticity: string | null;
  from_address: string | null;
  reply_to: string | null;
  subject: string | null;
  rfc_message_id: string | null;
  reference_ids: DefaultedArray;
  request_reference: string | null;
  documents: ColumnType<ListedDocument[], string | undefined, string>;
  bounced: DefaultedArray;
  /** What its sender says in their own words: `no-change`, `no-change-unsure`, `next-year`, `now`, `year-2027`. */
  says: DefaultedArray;
  folder: string | null;
  request_id: string | null;
};

export type Tables = AccessStepTables &
  AnnouncementTables &
  CircularTables &
  ConventionTables &
  DeskTables &
  RenewalTables &
  FeeTables &
  ReplyTables &
  OrderPlanningTables &
  TrustTables & {
    mailbox_lease: { name: string; holder: string | null; token: string; expires_at: Date };
    mailbox_view: {
      mailbox: string;
      uid_validity: number;
      last_pass_at: Date;
      last_full_pass_at: Date | null;
      listed: number;
    };
    message: MessageTable;
    mailbox_entry: {
      mailbox: string;
      uid_validity: number;
      uid: number;
      message_id: string;
      seen_at: Generated<Date>;
      folder: string | null;
      move_outcome: string | null;
    };
    reading: {
      id: string;
      message_id: string;
      path: string;
      document_name: string;
      document_type: string;
      document_sha256: string;
      content_key: string | null;
      commune_insee: string | null;
      rules: string;
      kind: string;
      reading: Json<Reading>;
      made_at: Generated<Date>;
      /** The reading of a corrected form, which is judged in its place. */
    };
    request_counter: { year: number; last: number };
    request: {
      id: string;
      reference: string;
      status: RequestStatus;
      commune_insee: string | null;
      sender: string;
      opened_at: Date;
      due_on: DayColumn;
      target_on: DayColumn;
      waiting_since: Date | null;
      /** Time spent waiting for the commune before `waiting_since`, kept by a trigger. */
      waited_ms: Generated<number>;
      version: Generated<number>;
      /** Why it is where it is: the codes of the decision that put it there. */
      reasons: DefaultedArray;
      /** How it ended, when an agent ended it. */
      resolution: string | null;
      merged_into: string | null;
      is_search_stale: Generated<boolean>;
      tab: ColumnType<QueueTab | null, never, never>;
    };
    decision: {
      id: string;
      message_id: string;
      request_id: string | null;
      outcome: string;
      reasons: string[];
      decided_at: Date;
    };
    work_item: {
      id: string;
      reason: string;
      subject_id: string;
      request_id: string | null;
      message_id: string | null;
      opened_at: Generated<Date>;
      closed_at: Date | null;
    };
    trusted_sender: {
      commune_insee: string;
      kind: 'address' | 'domain';
      value: string;
      confirmed_by: string;
      confirmed_at: Generated<Date>;
    };
    directory_school: {
      uai: string;
      name: string;
      level: string;
      commune_insee: string;
      state: string;
      nature: string | null;
      extra: ColumnType<unknown, string | undefined, string>;
      imported_in: string | null;
    };
    commune_contact: {
      commune_insee: string;
      role: 'followUp' | 'technical';
      person: Json<Person>;
      since: Date;
      request_id: string | null;
    };
    listed_school: {
      commune_insee: string;
      school_year: number;
      uai: string;
      name: string;
      administrator: Json<Person>;
      since: Date;
      request_id: string | null;
    };
    change: {
      id: string;
      request_id: string;
      position: number;
      kind: string;
      uai: string | null;
      facts: Json<unknown>;
      applied_at: Date;
      action_id: string | null;
      undone_at: Date | null;
    };
    access_order: PlannedOrderColumns & {
      id: string;
      request_id: string;
      kind: OrderKind;
      commune_insee: string;
      uai: string;
      school_name: string;
      administrator: Json<Person>;
      former: ColumnType<Person | null, string | null | undefined, string | null>;
      asked_on: DayColumn;
      due_on: DayColumn;
      target_on: DayColumn;
      not_before: DayColumn | null;
      status: AccessOrderStatus;
      due_at: Date;
      hinted_at: Generated<Date>;
      attempts: Generated<number>;
      done_at: Date | null;
      proof: ColumnType<unknown, string | null, string | null>;
      /** The try under way, and until when nobody else may begin one. */
      claim: Generated<string | null>;
      claimed_until: Generated<Date | null>;
      /** Code of what it waits for: an agent when held, else why it could not be done at the last try. */
      waits_for: Generated<AgentCode | DelayCode | null>;
      action_id: string | null;
      /** Until then an agent may take back the action that asked for it: it is not carried out before. */
      undoable_until: Date | null;
    };
  };
