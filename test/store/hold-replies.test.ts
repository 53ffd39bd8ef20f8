import { sql } from 'kysely';
import { liftBrake, listBrakes } from '../../src/store/brakes.js';
import type { Database } from '../../src/store/database.js';
import { findHold, pullBrake } from '../../src/store/hold-replies.js';
import { claimReplies, keepClaim, releaseLostClaims } from '../../src/store/replies.js';
import { aStoredReply } from '../support/builders/stored-rows.js';
import { aBase, endBase } from './a-base.js';

afterEach(endBase);

const because = { by: 'Claire', reason: 'mauvais modèle de lettre' };
const pull = (db: Database) => db.transaction().execute((tx) => pullBrake(tx, because));
const rowOf = (db: Database, id: string) =>
  db.selectFrom('reply').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const statusOf = async (db: Database, id: string) => (await rowOf(db, id)).status;

test('while all replies are held, what comes due becomes held, and what is not yet due waits as before', async () => {
  const db = await aBase();
  const due = await aStoredReply(db);
  const later = await aStoredReply(db, { dueInSeconds: 3_600 });
  const brakeId = await pull(db);
  expect(await claimReplies(db, [due, later])).toEqual([]);
  expect(await rowOf(db, due)).toMatchObject({ status: 'held', brake_id: brakeId, attempts: 0 });
  expect(await statusOf(db, later)).toBe('queued');
  expect(await listBrakes(db)).toMatchObject([
    { scope: 'by-hand', held: 1, reason: because.reason, putOnBy: 'Claire', most: null },
  ]);
  expect(await findHold(db)).toMatchObject({ brakeId, ...because });
});

test('the brake is pulled once, and once again after it was lifted', async () => {
  const db = await aBase();
  const pulled = await Promise.all([1, 2, 3].map(() => pull(db)));
  const [brakeId] = pulled.filter((one) => one !== null);
  expect(pulled.filter((one) => one !== null)).toHaveLength(1);
  await liftBrake(db, { id: brakeId!, by: 'Nour', held: 'send' });
  expect(await findHold(db)).toBeNull();
  expect(await pull(db)).not.toBeNull();
});

test.each([
  ['send', 'queued'],
  ['cancel', 'cancelled'],
] as const)('lifting with « %s » makes what it held %s; what comes later leaves', async (held, status) => {
  const db = await aBase();
  const id = await aStoredReply(db);
  const brakeId = await pull(db);
  await claimReplies(db, [id]);
  expect(await liftBrake(db, { id: brakeId!, by: 'Nour', held })).toEqual({ replies: 1 });
  expect(await rowOf(db, id)).toMatchObject({ status, settled_by: 'Nour' });
  const next = await aStoredReply(db);
  expect(await claimReplies(db, [next])).toHaveLength(1);
});

test('a claim asked while the brake is being pulled waits for it, and obeys', async () => {
  const db = await aBase();
  const id = await aStoredReply(db);
  let claiming: Promise<unknown[]> = Promise.resolve([]);
  await db.transaction().execute(async (tx) => {
    await pullBrake(tx, because);
    claiming = claimReplies(db, [id]);
    await untilOneWaits(db);
  });
  expect(await claiming).toEqual([]);
  expect(await statusOf(db, id)).toBe('held');
});

test('a claim asked while the brake is being lifted waits for it: nothing stays behind a brake that is off', async () => {
  const db = await aBase();
  const id = await aStoredReply(db);
  const brakeId = await pull(db);
  let claiming: Promise<unknown[]> = Promise.resolve([]);
  await db.transaction().execute(async (tx) => {
    await sql`update reply_gate set brake_id = null`.execute(tx);
    claiming = claimReplies(db, [id]);
    await untilOneWaits(db);
    await sql`update brake set lifted_at = now(), lifted_by = 'Nour' where id = ${brakeId}::uuid`.execute(tx);
  });
  expect(await claiming).toHaveLength(1);
  expect(await statusOf(db, id)).toBe('sending');
});

test('a brake whose pulling was cut short never was', async () => {
  const db = await aBase();
  const dead = db.transaction().execute(async (tx) => {
    await pullBrake(tx, because);
    throw new Error('dead');
  });
  await expect(dead).rejects.toThrow('dead');
  expect(await findHold(db)).toBeNull();
  expect(await claimReplies(db, [await aStoredReply(db)])).toHaveLength(1);
});

test('a reply claimed before the brake is held when its claim is renewed, or when its worker died', async () => {
  const db = await aBase();
  const [renewed, lost] = [await aStoredReply(db), await aStoredReply(db)];
  const [claim] = await claimReplies(db, [renewed]);
  await claimReplies(db, [lost]);
  await pull(db);
  expect(await keepClaim(db, claim!)).toBe(false);
  expect(await statusOf(db, renewed)).toBe('held');
  await sql`update reply set claimed_at = now() - interval '1 hour' where id = ${lost}::uuid`.execute(db);
  expect(await releaseLostClaims(db, 1_000)).toBe(1);
  expect(await claimReplies(db, [lost])).toEqual([]);
  expect(await statusOf(db, lost)).toBe('held');
});

test('letters of a circular keep their pace after a hold: all of them wait as long as it lasted', async () => {
  const db = await aBase();
  const [due, next] = [await aStoredReply(db), await aStoredReply(db, { dueInSeconds: 60 })];
  await db.updateTable('reply').set({ kind: 'circular-news' }).execute();
  const brakeId = await pull(db);
  await claimReplies(db, [due]);
  await sql`update brake set put_on_at = now() - interval '10 minutes'`.execute(db);
  await sql`update reply set due_at = now() - interval '9 minutes' where id = ${due}::uuid`.execute(db);
  const before = await rowOf(db, next);
  await liftBrake(db, { id: brakeId!, by: 'Nour', held: 'send' });
  const after = await rowOf(db, next);
  const delayed = after.due_at.getTime() - before.due_at.getTime();
  expect(Math.round(delayed / 60_000)).toBe(10);
  const pace = after.due_at.getTime() - (await rowOf(db, due)).due_at.getTime();
  expect(Math.round(pace / 60_000)).toBe(10);
});

async function untilOneWaits(db: Database): Promise<void> {
  for (;;) {
    const waiting = await sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
    if (waiting.rows[0]!.count > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
