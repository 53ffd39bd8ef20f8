import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { silentLog } from '../../../src/kernel/log.js';
import type { AccessAdapter } from '../../../src/provisioning/access-adapter.js';
import { loadTemplates } from '../../../src/reply/write-reply.js';
import { listBrakes } from '../../../src/store/brakes.js';
import type { Database } from '../../../src/store/database.js';
import { orLeftForLater } from '../../../src/store/or-left-for-later.js';
import { carryOutOrdersWork } from '../../../workers/carry-out-orders.js';
import { type AnnounceSettings, announceAccess } from '../../../workers/notices/announce-access.js';
import { announceWhatIsLeft } from '../../../workers/notices/announce-what-is-left.js';
import { aPerson, aUai, type OrderShape } from '../../provisioning/laclasse/support/stored-orders.js';
import { aService, TEMPLATES } from '../../reply/a-reply.js';
import { aBase, endBase } from '../../store/a-base.js';
import { aLateRequest } from '../../support/builders/a-late-request.js';

let db: Database;
beforeAll(() => loadTemplates(TEMPLATES));
beforeEach(async () => {
  db = await aBase();
});
afterEach(endBase);

/** The limits of production (src/config.ts). */
const settings: AnnounceSettings = {
  ...{ service: aService, replies: 'send', ownAddresses: [aService.email], holdsRecorded: true },
  brakes: { addressPerHour: 20, addressPerDay: 60, requestPerDay: 30, servicePerHour: 12_000 },
  printReference: (reference) => reference,
};
const now = () => new Date();

/** An accepted request of Corbas and its orders, all due. */
async function ordersOf(shapes: readonly OrderShape[], dueAt = new Date(Date.now() - 1_000)) {
  const { requestId } = await aLateRequest(db, { reference: `LC-2026-${randomUUID().slice(0, 5)}` });
  await db.deleteFrom('reply').where('kind', '=', 'corrections').execute();
  await db.updateTable('request').set({ status: 'accepted' }).where('id', '=', requestId).execute();
  const day = '2026-12-07';
  const rows = shapes.map(({ kind, uai, administrator, former }) => ({
    ...{
      id: randomUUID(),
      request_id: requestId,
      kind,
      commune_insee: '69273',
      uai,
      school_name: `École ${uai}`,
    },
    administrator: JSON.stringify(administrator),
    former: former ? JSON.stringify(former) : null,
    ...{ asked_on: day, due_on: day, target_on: day, not_before: null, status: 'planned' as const },
    ...{ due_at: dueAt, done_at: null, proof: null },
  }));
  await db.insertInto('access_order').values(rows).execute();
  return { requestId, ids: rows.map(({ id }) => id) };
}

const opening = (more: Partial<OrderShape> = {}): OrderShape => ({
  ...{ kind: 'open-school', uai: aUai(), administrator: aPerson(), ...more },
});

const laclasse: AccessAdapter = { carryOut: async () => ({ kind: 'done', proof: { adapter: 'laclasse' } }) };

function work(more: { adapter?: AccessAdapter; onDone?: () => Promise<never> } = {}) {
  return carryOutOrdersWork({
    ...{ db, log: silentLog, adapter: more.adapter ?? laclasse, retryAfterMs: 10, claimExpiresAfterMs: 50 },
    onDone: more.onDone ?? ((tx, { requestId }) => announceAccess(tx, settings, requestId, now())),
    onOwed: async () => {},
  });
}

const leave = () =>
  announceWhatIsLeft({
    ...settings,
    db,
    clock: { now },
    log: silentLog,
    queues: { enqueue: async () => {} },
  });

const owed = async () =>
  (await db.selectFrom('reply').select(['kind', 'recipient', 'status']).orderBy('kind').execute()).map(
    ({ kind, recipient, status }) => `${kind} ${recipient} ${status}`,
  );

test('a commune of 111 schools opened the same day gets one letter, each administrator one, and no brake is put on', async () => {
  const shapes = Array.from({ length: 111 }, () => opening());
  const { ids } = await ordersOf(shapes);
  await work()(ids);
  const rows = await owed();
  expect(rows.filter((row) => row === 'access-open mairie@corbas.fr queued')).toHaveLength(1);
  const ready = shapes.map(({ administrator }) => `account-ready ${administrator.email} queued`);
  expect(rows.filter((row) => row.startsWith('account-ready')).toSorted()).toEqual(ready.toSorted());
  expect(await listBrakes(db)).toEqual([]);
});

