import type { Generated } from 'kysely';

/** A letter about an order done, settled once. `letter`: as `letterKey` names it. `reply_id`: null when nobody is told. */
type AnnouncementTable = {
  order_id: string;
  letter: string;
  reply_id: string | null;
  settled_at: Generated<Date>;
};

export type AnnouncementTables = { announcement: AnnouncementTable };
