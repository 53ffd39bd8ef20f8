import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import {
  type CircularAsked,
  haltCircular,
  previewCircular,
  sendCircular,
} from '../../../src/desk/circulars/send-circular.js';
import { stoppedClock } from '../../../src/kernel/clock.js';
import { openNewsRefusals } from '../../../src/reply/news-refusal.js';
import { brakeReplies } from '../../../src/store/brakes.js';
import { loadCircular, refuseNews } from '../../../src/store/circulars/circulars.js';
import type { Database } from '../../../src/store/database.js';
import { listAudit } from '../../../src/store/desk/audit.js';
import { aBase, endBase } from '../../store/a-base.js';
import { aDesk } from '../../support/builders/a-desk.js';
import { anAgent, receive, receiveAlone } from '../../support/builders/a-dossier.js';
import { aList } from '../../support/builders/a-list.js';
import { aTownHall } from '../../support/builders/a-town-hall.js';

afterEach(endBase);

const clock = stoppedClock('2026-11-28T10:00:00Z');
const halls = [0, 1, 2].map(aTownHall);

async function aYear(): Promise<Database> {
  const db = await aBase();
  for (const hall of halls) await aList(db, hall, { year: 2026 });
  return db;
}

const asked = (changes: Partial<CircularAsked> = {}): CircularAsked => ({
  kind: 'interruption',
  subject: 'Coupure le 12 décembre',
  body: 'Bonjour,\n\nLe service sera coupé de 8 h à 10 h.',
  audience: { as: ['technical', 'followUp', 'administrator'], communes: [], uais: [] },
  ...changes,
});

async function send(db: Database, circular = asked(), circularId = randomUUID()) {
  const desk = aDesk(db, { clock });
  const preview = await previewCircular(desk, circular);
  if (preview.kind !== 'preview') return preview;
  const { fingerprint } = preview;
  return sendCircular(desk, await anAgent(db, 'supervisor'), { ...circular, circularId, fingerprint });
}

async function replies(db: Database) {
  return db
    .selectFrom('reply')
    .selectAll()
    .where('kind', 'like', 'circular-%')
    .orderBy('due_at')
    .orderBy('recipient')
    .execute();
}

test('the preview tells exactly who gets it, each address once, and sends nothing', async () => {
  const db = await aYear();
  const desk = aDesk(db, { clock });
  const all = await previewCircular(desk, asked());
  if (all.kind !== 'preview') throw new Error(all.kind);
  expect(all.recipients).toHaveLength(15);
  expect(all.recipients[0]).toEqual({
    address: 'direction.0.69003@ac-lyon.example',
    toldAs: ['administrateur, École primaire Jules Ferry (Albigny-sur-Saône)'],
  });
  expect(all.letter.text).toContain('Le service sera coupé de 8 h à 10 h.');
  expect(all.letter.text).toContain('un agent vous lira');
  expect(all.letter.text).not.toContain('votre dossier');
  const some = await previewCircular(
    desk,
    asked({ audience: { as: ['technical'], communes: [halls[1]!.insee], uais: [] } }),
  );
  expect(some).toMatchObject({ recipients: [{ address: 'technical@mairie-69029.example' }] });
  const schools = { as: ['administrator'] as const, communes: [], uais: [halls[2]!.schools[1]!.uai] };
  expect(await previewCircular(desk, asked({ audience: schools }))).toMatchObject({
    recipients: [{ address: 'direction.1.69033@ac-lyon.example' }],
  });
  expect(await previewCircular(desk, asked({ subject: ' ' }))).toMatchObject({ code: 'wrong-value' });
  expect(await previewCircular(desk, asked({ audience: { as: [], communes: [], uais: [] } }))).toMatchObject({
    code: 'nobody-chosen',
  });
  expect(await replies(db)).toEqual([]);
});

test('each is owed one letter, at the pace, however often it is sent', async () => {
  const db = await aYear();
  const circularId = randomUUID();
  const both = await Promise.all([send(db, asked(), circularId), send(db, asked(), circularId)]);
  expect(both.map(({ kind }) => kind)).toEqual(['done', 'done']);
  expect(await send(db, asked(), circularId)).toMatchObject({ kind: 'done', recipients: 0 });
  const owed = await replies(db);
  expect(owed).toHaveLength(15);
  expect(new Set(owed.map(({ recipient }) => recipient)).size).toBe(15);
  const first = clock.now().getTime() + 60_000;
  expect(owed.map(({ due_at }) => (due_at.getTime() - first) / 1_000)).toEqual(
    Array.from({ length: 15 }, (_, rank) => rank * 18),
  );
  expect(await listAudit(db, { verb: 'send-circular' }, 9)).toHaveLength(1);
});

test('a failure in the middle owes nothing to anybody', async () => {
  const db = await aYear();
  await sql`create function fail() returns trigger language plpgsql as $$ begin raise exception 'cut'; end $$`.execute(
    db,
  );
  await sql`create trigger cut before insert on circular_recipient for each row
    when (new.address = 'technical@mairie-69033.example') execute function fail()`.execute(db);
  await expect(send(db)).rejects.toThrow('cut');
  expect(await replies(db)).toEqual([]);
  expect(await db.selectFrom('circular').select('id').execute()).toEqual([]);
});

test('whoever came or left since the preview makes another preview', async () => {
  const db = await aYear();
  const desk = aDesk(db, { clock });
  const preview = await previewCircular(desk, asked());
  if (preview.kind !== 'preview') throw new Error(preview.kind);
  await aList(db, aTownHall(3), { year: 2026 });
  const again = { ...asked(), circularId: randomUUID(), fingerprint: preview.fingerprint };
  expect(await sendCircular(desk, await anAgent(db, 'supervisor'), again)).toMatchObject({
    code: 'plan-changed',
  });
  expect(await sendCircular(desk, await anAgent(db, 'agent'), again)).toEqual({ kind: 'forbidden' });
});

