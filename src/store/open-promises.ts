import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { OpenPromise } from '../provisioning/forecast.js';
import type { Queries } from './database.js';

/** One promise to one commune: accesses of a request that are planned alike, or a request without any yet. */
export type StandingPromise = OpenPromise & {
  reference: string;
  communeInsee: string | null;
  /** Accesses to open; 0 for a request that nobody has decided. */
  accesses: number;
};

type Row = {
  reference: string;
  communeInsee: string | null;
  standing: OpenPromise['standing'];
  dueOn: string;
  targetOn: string;
  plannedAt: Date | null;
  isFailing: boolean;
  accesses: number;
};

const standingPromises = sql`(
      select request.reference, access_order.commune_insee as "communeInsee", access_order.status as standing,
        access_order.due_on as "dueOn", access_order.target_on as "targetOn",
        case when bool_and(planned_at is not null) then max(planned_at) end as "plannedAt",
        bool_or(waits_for is not null and access_order.status = 'planned') as "isFailing", count(*)::int as accesses
      from access_order join request on request.id = access_order.request_id
      where access_order.status in ('planned', 'held')
      group by request.reference, access_order.commune_insee, access_order.status, access_order.due_on,
        access_order.target_on
      union all
      select reference, commune_insee, status, due_on, target_on, null, false, 0
      from request where status in ('awaiting-agent', 'awaiting-commune') and tab is not null
    ) as promise`;

/** Every promise not kept yet, the soonest due first. `plannedAt` is that of the last of its accesses. */
export async function listOpenPromises(db: Queries, limit = 100_000, offset = 0): Promise<StandingPromise[]> {
  const { rows } = await sql<Row>`
    select * from ${standingPromises}
    order by "dueOn", reference, standing limit ${limit} offset ${offset}`.execute(db);
  return rows.map(({ dueOn, targetOn, ...row }) => ({
    ...row,
    dueOn: Temporal.PlainDate.from(dueOn),
    targetOn: Temporal.PlainDate.from(targetOn),
  }));
}

/** How many promises stand alike: same standing, same days, planned on the same day in Paris. */
export type CountedPromises = OpenPromise & { count: number };

/** All the promises not kept yet, counted in the base: as many rows as there are different fates, not promises. */
export async function countOpenPromises(db: Queries): Promise<CountedPromises[]> {
  const { rows } = await sql<Omit<Row, 'reference' | 'communeInsee' | 'accesses'> & { count: number }>`
    select standing, "dueOn", "targetOn", max("plannedAt") as "plannedAt", "isFailing", count(*)::int as count
    from ${standingPromises}
    group by standing, "dueOn", "targetOn", ("plannedAt" at time zone 'Europe/Paris')::date, "isFailing"
    order by "dueOn"`.execute(db);
  return rows.map(({ dueOn, targetOn, ...row }) => ({
    ...row,
    dueOn: Temporal.PlainDate.from(dueOn),
    targetOn: Temporal.PlainDate.from(targetOn),
  }));
}
