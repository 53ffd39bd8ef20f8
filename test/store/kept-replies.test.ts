import { cancelReplies, listKeptReplies, releaseReplies } from '../../src/store/kept-replies.js';
import { claimReplies, saveAttempts } from '../../src/store/replies.js';
import type { ReplyStatus } from '../../src/store/statuses.js';
import { aStoredReply } from '../support/builders/stored-rows.js';
import { aBase, endBase } from './a-base.js';

afterEach(endBase);

test.each<ReplyStatus>(['held', 'suppressed', 'failed'])(
  'a reply that is %s waits in the list until somebody lets it leave, once, with who and when',
  async (status) => {
    const db = await aBase();
    const id = await aStoredReply(db, { status, dueInSeconds: 3_600 });
    expect(await listKeptReplies(db)).toMatchObject([{ id, status, kind: 'no-form' }]);
    expect(await releaseReplies(db, [id], 'Aline')).toEqual([id]);
    expect(await releaseReplies(db, [id], 'Bruno')).toEqual([]);
    expect(await listKeptReplies(db)).toEqual([]);
    const row = await db.selectFrom('reply').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ status: 'queued', settled_by: 'Aline', settled_at: expect.any(Date) });
    expect(await claimReplies(db, [id])).toHaveLength(1);
  },
);

test.each<ReplyStatus>(['held', 'suppressed', 'failed', 'queued'])(
  'a reply that is %s can be given up: it never leaves, and its row tells who decided',
  async (status) => {
    const db = await aBase();
    const id = await aStoredReply(db, { status });
    expect(await cancelReplies(db, [id], 'Aline')).toEqual([id]);
    expect(await claimReplies(db, [id])).toEqual([]);
    expect(await releaseReplies(db, [id], 'Aline')).toEqual([]);
    const row = await db.selectFrom('reply').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ status: 'cancelled', settled_by: 'Aline' });
  },
);

test.each<ReplyStatus>(['sending', 'sent', 'bounced', 'cancelled'])(
  'it is too late to release or give up a reply that is %s',
  async (status) => {
    const db = await aBase();
    const id = await aStoredReply(db, { status });
    expect(await releaseReplies(db, [id], 'Aline')).toEqual([]);
    expect(await cancelReplies(db, [id], 'Aline')).toEqual([]);
  },
);

test('two agents who click at the same time release a reply once', async () => {
  const db = await aBase();
  const id = await aStoredReply(db, { status: 'held' });
  const clicks = await Promise.all(['Aline', 'Bruno', 'Chloé'].map((by) => releaseReplies(db, [id], by)));
  expect(clicks.flat()).toEqual([id]);
});

test('a reply held for weeks has its whole patience before it once released', async () => {
  const db = await aBase();
  const id = await aStoredReply(db, { status: 'held' });
  await db
    .updateTable('reply')
    .set({ owed_at: new Date('2026-01-01') })
    .where('id', '=', id)
    .execute();
  await releaseReplies(db, [id], 'Aline');
  const [claimed] = await claimReplies(db, [id]);
  expect(Date.now() - claimed!.owedAt.getTime()).toBeLessThan(60_000);
});

test('the item of a refused reply keeps the server’s words within reach, and closes when the reply is released', async () => {
  const db = await aBase();
  const id = await aStoredReply(db);
  await claimReplies(db, [id]);
  await saveAttempts(db, [
    { replyId: id, outcome: 'refused', response: '550 5.1.1 no such user', retryAt: null },
  ]);
  expect(await listKeptReplies(db)).toMatchObject([{ id, lastResponse: '550 5.1.1 no such user' }]);
  await releaseReplies(db, [id], 'Aline');
  const open = db.selectFrom('work_item').selectAll().where('closed_at', 'is', null);
  expect(await open.execute()).toEqual([]);
  await claimReplies(db, [id]);
  await saveAttempts(db, [
    { replyId: id, outcome: 'refused', response: '550 5.1.1 no such user', retryAt: null },
  ]);
  expect(await open.execute()).toMatchObject([{ reason: 'reply_refused', subject_id: id }]);
});

test('a server that wants an operator is one open item, closed by the next mail that passes', async () => {
  const db = await aBase();
  const ids = [await aStoredReply(db), await aStoredReply(db), await aStoredReply(db)];
  await claimReplies(db, ids);
  const stuck = ids.slice(0, 2).map((replyId) => ({
    replyId,
    ...({
      outcome: 'refused-for-now',
      response: '535 wrong',
      retryAt: new Date(),
      needsOperator: true,
    } as const),
  }));
  await saveAttempts(db, stuck);
  const items = () =>
    db.selectFrom('work_item').select(['reason', 'closed_at']).orderBy('opened_at').execute();
  expect(await items()).toEqual([{ reason: 'mail_server_refuses_us', closed_at: null }]);
  await saveAttempts(db, [{ replyId: ids[2]!, outcome: 'sent', response: '250 ok', retryAt: null }]);
  expect(await items()).toEqual([{ reason: 'mail_server_refuses_us', closed_at: expect.any(Date) }]);
  await claimReplies(db, ids);
  await saveAttempts(db, stuck.slice(0, 1));
  expect(await items()).toEqual([{ reason: 'mail_server_refuses_us', closed_at: null }]);
});
