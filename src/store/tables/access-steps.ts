import type { ColumnType, Generated } from 'kysely';

/** One step of an access order: what was about to be done, then what it became at laclasse.com. */
export type AccessStepTable = {
  order_id: string;
  step: string;
  is_done: Generated<boolean>;
  external_id: string | null;
  facts: ColumnType<Record<string, unknown>, string | undefined, string>;
  begun_at: Generated<Date>;
  done_at: Date | null;
};
