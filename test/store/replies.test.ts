import { claimReplies, releaseLostClaims, saveAttempts } from '../../src/store/replies.js';
import { aStoredReply } from '../support/builders/stored-rows.js';
import { aBase, endBase } from './a-base.js';

afterEach(endBase);

const sent = (replyId: string) => ({ replyId, outcome: 'sent', response: '250 ok', retryAt: null }) as const;

test('of several workers that claim the same replies, each reply has one', async () => {
  const db = await aBase();
  const ids: string[] = [];
  for (let count = 0; count < 10; count += 1) ids.push(await aStoredReply(db));
  const claims = await Promise.all([1, 2, 3, 4].map(() => claimReplies(db, ids)));
  const claimed = claims.flat().map(({ id }) => id);
  expect(claimed.toSorted()).toEqual(ids.toSorted());
});

test.each(['held', 'sending', 'sent', 'failed', 'cancelled'] as const)(
  'a reply that is %s cannot be claimed',
  async (status) => {
    const db = await aBase();
    expect(await claimReplies(db, [await aStoredReply(db, { status })])).toEqual([]);
  },
);

test('a reply refused for now is queued for later, with what the server said', async () => {
  const db = await aBase();
  const id = await aStoredReply(db);
  await claimReplies(db, [id]);
  const retryAt = new Date(Date.now() + 3_600_000);
  await saveAttempts(db, [{ replyId: id, outcome: 'refused-for-now', response: '451 later', retryAt }]);
  const row = await db.selectFrom('reply').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  expect(row).toMatchObject({ status: 'queued', due_at: retryAt, attempts: 1, last_response: '451 later' });
  expect(await claimReplies(db, [id])).toEqual([]);
});

test('a reply refused for good becomes an agent’s item, once', async () => {
  const db = await aBase();
  const id = await aStoredReply(db);
  await claimReplies(db, [id]);
  const refused = { replyId: id, outcome: 'refused', response: '550 no such user', retryAt: null } as const;
  await saveAttempts(db, [refused]);
  await saveAttempts(db, [refused]);
  const items = await db.selectFrom('work_item').select(['reason', 'subject_id']).execute();
  expect(items).toEqual([{ reason: 'reply_refused', subject_id: id }]);
});

test('a reply sent stays sent, whatever a late attempt tells', async () => {
  const db = await aBase();
  const id = await aStoredReply(db);
  await claimReplies(db, [id]);
  await saveAttempts(db, [sent(id)]);
  await saveAttempts(db, [{ replyId: id, outcome: 'refused-for-now', response: '451', retryAt: new Date() }]);
  const row = await db.selectFrom('reply').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  expect(row).toMatchObject({ status: 'sent' });
  expect(await releaseLostClaims(db, 1)).toBe(0);
});
