import { sql } from 'kysely';
import type { BrakedReply, BrakeLimits } from '../../src/reply/brakes.js';
import { brakeReplies, liftBrake, listBrakes } from '../../src/store/brakes.js';
import type { Database } from '../../src/store/database.js';
import { aStoredReply } from '../support/builders/stored-rows.js';
import { aBase, endBase } from './a-base.js';

afterEach(endBase);

const limits: BrakeLimits = {
  addressPerHour: 3,
  addressPerDay: 6,
  requestPerDay: 4,
  servicePerHour: 8,
};
const address = 'mairie@commune.example'; // of every stored reply

const owed = (id: string, recipient = address): BrakedReply => ({ id, recipient, requestId: null });

/** Owes them as the decide worker does: those that are held bear their brake. */
async function owe(db: Database, count: number, recipient = address): Promise<number> {
  const ids = await Promise.all(Array.from({ length: count }, () => aStoredReply(db, { status: 'held' })));
  return db.transaction().execute(async (tx) => {
    const { heldBy } = await brakeReplies(
      tx,
      ids.map((id) => owed(id, recipient)),
      limits,
      new Date(),
    );
    for (const id of ids) {
      const brakeId = heldBy.get(id) ?? null;
      const status = brakeId === null ? 'queued' : 'held';
      await tx
        .updateTable('reply')
        .set({ status, brake_id: brakeId, recipient })
        .where('id', '=', id)
        .execute();
    }
    return heldBy.size;
  });
}

async function statuses(db: Database): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('reply')
    .select(['status', sql<number>`count(*)`.as('count')])
    .groupBy('status')
    .execute();
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

test('replies past the limit are held, listed with their brake, and are one item for an agent', async () => {
  const db = await aBase();
  expect(await owe(db, 2)).toBe(0);
  expect(await owe(db, 3)).toBe(2);
  expect(await owe(db, 1)).toBe(1);
  expect(await statuses(db)).toEqual({ queued: 3, held: 3 });
  expect(await listBrakes(db)).toMatchObject([
    { scope: 'address', subject: address, most: 3, windowMs: 3_600_000, held: 3, liftedAt: null },
  ]);
  const items = await db.selectFrom('work_item').select(['reason', 'closed_at']).execute();
  expect(items).toEqual([{ reason: 'brake_on', closed_at: null }]);
});

test('a reply of more than an hour ago counts for the day alone', async () => {
  const db = await aBase();
  await owe(db, 3);
  await db.updateTable('reply').set({ owed_at: sql<Date>`now() - interval '2 hours'` }).execute();
  expect(await owe(db, 3)).toBe(0);
  await db.updateTable('reply').set({ owed_at: sql<Date>`now() - interval '2 hours'` }).execute();
  expect(await owe(db, 1)).toBe(1);
  expect(await listBrakes(db)).toMatchObject([{ most: 6, windowMs: 86_400_000 }]);
  await db.updateTable('brake').set({ lifted_at: new Date() }).execute();
  await db.updateTable('reply').set({ owed_at: sql<Date>`now() - interval '2 days'` }).execute();
  expect(await owe(db, 3)).toBe(0);
});

test('a lifted brake sends what it held, is kept with who lifted it, and counts anew', async () => {
  const db = await aBase();
  await owe(db, 5);
  const [brake] = await listBrakes(db);
  expect(await liftBrake(db, { id: brake!.id, by: 'Claire', held: 'send' })).toEqual({ replies: 2 });
  expect(await statuses(db)).toEqual({ queued: 5 });
  expect(await listBrakes(db)).toEqual([]);
  expect(await listBrakes(db, { evenLifted: true })).toMatchObject([{ liftedBy: 'Claire', held: 0 }]);
  const items = await db.selectFrom('work_item').select('closed_at').execute();
  expect(items[0]!.closed_at).not.toBeNull();
  expect(await liftBrake(db, { id: brake!.id, by: 'Claire', held: 'send' })).toBeNull();
  expect(await owe(db, 3)).toBe(0);
  expect(await owe(db, 1)).toBe(1);
});

test('a lifted brake that cancels keeps the rows', async () => {
  const db = await aBase();
  await owe(db, 5);
  const [brake] = await listBrakes(db);
  await liftBrake(db, { id: brake!.id, by: 'Claire', held: 'cancel' });
  expect(await statuses(db)).toEqual({ queued: 3, cancelled: 2 });
  const row = await db.selectFrom('brake').selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({ lifted_by: 'Claire', replies_cancelled: 2, replies_sent: null });
});

test('replies of more than an hour ago, and those that never left, do not brake the service', async () => {
  const db = await aBase();
  const long = [...Array(12).fill(90), ...Array(6).fill(65)];
  for (const owedMinutesAgo of long) await aStoredReply(db, { status: 'sent', owedMinutesAgo });
  for (let index = 0; index < 6; index += 1)
    await aStoredReply(db, { status: 'cancelled', owedMinutesAgo: 5 });
  for (let index = 0; index < 4; index += 1) expect(await owe(db, 2, `${index}@mairie.example`)).toBe(0);
  expect(await owe(db, 1, 'last@mairie.example')).toBe(1);
});

test('the whole service is braked once, whoever puts the brake on', async () => {
  const db = await aBase();
  for (let index = 0; index < 4; index += 1) await owe(db, 2, `${index}@mairie.example`);
  const held = await Promise.all([5, 6, 7].map((index) => owe(db, 1, `${index}@mairie.example`)));
  expect(held).toEqual([1, 1, 1]);
  expect(await listBrakes(db)).toMatchObject([{ scope: 'service', subject: 'service', held: 3 }]);
});
