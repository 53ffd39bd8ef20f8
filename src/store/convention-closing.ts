import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { AskedOrder } from '../provisioning/order-for-change.js';
import type { ContactRole, SchoolOnList } from '../registry/change.js';
import { isConventionInForce } from '../registry/convention.js';
import type { Person } from '../registry/person.js';
import { schoolYearOf } from '../registry/school-year.js';
import { loadConventions, type StoredConvention } from './conventions.js';
import type { Queries, Tx } from './database.js';

/** The schools of a commune that a day finds on its list in force, or on a later one: those that have, or will have, access. */
export async function loadOpenSchools(
  db: Queries,
  communeInsee: string,
  on: Temporal.PlainDate,
): Promise<SchoolOnList[]> {
  const { rows } = await sql<SchoolOnList>`
    select distinct on (uai) uai, name, administrator from listed_school
    where commune_insee = ${communeInsee} and school_year >= coalesce((select max(school_year) from listed_school
      where commune_insee = ${communeInsee} and school_year <= ${schoolYearOf(on)}), 0)
    order by uai, school_year desc`.execute(db);
  return rows;
}

/** True when another convention of the commune runs on after the last day of this one: nobody loses access. */
export async function keepsAccess(
  db: Queries,
  { id, communeInsee }: Pick<StoredConvention, 'id' | 'communeInsee'>,
  endsOn: Temporal.PlainDate,
): Promise<boolean> {
  const after = endsOn.add({ days: 1 });
  const others = await loadConventions(db, [communeInsee]);
  return others.some((other) => other.id !== id && isConventionInForce(other, after));
}

/** Who is written to about a convention, lower case: the follow-up person, the technical contact in copy. */
export type CommuneRecipients = { to: string; cc: string | null };

/** Null when the commune has nobody that we know. */
export async function loadRecipients(db: Queries, communeInsee: string): Promise<CommuneRecipients | null> {
  const rows = await db
    .selectFrom('commune_contact')
    .select(['role', 'person'])
    .where('commune_insee', '=', communeInsee)
    .execute();
  const addressOf = (role: ContactRole) =>
    (rows.find((row) => row.role === role)?.person as Person | undefined)?.email.toLowerCase();
  const [followUp, technical] = [addressOf('followUp'), addressOf('technical')];
  const to = followUp ?? technical;
  if (to === undefined) return null;
  return { to, cc: technical === undefined || technical === to ? null : technical };
}

/**
 * What the closing of a convention still has to ask: the schools that no order of its request closes. Orders of schools
 * that have left the list meanwhile are cancelled, unless they were begun.
 */
export async function closingsToAsk(
  tx: Tx,
  requestId: string,
  schools: readonly SchoolOnList[],
): Promise<AskedOrder[]> {
  const wanted = schools.map(({ uai }) => uai);
  await sql`
    update access_order set status = 'cancelled'
    where request_id = ${requestId} and kind = 'close-school' and status in ('planned', 'held') and attempts = 0
      and not uai = any(${wanted}::text[])`.execute(tx);
  const asked = await tx
    .selectFrom('access_order')
    .select('uai')
    .where('request_id', '=', requestId)
    .where('kind', '=', 'close-school')
    .where('status', '!=', 'cancelled')
    .execute();
  const known = new Set(asked.map(({ uai }) => uai));
  return schools
    .filter(({ uai }) => !known.has(uai))
    .map(({ uai, name, administrator }) => ({
      ...{ kind: 'close-school' as const, uai, schoolName: name, administrator, former: null },
    }));
}

/**
 * Whatever else was to be done for this commune is not done any more, but for what is under way; a request left with
 * nothing to do is an agent's. Answers how many orders.
 */
export async function cancelOtherOrders(tx: Tx, communeInsee: string): Promise<number> {
  const { rows } = await sql<{ requestId: string }>`
    update access_order set status = 'cancelled'
    where commune_insee = ${communeInsee} and kind <> 'close-school' and status in ('planned', 'held')
      and (claimed_until is null or claimed_until <= now())
    returning request_id as "requestId"`.execute(tx);
  await sql`
    update request set status = 'awaiting-agent', reasons = '{convention_not_in_force}', version = version + 1
    where id = any(${rows.map(({ requestId }) => requestId)}::uuid[]) and status = 'accepted' and not exists (
      select 1 from access_order where request_id = request.id and status in ('planned', 'held', 'done'))`.execute(
    tx,
  );
  return rows.length;
}

/** The schools leave the list in force, and later ones: the change is told like any other. */
export async function leaveLists(
  tx: Tx,
  {
    communeInsee,
    schools,
    on,
    requestId,
    at,
  }: {
    communeInsee: string;
    schools: readonly SchoolOnList[];
    on: Temporal.PlainDate;
    requestId: string;
    at: Date;
  },
): Promise<void> {
  if (schools.length === 0) return;
  await sql`
    insert into change (id, request_id, position, kind, uai, facts, applied_at)
    select gen_random_uuid(), ${requestId}, ordinality - 1, 'remove-school', school->>'uai',
      jsonb_build_object('school', school), ${at}
    from jsonb_array_elements(${JSON.stringify(schools)}::jsonb) with ordinality as listed (school, ordinality)`.execute(
    tx,
  );
  await sql`
    delete from listed_school
    where commune_insee = ${communeInsee} and school_year >= coalesce((select max(school_year) from listed_school
      where commune_insee = ${communeInsee} and school_year <= ${schoolYearOf(on)}), 0)`.execute(tx);
}

/** A convention as the daily turn finds it. */
export type ConventionToTurn = StoredConvention & {
  lastRenewedOn: Temporal.PlainDate | null;
  /** Told of this very end. */
  isReminded: boolean;
  /** An agent may still take back what they did to it: nothing leaves meanwhile. */
  isUndoable: boolean;
};

/** Those that have not ended, of all communes or of one. */
export async function loadConventionsToTurn(
  db: Queries,
  now: Date,
  communeInsee: string | null = null,
): Promise<ConventionToTurn[]> {
  type Row = { id: string; lastRenewedOn: string | null; isReminded: boolean; isUndoable: boolean };
  const { rows } = await sql<Row>`
    select convention.id, max(on_day) filter (where kind = 'renewed') as "lastRenewedOn",
      coalesce(bool_or(kind = 'reminded' and on_day = ends_on), false) as "isReminded",
      coalesce(bool_or(agent_action.undo_until > ${now}), false) as "isUndoable"
    from convention left join convention_event as event on event.convention_id = convention.id and undone_at is null
      left join agent_action on agent_action.id = event.action_id and agent_action.undone_at is null
    where ${communeInsee}::text is null or convention.commune_insee = ${communeInsee}
    group by convention.id having not coalesce(bool_or(kind = 'ended'), false)`.execute(db);
  const turns = new Map(rows.map((row) => [row.id, row]));
  const conventions = await loadConventions(db, communeInsee === null ? undefined : [communeInsee]);
  return conventions.flatMap((convention) => {
    const turn = turns.get(convention.id);
    if (turn === undefined) return [];
    const { lastRenewedOn, isReminded, isUndoable } = turn;
    const renewedOn = lastRenewedOn === null ? null : Temporal.PlainDate.from(lastRenewedOn);
    return [{ ...convention, lastRenewedOn: renewedOn, isReminded, isUndoable }];
  });
}
