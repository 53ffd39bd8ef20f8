import type { ColumnType, Generated } from 'kysely';
import type { DriftCode } from '../../provisioning/drift.js';

/** One step of an access order: what was about to be done, then what it became at laclasse.com. */
type AccessStepTable = {
  order_id: string;
  step: string;
  is_done: Generated<boolean>;
  external_id: string | null;
  facts: ColumnType<Record<string, unknown>, string | undefined, string>;
  begun_at: Generated<Date>;
  done_at: Date | null;
  /** When what it took away was put back. */
  undone_at: Generated<Date | null>;
};

/** One comparison of the registry with laclasse.com. `failure`: why it could not be made. */
type DriftCheckTable = {
  id: string;
  began_at: Generated<Date>;
  ended_at: Date | null;
  failure: string | null;
};

/** One difference between the registry and laclasse.com, as long as checks see it. `subject`: an identifier there, or ''. */
type DriftTable = {
  code: DriftCode;
  uai: string;
  subject: string;
  first_seen_at: Generated<Date>;
  last_seen_at: Generated<Date>;
  gone_at: Date | null;
};

/** Documents of a school at laclasse.com, in bytes. */
type SchoolStorageTable = { uai: string; size_bytes: number; measured_at: Generated<Date> };

export type AccessStepTables = {
  access_step: AccessStepTable;
  drift_check: DriftCheckTable;
  drift: DriftTable;
  school_storage: SchoolStorageTable;
};
