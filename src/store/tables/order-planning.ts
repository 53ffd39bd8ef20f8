import type { ColumnType, Generated } from 'kysely';

/** What planning and agents add to `access_order`. */
export type PlannedOrderColumns = {
  /** When it is to be carried out; null when the plan has not placed it. */
  planned_at: Generated<Date | null>;
  /** Set when an agent asked for it at once. */
  advanced_at: Generated<Date | null>;
  hold_reason: Generated<string | null>;
  /** When whoever is concerned was told that it is done; null until then. */
  announced_at: Generated<Date | null>;
};

export const orderVerbs = ['advance', 'hold', 'release', 'by-hand'] as const;
export type OrderVerb = (typeof orderVerbs)[number];

export type OrderPlanningTables = {
  /** One row: the plan in force. */
  order_plan: { name: string; made_at: Date; valid_until: Date; took_ms: number };
  access_order_event: {
    id: Generated<string>;
    order_id: string;
    at: Date;
    actor: string;
    verb: OrderVerb;
    reason: string;
    facts: ColumnType<unknown, string | undefined, string>;
  };
  team_digest: { day: string; recipient: string; reply_id: string };
};
