import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type {
  FakeLaclasse,
  FakeOptions,
  Seen,
  Trouble,
} from '../../../../src/embedded/fake-laclasse/fake-laclasse.js';
import { silentLog } from '../../../../src/kernel/log.js';
import { laclasseAdapter } from '../../../../src/provisioning/laclasse/laclasse-adapter.js';
import type { LaclasseSettings } from '../../../../src/provisioning/laclasse/settings.js';
import type { Person } from '../../../../src/registry/person.js';
import { openSite } from '../../../../src/running/access-adapter.js';
import type { Database } from '../../../../src/store/database.js';
import { carryOutOrdersWork } from '../../../../workers/carry-out-orders.js';
import { aBaseWithUrl } from '../../../store/a-base.js';
import { aLaclasse, settingsFor } from '../../../support/servers/laclasse.js';
import { aStoredOrder, type OrderShape } from './stored-orders.js';

/** A turn outlives the longest call (100 ms at most here), as in production. */
const TURNS = { turnEndsAfterMs: 200, waitMs: 5_000, lookEveryMs: 12 };
const CLAIM_MS = 1_500;

/** A base, a laclasse.com, and workers that carry orders out there. */
export type Place = {
  db: Database;
  /** By which another process reaches the same base. */
  databaseUrl: string;
  fake: FakeLaclasse;
  /** What goes wrong from now on. */
  trouble: ((request: Seen) => Trouble | undefined) | undefined;
  order(shape: OrderShape): Promise<string>;
  /** One try of one worker. */
  tryOnce(...ids: string[]): Promise<void>;
  /** Tries until each order is done or waits for an agent; answers their rows. */
  settle(...ids: string[]): Promise<SettledOrder[]>;
  /** An order made and carried out. */
  done(shape: OrderShape): Promise<SettledOrder>;
  /** How many times each order's welcome was owed. */
  welcomes(id: string): Promise<number>;
};

export type SettledOrder = {
  id: string;
  status: string;
  waitsFor: string | null;
  proof: Record<string, string>;
};

const stops: (() => Promise<void>)[] = [];

export async function aPlace(
  more: Partial<LaclasseSettings> = {},
  fakeOptions: Omit<FakeOptions, 'trouble'> = {},
): Promise<Place> {
  const { db, url: databaseUrl } = await aBaseWithUrl();
  await sql`create table welcome (order_id uuid not null)`.execute(db);
  const fake = await aLaclasse({ ...fakeOptions, trouble: (request) => place.trouble?.(request) });
  stops.push(() => fake.stop());
  const settings = settingsFor(fake.url, { timeoutMs: 100, ...more });
  const work = () =>
    carryOutOrdersWork({
      db,
      log: silentLog,
      adapter: laclasseAdapter(openSite(settings, TURNS, db)),
      retryAfterMs: 10,
      claimExpiresAfterMs: CLAIM_MS,
      onDone: async (tx, order) => {
        await sql`insert into welcome (order_id) values (${order.claim.orderId})`.execute(tx);
        return [];
      },
      onOwed: async () => {},
    });
  const place: Place = {
    db,
    databaseUrl,
    fake,
    trouble: undefined,
    order: (shape) => aStoredOrder(db, shape),
    tryOnce: (...ids) => work()(ids),
    settle: (...ids) => settle(db, work(), ids),
    async done(shape) {
      const id = await aStoredOrder(db, shape);
      const [order] = await settle(db, work(), [id]);
      if (order!.status !== 'done') throw new Error(`Not done: ${order!.waitsFor}`);
      return order!;
    },
    async welcomes(id) {
      const rows = await sql<{
        count: number;
      }>`select count(*)::int from welcome where order_id = ${id}`.execute(db);
      return rows.rows[0]!.count;
    },
  };
  return place;
}

/** Several places, so that the waits of one are the work of the others. */
export async function somePlaces(count: number, ...how: Parameters<typeof aPlace>): Promise<Place[]> {
  const places: Place[] = [];
  while (places.length < count) places.push(await aPlace(...how));
  return places;
}

export async function endPlace(): Promise<void> {
  for (const stop of stops.splice(0)) await stop();
}

/** Patience, not a measure: on a loaded computer most calls end by the short time-out of these tests. */
const GIVE_UP_AFTER_MS = 240_000;

async function settle(
  db: Database,
  work: (ids: readonly string[]) => Promise<void>,
  ids: readonly string[],
): Promise<SettledOrder[]> {
  const giveUpAt = Date.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    await work(ids);
    const orders = await standing(db, ids);
    if (orders.every(({ status }) => status === 'done' || status === 'held')) return orders;
    if (Date.now() > giveUpAt) throw new Error(`Never settled: ${JSON.stringify(orders)}`);
    await pause(25);
  }
}

export async function standing(db: Database, ids: readonly string[]): Promise<SettledOrder[]> {
  const rows = await db
    .selectFrom('access_order')
    .select(['id', 'status', 'waits_for', 'proof'])
    .where('id', 'in', ids)
    .execute();
  return ids.map((id) => {
    const row = rows.find((one) => one.id === id)!;
    return {
      id,
      status: row.status,
      waitsFor: row.waits_for,
      proof: (row.proof ?? {}) as Record<string, string>,
    };
  });
}

/** What laclasse.com holds of a person at a school: all of it must be there once, and no more. */
export function held({ base: { rows } }: FakeLaclasse, person: Pick<Person, 'email'>, uai: string) {
  const emails = rows.emails.filter(({ address }) => address === person.email);
  const userIds = new Set(emails.map(({ user_id }) => user_id));
  const isTheirs = ({ user_id }: Record<string, unknown>) => userIds.has(user_id);
  return {
    structures: rows.structures.filter(({ id }) => id === uai).length,
    users: userIds.size,
    emails: emails.length,
    phones: rows.phones.filter(isTheirs).length,
    profiles: rows.profiles.filter(
      (one) => isTheirs(one) && one['structure_id'] === uai && one['type'] === 'ADM',
    ).length,
  };
}

export const once = { structures: 1, users: 1, emails: 1, phones: 1, profiles: 1 };