test('news may be refused, an interruption may not: the convention owes it', async () => {
  const db = await aYear();
  const news = asked({ kind: 'news', audience: { as: ['technical'], communes: [], uais: [] } });
  await send(db, news);
  const [first, ...others] = await replies(db);
  expect(first!.text_body).toContain('/nouveautes/refuser/');
  expect(others).toHaveLength(2);
  const at = clock.now();
  const refuse = () => db.transaction().execute((tx) => refuseNews(tx, first!.id, { how: 'link', at }));
  expect([await refuse(), await refuse()]).toEqual([{ isNew: true }, { isNew: false }]);
  const desk = aDesk(db, { clock });
  expect(await previewCircular(desk, news)).toMatchObject({
    recipients: [{}, {}],
    left: [{ address: first!.recipient, why: 'refused' }],
  });
  const interruption = await previewCircular(desk, { ...news, kind: 'interruption' });
  expect(interruption).toMatchObject({ recipients: [{}, {}, {}], left: [] });
  expect(interruption.kind === 'preview' && interruption.letter.text).not.toContain('/nouveautes/refuser/');
});

test('whoever answers STOP gets no more news, no answer, and takes nobody’s time', async () => {
  const db = await aYear();
  const from = 'technical@mairie-69003.example';
  const messageId = await receiveAlone(db, halls[0]!, {
    from,
    reading: null,
    sortReasons: ['asks-for-no-news'],
  });
  const message = await db
    .selectFrom('decision')
    .selectAll()
    .where('message_id', '=', messageId)
    .executeTakeFirst();
  expect(message).toMatchObject({ outcome: 'ignore', reasons: ['news_refused'], request_id: null });
  expect(await db.selectFrom('reply').select('id').execute()).toEqual([]);
  expect(await db.selectFrom('news_refusal').select(['address', 'how']).execute()).toEqual([
    { address: from, how: 'answer' },
  ]);
});

test('whoever answers a circular in other words is read by an agent, and sent no form', async () => {
  const db = await aYear();
  const { requestId } = await receive(db, halls[0]!, { reading: null, sortReasons: ['answers-circular'] });
  const decision = await db
    .selectFrom('decision')
    .selectAll()
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  expect(decision).toMatchObject({ outcome: 'ask-agent', reasons: ['circular_answered'] });
  expect(await db.selectFrom('reply').select('id').execute()).toEqual([]);
});

test('a letter that comes back marks its address and waits for an agent; the next circular leaves it out', async () => {
  const db = await aYear();
  const sent = await send(db);
  if (sent.kind !== 'done') throw new Error(sent.kind);
  const [letter] = await replies(db);
  await db
    .updateTable('reply')
    .set({ status: 'sent', sent_at: new Date() })
    .where('id', '=', letter!.id)
    .execute();
  await receiveAlone(db, halls[0]!, {
    reading: null,
    isAutomatic: true,
    bounced: [letter!.id],
    from: 'mailer-daemon@ville.example',
  });
  const followed = (await loadCircular(db, sent.circularId))!;
  expect(followed).toMatchObject({ recipients: 15, undelivered: 1, waiting: 14 });
  expect(followed.all[0]).toMatchObject({
    address: letter!.recipient,
    status: 'bounced',
    workItemId: expect.any(String),
  });
  const preview = await previewCircular(aDesk(db, { clock }), asked());
  expect(preview).toMatchObject({ left: [{ address: letter!.recipient, why: 'bounced' }] });
});

test('what has not left is stopped, once, with a reason; what left stays', async () => {
  const db = await aYear();
  const sent = await send(db);
  if (sent.kind !== 'done') throw new Error(sent.kind);
  const [letter] = await replies(db);
  await db.updateTable('reply').set({ status: 'sent' }).where('id', '=', letter!.id).execute();
  const desk = aDesk(db, { clock });
  const supervisor = await anAgent(db, 'supervisor');
  const halt = { circularId: sent.circularId, reason: 'Date fausse' };
  expect(await haltCircular(desk, supervisor, { ...halt, reason: '' })).toMatchObject({
    code: 'missing-reason',
  });
  expect(await haltCircular(desk, supervisor, halt)).toEqual({ kind: 'done', stopped: 14 });
  expect(await haltCircular(desk, supervisor, halt)).toMatchObject({ code: 'not-found' });
  expect(await loadCircular(db, sent.circularId)).toMatchObject({ sent: 1, cancelled: 14, waiting: 0 });
});

test('a circular puts no brake on the answers of the day', async () => {
  const db = await aYear();
  await send(db);
  const limits = { addressPerHour: 1, addressPerDay: 1, requestPerDay: 1, servicePerHour: 5 };
  const answer = { id: randomUUID(), recipient: 'technical@mairie-69003.example', requestId: null };
  const { heldBy } = await db.transaction().execute((tx) => brakeReplies(tx, [answer], limits, clock.now()));
  expect(heldBy.size).toBe(0);
});

test('a word is made for one letter, and no other word is believed', () => {
  const refusals = openNewsRefusals('a secret of sixteen signs', new URL('https://desk.example'));
  const others = openNewsRefusals('another secret of ours', new URL('https://desk.example'));
  const replyId = randomUUID();
  const word = refusals.linkOf(replyId).split('/').at(-1)!;
  expect(refusals.replyOf(word)).toBe(replyId);
  expect(others.replyOf(word)).toBeNull();
  expect(refusals.replyOf(word.replace(replyId, randomUUID()))).toBeNull();
  expect(refusals.replyOf('x')).toBeNull();
});
