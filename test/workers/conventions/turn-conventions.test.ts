import { join } from 'node:path';
import { projectRoot } from '../../../src/config.js';
import { stoppedClock } from '../../../src/kernel/clock.js';
import { silentLog } from '../../../src/kernel/log.js';
import { loadTemplates } from '../../../src/reply/write-reply.js';
import { listConventionEvents } from '../../../src/store/convention-events.js';
import type { Database } from '../../../src/store/database.js';
import { claimDueOrder, renewOrderHints } from '../../../src/store/orders.js';
import type { ConventionSteps } from '../../../workers/conventions/alone.js';
import { turnConventions } from '../../../workers/conventions/turn-conventions.js';
import { aService } from '../../reply/a-reply.js';
import { aBase, endBase } from '../../store/a-base.js';
import { NO_BRAKES } from '../../support/builders/a-dossier.js';
import {
  aConventionOf,
  aListedCommune,
  leavingHall,
  onlyConventionOf,
} from '../../support/builders/a-leaving-commune.js';

afterEach(endBase);

function stepsAt(db: Database, instant: string, changes: Partial<ConventionSteps> = {}): ConventionSteps {
  loadTemplates(join(projectRoot, 'templates', 'replies'));
  return {
    db,
    queues: { enqueue: async () => {} },
    clock: stoppedClock(instant),
    log: silentLog,
    closures: new Set(),
    reminderDays: 30,
    service: aService,
    replies: 'send',
    brakes: NO_BRAKES,
    ownAddresses: [],
    printReference: (reference) => reference,
    ...changes,
  };
}

async function aLeavingBase(days: Parameters<typeof aConventionOf>[1] = {}) {
  const db = await aBase();
  await onlyConventionOf(db);
  await aListedCommune(db);
  const conventionId = await aConventionOf(db, days);
  return { db, conventionId };
}

const leaves = { notifiedOn: '2019-10-04', denouncedOn: '2027-05-10', endsOn: '2027-10-04' };

async function eventsOf(db: Database, id: string): Promise<string[]> {
  return (await listConventionEvents(db, [id])).map(({ kind, onDay }) => `${kind} ${onDay}`);
}

async function lettersOf(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('reply').select(['kind', 'recipient', 'cc']).execute();
  return rows.map(({ kind, recipient, cc }) => [kind, recipient, cc].filter(Boolean).join(' ')).toSorted();
}

async function ordersOf(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('access_order')
    .select(['uai', 'kind', 'not_before', 'due_on', 'status'])
    .orderBy('uai')
    .execute();
  return rows.map(
    ({ uai, kind, not_before, due_on, status }) => `${uai} ${kind} ${not_before} ${due_on} ${status}`,
  );
}

/** Each has found the convention as it was before any of them touched it. */
const threeAtOnce = (db: Database, instant: string) =>
  Promise.all([1, 2, 3].map(() => turnConventions(stepsAt(db, instant))));

test('workers that turn the same convention at once tell of its end once, and call nobody', async () => {
  const { db } = await aLeavingBase(leaves);
  await threeAtOnce(db, '2027-09-03T07:00:00Z');
  await turnConventions(stepsAt(db, '2027-09-03T10:00:00Z'));
  expect(await lettersOf(db)).toHaveLength(3);
  expect(await ordersOf(db)).toHaveLength(3);
  expect(await db.selectFrom('work_item').select('reason').execute()).toEqual([]);
});

test('workers that end the same convention at once leave every closing planned', async () => {
  const { db, conventionId } = await aLeavingBase(leaves);
  await threeAtOnce(db, '2027-10-05T07:00:00Z');
  expect((await eventsOf(db, conventionId)).filter((event) => event.startsWith('ended'))).toHaveLength(1);
  expect((await ordersOf(db)).map((order) => order.split(' ').at(-1))).toEqual([
    'planned',
    'planned',
    'planned',
  ]);
  expect(await db.selectFrom('work_item').select('reason').execute()).toEqual([]);
});

