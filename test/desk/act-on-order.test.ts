import { actOnOrder, chooseOrderAccount } from '../../src/desk/act-on-order.js';
import { stoppedClock } from '../../src/kernel/clock.js';
import type { Database } from '../../src/store/database.js';
import { listAudit } from '../../src/store/desk/audit.js';
import { loadOrdersOfRequest } from '../../src/store/desk/orders-of-request.js';
import { NOT_PLANNED } from '../../src/store/order-planning.js';
import { claimDueOrder } from '../../src/store/orders.js';
import { aPerson, aStoredOrder, aUai } from '../provisioning/laclasse/support/stored-orders.js';
import { aBase, endBase } from '../store/a-base.js';
import { aDesk } from '../support/builders/a-desk.js';
import { anAgent } from '../support/builders/a-dossier.js';

afterEach(endBase);

const NOW = '2026-11-16T10:00:00Z';

async function setting() {
  const db = await aBase();
  const agent = await anAgent(db, 'agent', 'Camille');
  const desk = aDesk(db, { clock: stoppedClock(NOW) });
  const orderId = await aStoredOrder(db, { kind: 'open-school', uai: aUai(), administrator: aPerson() });
  const order = await rowOf(db, orderId);
  const act = (verb: 'advance' | 'hold' | 'release' | 'by-hand', reason = '') =>
    actOnOrder(desk, agent, { orderId, verb, reason });
  return { db, agent, desk, orderId, reference: order.reference, act };
}

async function rowOf(db: Database, orderId: string) {
  return db
    .selectFrom('access_order')
    .innerJoin('request', 'request.id', 'access_order.request_id')
    .selectAll('access_order')
    .select(['reference', 'request.status as request_status'])
    .where('access_order.id', '=', orderId)
    .executeTakeFirstOrThrow();
}

test('an order held with its reason is carried out by nobody, until it is released and planned again', async () => {
  const { db, agent, orderId, act, reference } = await setting();
  expect(await act('hold')).toMatchObject({ kind: 'refused', code: 'missing-reason' });
  expect(await act('hold', 'La mairie vérifie.')).toMatchObject({ kind: 'done' });
  expect(await rowOf(db, orderId)).toMatchObject({ status: 'held', hold_reason: 'La mairie vérifie.' });
  expect(await claimDueOrder(db, orderId, 60_000)).toBeNull();
  expect(await act('hold', 'Encore')).toMatchObject({ code: 'order-moved' });

  expect(await act('release')).toMatchObject({ kind: 'done' });
  const released = await rowOf(db, orderId);
  expect(released).toMatchObject({ status: 'planned', planned_at: null, hold_reason: null });
  expect(released.due_at).toEqual(NOT_PLANNED);
  const [shown] = await loadOrdersOfRequest(db, reference);
  expect(shown!.events.map(({ verb, actor, reason }) => [verb, actor, reason])).toEqual([
    ['hold', agent.login, 'La mairie vérifie.'],
    ['release', agent.login, ''],
  ]);
});

test('an order advanced is due at once, and keeps its place when the others are planned again', async () => {
  const { db, orderId, act } = await setting();
  await db.updateTable('access_order').set({ due_at: NOT_PLANNED, planned_at: null }).execute();
  expect(await act('advance')).toMatchObject({ kind: 'done' });
  const now = new Date(NOW);
  expect(await rowOf(db, orderId)).toMatchObject({ planned_at: now, advanced_at: now, due_at: now });
});

test('an order done by hand opens its request, and says that a person did it', async () => {
  const { db, orderId, act } = await setting();
  expect(await act('by-hand', 'Fait dans laclasse.com ce matin.')).toMatchObject({ kind: 'done' });
  expect(await rowOf(db, orderId)).toMatchObject({
    ...{ status: 'done', request_status: 'opened', proof: { adapter: 'by-hand' } },
    done_at: new Date(NOW),
  });
  const [entry] = await listAudit(db, {}, 1);
  expect(entry).toMatchObject({ verb: 'order-by-hand', facts: { orderId } });
  expect(await act('by-hand', 'Encore')).toMatchObject({ code: 'order-moved' });
});

test('nothing is done before its day, and an order that a worker is carrying out is left to it', async () => {
  const { db, orderId, act } = await setting();
  await db.updateTable('access_order').set({ not_before: '2026-11-17' }).execute();
  expect(await act('advance')).toMatchObject({ code: 'not-yet' });
  expect(await act('by-hand', 'Trop tôt')).toMatchObject({ code: 'not-yet' });
  await db.updateTable('access_order').set({ not_before: '2026-11-16' }).execute();
  await claimDueOrder(db, orderId, 60_000);
  for (const verb of ['advance', 'hold', 'by-hand'] as const) {
    expect(await act(verb, 'Motif')).toMatchObject({ code: 'order-moved' });
  }
});

test('the account chosen for a held order is told to it, and to the audit log', async () => {
  const { db, orderId, agent, desk } = await setting();
  expect(await chooseOrderAccount(desk, agent, { orderId, account: 'VAB60001' })).toMatchObject({
    code: 'order-moved',
  });
  await db.updateTable('access_order').set({ status: 'held', waits_for: 'several_users_found' }).execute();
  expect(await chooseOrderAccount(desk, agent, { orderId, account: "x' or 1" })).toMatchObject({
    code: 'wrong-value',
  });
  expect(await chooseOrderAccount(desk, agent, { orderId, account: 'VAB60001' })).toMatchObject({
    kind: 'done',
  });
  expect(await rowOf(db, orderId)).toMatchObject({ status: 'planned', waits_for: null });
  expect((await listAudit(db, {}, 1))[0]).toMatchObject({ verb: 'order-account' });
});

test('a reader acts on no order', async () => {
  const { db, desk, orderId } = await setting();
  const reader = await anAgent(db, 'reader', 'Lou');
  const asked = { orderId, verb: 'hold', reason: 'Motif' } as const;
  expect(await actOnOrder(desk, reader, asked)).toEqual({ kind: 'forbidden' });
  expect(await chooseOrderAccount(desk, reader, { orderId, account: 'new' })).toEqual({ kind: 'forbidden' });
  expect(await rowOf(db, orderId)).toMatchObject({ status: 'planned' });
});
