import { receptionDay } from '../../../src/provisioning/deadlines.js';
import { listQueue } from '../../../src/store/desk/queue.js';
import { aFormOf, anAgent, receive } from '../../support/builders/a-dossier.js';
import { aTownHall } from '../../support/builders/a-town-hall.js';
import { aBase, endBase } from '../a-base.js';

afterEach(endBase);

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
const today = receptionDay(new Date()).toString();
const page = { number: 1, size: 50 };
const missing = {
  field: 'schools[1].administrator.email',
  code: 'missing',
  severity: 'error',
  where: { sheet: 'Feuille1', cell: 'E11' },
  message: 'L’adresse e-mail manque.',
  suggestion: null,
} as const;

test('each request is in the tab that its reasons call for, and counted there', async () => {
  const db = await aBase();
  const hall = aTownHall(0);
  const wrong = aFormOf(hall, { changes: { kind: 'invalid', problems: [missing] } });
  const unexplained = { sheet: 'Feuille1', cell: 'A40', text: 'ferme en juin', looksLikeData: true };
  await receive(db, hall, { reading: wrong });
  await receive(db, aTownHall(1), { from: 'stagiaire@ailleurs.example' });
  await receive(db, aTownHall(2), { reading: aFormOf(aTownHall(2), { changes: { unread: [unexplained] } }) });
  await receive(db, aTownHall(3));
  const { counts } = await listQueue(db, { tab: 'all', today }, page);
  expect(counts).toEqual({
    'to-decide': 1,
    'awaiting-commune': 1,
    sender: 1,
    unreadable: 0,
    undelivered: 0,
    all: 4,
  });
});

test('the most urgent comes first, with its reason, its days left and its schools', async () => {
  const db = await aBase();
  const late = await receive(db, aTownHall(0), { from: 'a@ailleurs.example', receivedAt: daysAgo(20) });
  const fresh = await receive(db, aTownHall(1), { from: 'b@ailleurs.example', subject: 'Rentrée' });
  const { rows, total } = await listQueue(db, { tab: 'sender', today }, page);
  expect(rows.map((row) => row.reference)).toEqual([late.reference, fresh.reference]);
  expect(rows[0]).toMatchObject({ daysLeft: -6, reasons: ['sender_not_confirmed'], schoolCount: 3 });
  expect(rows[1]).toMatchObject({
    subject: 'Rentrée',
    sender: 'b@ailleurs.example',
    messageCount: 1,
    assignee: null,
  });
  expect(total).toBe(2);
});

test('filters keep what they name, and the total counts all pages', async () => {
  const db = await aBase();
  for (const index of [0, 1, 2]) await receive(db, aTownHall(index), { from: `a@ailleurs${index}.example` });
  const { insee } = aTownHall(1);
  const ofCommune = await listQueue(db, { tab: 'sender', today, communeInsee: insee }, page);
  expect(ofCommune.rows.map((row) => row.communeInsee)).toEqual([insee]);
  const second = await listQueue(db, { tab: 'sender', today, assignee: 'nobody' }, { number: 2, size: 2 });
  expect([second.rows.length, second.total]).toEqual([1, 3]);
  const agent = await anAgent(db);
  expect((await listQueue(db, { tab: 'sender', today, assignee: { agentId: agent.id } }, page)).rows).toEqual(
    [],
  );
  const none = await listQueue(db, { tab: 'sender', today, reason: 'school_closed' }, page);
  expect(none.total).toBe(0);
});

test('a request whose answer was refused is undelivered, whatever its status', async () => {
  const db = await aBase();
  const { requestId, reference } = await receive(db, aTownHall(0));
  const reply = await db
    .selectFrom('reply')
    .select(['id', 'message_id'])
    .where('request_id', '=', requestId)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('work_item')
    .values({
      ...{ id: reply.id, reason: 'reply_refused', subject_id: reply.id },
      ...{ request_id: requestId, message_id: reply.message_id, closed_at: null },
    })
    .execute();
  const { rows, counts } = await listQueue(db, { tab: 'undelivered', today }, page);
  expect(rows).toMatchObject([
    { reference, status: 'accepted', reasons: ['reply_refused', 'all_conditions_hold'] },
  ]);
  expect(counts.undelivered).toBe(1);
});