test('every anniversary of silence is written down once, however often one looks', async () => {
  const { db, conventionId } = await aLeavingBase({ notifiedOn: '2024-02-29' });
  for (const instant of ['2027-02-28T07:00:00Z', '2027-02-28T07:10:00Z', '2027-03-05T07:00:00Z']) {
    await turnConventions(stepsAt(db, instant));
  }
  expect((await eventsOf(db, conventionId)).filter((event) => event.startsWith('renewed'))).toEqual([
    'renewed 2025-02-28',
    'renewed 2026-02-28',
    'renewed 2027-02-28',
  ]);
  await turnConventions(stepsAt(db, '2028-02-29T22:59:00Z'));
  expect((await eventsOf(db, conventionId)).at(-1)).toBe('renewed 2028-02-29');
});

test('an anniversary begins at midnight in Paris', async () => {
  const { db, conventionId } = await aLeavingBase({ notifiedOn: '2026-10-04' });
  await turnConventions(stepsAt(db, '2027-10-03T21:59:59Z'));
  expect(await eventsOf(db, conventionId)).not.toContain('renewed 2027-10-04');
  await turnConventions(stepsAt(db, '2027-10-03T22:00:00Z'));
  expect(await eventsOf(db, conventionId)).toContain('renewed 2027-10-04');
});

test('a denounced convention asks one closing per school, not before the day after its last one', async () => {
  const { db } = await aLeavingBase(leaves);
  await turnConventions(stepsAt(db, '2027-05-11T07:00:00Z'));
  await turnConventions(stepsAt(db, '2027-05-12T07:00:00Z'));
  expect(await ordersOf(db)).toEqual(
    leavingHall.schools.map(({ uai }) => `${uai} close-school 2027-10-05 2027-10-05 planned`),
  );
  expect(await lettersOf(db)).toEqual([]);
});

test('a school added meanwhile is closed too, one that left is not', async () => {
  const { db } = await aLeavingBase(leaves);
  await turnConventions(stepsAt(db, '2027-05-11T07:00:00Z'));
  const [first, second] = leavingHall.schools;
  await db.deleteFrom('listed_school').where('uai', '=', first!.uai).execute();
  await aListedCommune(db, {
    hall: { ...leavingHall, schools: [second!, { uai: '0690999A', name: 'École neuve' }] },
    year: 2027,
  });
  await turnConventions(stepsAt(db, '2027-06-11T07:00:00Z'));
  const planned = (await ordersOf(db)).filter((order) => order.endsWith('planned'));
  expect(planned.map((order) => order.split(' ')[0])).toEqual(
    [second!.uai, leavingHall.schools[2]!.uai, '0690999A'].toSorted(),
  );
});

test('thirty days before, the commune and each administrator are told once, in office hours of a working day', async () => {
  const { db, conventionId } = await aLeavingBase(leaves);
  for (const early of ['2027-09-02T10:00:00Z', '2027-09-03T05:59:00Z']) {
    await turnConventions(stepsAt(db, early));
  }
  expect(await lettersOf(db)).toEqual([]);
  for (const instant of ['2027-09-03T06:00:00Z', '2027-09-03T06:10:00Z', '2027-09-06T10:00:00Z']) {
    await turnConventions(stepsAt(db, instant));
  }
  expect(await lettersOf(db)).toEqual([
    'administrator-access-ending paul.mercier@ac-lyon.example',
    'administrator-access-ending sylvie.durand@ac-lyon.example',
    'convention-ending followup@mairie.example technical@mairie.example',
  ]);
  expect(await eventsOf(db, conventionId)).toContain('reminded 2027-10-04');
});

