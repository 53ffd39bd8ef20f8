import { silentLog } from '../../../src/kernel/log.js';
import { loadTemplates } from '../../../src/reply/write-reply.js';
import type { Database } from '../../../src/store/database.js';
import { remindOfCorrections } from '../../../workers/notices/remind-of-corrections.js';
import { aReading } from '../../decision/a-case.js';
import { aService, TEMPLATES } from '../../reply/a-reply.js';
import { aBase, endBase } from '../../store/a-base.js';
import { aLateRequest, anAsking } from '../../support/builders/a-late-request.js';

let db: Database;
let asked: string[];
beforeAll(() => loadTemplates(TEMPLATES));
beforeEach(async () => {
  db = await aBase();
  asked = [];
});
afterEach(endBase);

const most = 1_000;
const brakes = { addressPerHour: most, addressPerDay: most, requestPerDay: most, servicePerHour: most };

/** Reminds as if it were then; corrections were asked for on Monday 23 November 2026 unless a test says otherwise. */
function remindAt(instant: string, about: { replies?: 'send' | 'hold' } = {}) {
  return remindOfCorrections({
    ...{ db, log: silentLog, service: aService, replies: 'send', ownAddresses: [aService.email], ...about },
    brakes,
    clock: { now: () => new Date(instant) },
    queues: {
      enqueue: async (_job, ids) => {
        asked.push(...ids);
      },
      depth: async () => 0,
      close: async () => {},
    },
    closures: new Set(),
    patience: { remindAfterDays: 4, agentAfterDays: 3 },
    printReference: (reference) => reference,
  });
}

const FRIDAY = '2026-11-27T09:00:00Z';
const WEDNESDAY = '2026-12-02T09:00:00Z';
const reminders = () =>
  db.selectFrom('reply').selectAll().where('kind', '=', 'corrections-reminder').orderBy('owed_at').execute();
const items = () =>
  db
    .selectFrom('work_item')
    .select(['reason', 'request_id', 'closed_at'])
    .where('closed_at', 'is', null)
    .execute();
const statusOf = async (id: string) =>
  (await db.selectFrom('request').select('status').where('id', '=', id).executeTakeFirstOrThrow()).status;

test('a commune silent for four working days is reminded once, with its workbook, and the job is asked for', async () => {
  const { messageId } = await aLateRequest(db);
  await remindAt('2026-11-26T09:00:00Z');
  expect(await reminders()).toEqual([]);
  await remindAt(FRIDAY);
  await remindAt(FRIDAY);
  await remindAt('2026-11-30T09:00:00Z');
  const [reminder, ...others] = await reminders();
  expect(others).toEqual([]);
  expect(reminder).toMatchObject({
    ...{ recipient: 'mairie@corbas.fr', cc: 'suivi@corbas.fr', status: 'queued', message_id: messageId },
    subject: 'LC-2026-00042 – Rappel\u00a0: 1\u00a0point à corriger dans votre formulaire',
    in_reply_to: `<${messageId}@corbas.fr>`,
    attachments: [{ kind: 'corrected-workbook', name: 'liste - à corriger.xlsx' }],
  });
  expect(reminder!.text_body.replace(/\s+/g, ' ')).toContain('à partir du mercredi 2 décembre 2026');
  expect(asked).toEqual([reminder!.id]);
});

test('processes that sweep at the same time remind once', async () => {
  for (let place = 0; place < 25; place += 1)
    await aLateRequest(db, { reference: `LC-2026-${10_000 + place}` });
  await Promise.all([remindAt(FRIDAY), remindAt(FRIDAY), remindAt(FRIDAY)]);
  await remindAt(FRIDAY);
  expect(await reminders()).toHaveLength(25);
});

test.each([
  ['before the office opens', '2026-11-27T06:30:00Z'],
  ['on a Saturday', '2026-11-28T09:00:00Z'],
  ['on Christmas Day', '2026-12-25T09:00:00Z'],
])('nobody is reminded %s', async (_when, instant) => {
  await aLateRequest(db);
  await remindAt(instant);
  expect(await reminders()).toEqual([]);
});

test('a commune that does not answer the reminder becomes an agent’s, once', async () => {
  const { requestId } = await aLateRequest(db);
  await remindAt(FRIDAY);
  await remindAt('2026-12-01T09:00:00Z');
  expect(await items()).toEqual([]);
  await remindAt(WEDNESDAY);
  await remindAt(WEDNESDAY);
  expect(await items()).toEqual([{ reason: 'corrections_overdue', request_id: requestId, closed_at: null }]);
  expect(await statusOf(requestId)).toBe('awaiting-agent');
  expect(await reminders()).toHaveLength(1);
});

test('a request that left the commune’s hands is neither reminded nor given to an agent', async () => {
  const { requestId } = await aLateRequest(db);
  await remindAt(FRIDAY);
  await db.updateTable('request').set({ status: 'accepted' }).where('id', '=', requestId).execute();
  await remindAt(WEDNESDAY);
  expect(await items()).toEqual([]);
  expect(await statusOf(requestId)).toBe('accepted');
});

test('corrections asked for again start a patience of their own', async () => {
  const late = await aLateRequest(db);
  await remindAt(FRIDAY);
  await anAsking(db, { ...late, askedAt: new Date('2030-01-01') });
  await db
    .updateTable('reply')
    .set({ sent_at: new Date('2026-11-30T10:00:00Z') })
    .where('owed_at', '=', new Date('2030-01-01'))
    .execute();
  await remindAt(WEDNESDAY);
  expect(await items()).toEqual([]);
  await remindAt('2026-12-04T09:00:00Z');
  expect(await reminders()).toHaveLength(2);
});

test('what was asked by an answer that has not left is not reminded', async () => {
  await aLateRequest(db);
  await db.updateTable('reply').set({ status: 'held' }).execute();
  await remindAt(FRIDAY);
  expect(await reminders()).toEqual([]);
});

test('with REPLIES=hold a reminder waits for an agent’s click', async () => {
  await aLateRequest(db);
  await remindAt(FRIDAY, { replies: 'hold' });
  expect(await reminders()).toMatchObject([{ status: 'held' }]);
});

test('where the form has no error left to name, an agent is told and no reminder is sent', async () => {
  const { requestId } = await aLateRequest(db, { reading: aReading() });
  await remindAt(FRIDAY);
  expect(await reminders()).toEqual([]);
  await remindAt(WEDNESDAY);
  expect(await items()).toMatchObject([{ reason: 'corrections_overdue', request_id: requestId }]);
});