test('the letters to its administrators leave the commune its answers of the day', async () => {
  const { ids, requestId } = await ordersOf(Array.from({ length: 40 }, () => opening()));
  await work()(ids);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int from reply where request_id = ${requestId}`.execute(db);
  expect(rows[0]!.count).toBe(41);
  const later = await ordersOf([opening({ kind: 'close-school' })]);
  await db.updateTable('access_order').set({ request_id: requestId }).where('id', 'in', later.ids).execute();
  await work()(later.ids);
  expect(await owed()).toContain('access-closed mairie@corbas.fr queued');
});

test('a replacement is told to the new one, to the former one and to the commune', async () => {
  const [administrator, former] = [aPerson(), aPerson()];
  const { ids } = await ordersOf([opening({ kind: 'replace-administrator', administrator, former })]);
  await work()(ids);
  expect(await owed()).toEqual(
    expect.arrayContaining([
      `account-ready ${administrator.email} queued`,
      `administrator-changed ${administrator.email} queued`,
      `administrator-changed ${former.email} queued`,
      'administrator-changed mairie@corbas.fr queued',
    ]),
  );
  expect(await owed()).toHaveLength(4);
});

test('whoever merely wrote in the thread of the request is told nothing', async () => {
  const { ids, requestId } = await ordersOf([opening()]);
  const intruder = Buffer.from(randomUUID());
  await db
    .insertInto('message')
    .values({
      ...{ id: randomUUID(), raw: intruder, sha256: intruder, size_bytes: 36, received_at: new Date() },
      ...{ status: 'decided', request_id: requestId, subject: 'Re: Nos écoles', left_on_server: null },
      ...{ from_address: 'inconnu@ailleurs.example', rfc_message_id: '<x@ailleurs.example>' },
    } as never)
    .execute();
  await work()(ids);
  expect((await owed()).join()).not.toContain('ailleurs');
});

test('a request made by hand is told to the follow-up person that the registry knows', async () => {
  const { ids, requestId } = await ordersOf([opening()]);
  await db.updateTable('message').set({ request_id: null }).where('request_id', '=', requestId).execute();
  const person = JSON.stringify(aPerson({ email: 'suivi@corbas.fr' }));
  await db
    .insertInto('commune_contact')
    .values({ commune_insee: '69273', role: 'followUp', person, since: new Date(), request_id: null })
    .execute();
  await work()(ids);
  expect(await owed()).toContain('access-open suivi@corbas.fr queued');
});

describe('a crash', () => {
  test('before the order and its letters are saved leaves neither, and the next try owes each once', async () => {
    const { ids } = await ordersOf([opening()]);
    const crash = async () => {
      throw new Error('killed');
    };
    await expect(work({ onDone: crash })(ids)).rejects.toThrow('killed');
    expect(await owed()).toEqual([]);
    expect(await db.selectFrom('access_order').select('status').execute()).toEqual([{ status: 'planned' }]);
    await new Promise((resolve) => setTimeout(resolve, 80));
    await work()(ids);
    await work()(ids);
    await leave();
    expect(await owed()).toHaveLength(2);
  });

  test('after the letters, before the commit, takes them back', async () => {
    const { ids, requestId } = await ordersOf([opening()]);
    await db.updateTable('access_order').set({ status: 'done', done_at: now() }).execute();
    const crashing = db.transaction().execute(async (tx) => {
      expect(await announceAccess(tx, settings, requestId, now())).toHaveLength(2);
      throw new Error('killed');
    });
    await expect(crashing).rejects.toThrow('killed');
    expect(await owed()).toEqual([]);
    await leave();
    await leave();
    expect(await owed()).toHaveLength(2);
    expect(ids).toHaveLength(1);
  });

  test('a letter that cannot be written does not undo the order: it is owed at a later turn', async () => {
    const { ids } = await ordersOf([opening()]);
    const broken = carryOutOrdersWork({
      ...{ db, log: silentLog, adapter: laclasse, retryAfterMs: 10, claimExpiresAfterMs: 50 },
      onDone: (tx) =>
        orLeftForLater(tx, [], {
          work: async () => {
            await sql`select 1 / 0`.execute(tx);
            return [];
          },
          onFailure: () => {},
        }),
      onOwed: async () => {},
    });
    await broken(ids);
    expect(await db.selectFrom('access_order').select('status').execute()).toEqual([{ status: 'done' }]);
    expect(await owed()).toEqual([]);
    await leave();
    expect(await owed()).toHaveLength(2);
  });
});

test('two schools of one request ended at the same time by two workers owe the commune one letter', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { ids, requestId } = await ordersOf([opening(), opening(), opening()]);
    await Promise.all(ids.map((id) => work()([id])));
    const rows = await db
      .selectFrom('reply')
      .select('kind')
      .where('request_id', '=', requestId)
      .orderBy('kind')
      .execute();
    expect(rows.map(({ kind }) => kind)).toEqual(['access-open', ...Array(3).fill('account-ready')]);
  }
});

test('an order held after the others ended does not keep the commune waiting beyond the day', async () => {
  const { ids, requestId } = await ordersOf([opening(), opening()]);
  const nextHour = new Date(Date.now() + 1_000);
  await db.updateTable('access_order').set({ due_at: nextHour }).where('id', '=', ids[1]!).execute();
  await work()([ids[0]!]);
  expect((await owed()).map((row) => row.split(' ')[0])).toEqual(['account-ready']);
  await db.updateTable('access_order').set({ status: 'held' }).where('id', '=', ids[1]!).execute();
  await leave();
  expect((await owed()).map((row) => row.split(' ')[0])).toEqual(['access-open', 'account-ready']);
  const { text_body: text } = await db
    .selectFrom('reply')
    .select('text_body')
    .where('request_id', '=', requestId)
    .where('kind', '=', 'access-open')
    .executeTakeFirstOrThrow();
  expect(text.replace(/\s+/g, ' ')).toContain('Il reste 1 école à ouvrir');
});

test('what an agent did by hand is told; a letter that also tells of what was only recorded waits for an agent', async () => {
  const { ids } = await ordersOf([opening(), opening()]);
  const recordOnly: AccessAdapter = {
    carryOut: async () => ({ kind: 'done', proof: { adapter: 'record-only' } }),
  };
  await work({ adapter: recordOnly })([ids[0]!]);
  await db
    .updateTable('access_order')
    .set({ status: 'done', done_at: now(), proof: JSON.stringify({ adapter: 'by-hand' }) })
    .where('id', '=', ids[1]!)
    .execute();
  await leave();
  await leave();
  const words = (await owed()).map((row) => row.split(' '));
  expect(words.map(([kind, , status]) => `${kind} ${status}`).toSorted()).toEqual([
    'access-open held',
    'account-ready held',
    'account-ready queued',
  ]);
  const left = await db.selectFrom('access_order').select('id').where('announced_at', 'is', null).execute();
  expect(left).toEqual([]);
});