test('the day after the last one the schools leave the list, and the commune is told', async () => {
  const { db, conventionId } = await aLeavingBase(leaves);
  await turnConventions(stepsAt(db, '2027-10-04T21:00:00Z'));
  expect(await db.selectFrom('listed_school').select('uai').execute()).toHaveLength(3);
  for (const instant of ['2027-10-05T06:00:00Z', '2027-10-05T06:10:00Z', '2027-10-09T10:00:00Z']) {
    await turnConventions(stepsAt(db, instant));
  }
  expect(await db.selectFrom('listed_school').select('uai').execute()).toEqual([]);
  expect(await lettersOf(db)).toContain('convention-ended followup@mairie.example technical@mairie.example');
  expect((await lettersOf(db)).filter((letter) => letter.startsWith('convention-ended'))).toHaveLength(1);
  expect((await eventsOf(db, conventionId)).slice(-1)).toEqual(['ended 2027-10-04']);
  const changes = await db
    .selectFrom('change')
    .select(['kind', 'uai', 'facts'])
    .orderBy('position')
    .execute();
  expect(changes).toHaveLength(3);
  expect(changes[0]).toMatchObject({ kind: 'remove-school', facts: { school: { administrator: {} } } });
});

test('what was not opened before the end is not opened after it', async () => {
  const { db } = await aLeavingBase(leaves);
  await turnConventions(stepsAt(db, '2027-09-20T10:00:00Z'));
  const closing = await db.selectFrom('access_order').selectAll().executeTakeFirstOrThrow();
  await db
    .insertInto('access_order')
    .values({
      ...closing,
      ...{ id: '7c0d33a2-5f0e-4a52-9b1c-0d53c1de7a01', kind: 'open-school', status: 'held' },
      ...{
        administrator: JSON.stringify(closing.administrator),
        former: null,
        proof: null,
        not_before: null,
      },
    })
    .execute();
  await turnConventions(stepsAt(db, '2027-10-05T10:00:00Z'));
  expect((await ordersOf(db)).filter((order) => order.includes('open-school'))[0]).toMatch(/cancelled$/);
});

test('another convention that runs on keeps the access of all', async () => {
  const { db, conventionId } = await aLeavingBase(leaves);
  await turnConventions(stepsAt(db, '2027-05-11T07:00:00Z'));
  await db
    .insertInto('convention')
    .values({
      commune_insee: leavingHall.insee,
      notified_on: '2021-03-01',
      denounced_on: null,
      ends_on: null,
    })
    .execute();
  await turnConventions(stepsAt(db, '2027-09-03T10:00:00Z'));
  await turnConventions(stepsAt(db, '2027-10-05T10:00:00Z'));
  expect((await ordersOf(db)).every((order) => order.endsWith('cancelled'))).toBe(true);
  expect(await db.selectFrom('listed_school').select('uai').execute()).toHaveLength(3);
  expect(await lettersOf(db)).toEqual([
    'convention-ended followup@mairie.example technical@mairie.example',
    'convention-ending followup@mairie.example technical@mairie.example',
  ]);
  expect(await eventsOf(db, conventionId)).toContain('ended 2027-10-04');
});

test('a commune of which nobody is known is an agent’s to tell', async () => {
  const { db } = await aLeavingBase(leaves);
  await db.deleteFrom('commune_contact').execute();
  await turnConventions(stepsAt(db, '2027-10-05T10:00:00Z'));
  const items = await db.selectFrom('work_item').select(['reason', 'closed_at']).execute();
  expect(items).toEqual([{ reason: 'commune_without_contact', closed_at: null }]);
});

test('whatever the plan says, no access is removed before its day', async () => {
  const { db } = await aLeavingBase(leaves);
  await turnConventions(stepsAt(db, '2027-05-11T07:00:00Z'));
  const [order] = await db
    .updateTable('access_order')
    .set({ due_at: new Date(0), planned_at: new Date(0), advanced_at: new Date(0) })
    .returning('id')
    .execute();
  expect(await claimDueOrder(db, order!.id, 60_000)).toBeNull();
  expect(await renewOrderHints(db, 0, 10)).toEqual([]);
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  await db.updateTable('access_order').set({ not_before: yesterday }).execute();
  expect(await claimDueOrder(db, order!.id, 60_000)).not.toBeNull();
});
