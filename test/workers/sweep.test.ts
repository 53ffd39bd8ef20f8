import { examineMessages } from '../../src/jobs/examine-messages.js';
import { openQueueBackend } from '../../src/jobs/queue-backend.js';
import { openQueues, type Queues } from '../../src/jobs/queues.js';
import { sendReplies } from '../../src/jobs/send-replies.js';
import { silentLog } from '../../src/kernel/log.js';
import { type Database, openDatabase } from '../../src/store/database.js';
import { startSweep } from '../../workers/sweep.js';
import { aStoredMessage, aStoredReply } from '../support/builders/stored-rows.js';
import { seededBase } from '../support/journey/seeded-base.js';
import { aDatabase } from '../support/servers/postgres.js';

const MINUTE_MS = 60_000;
let stops: (() => Promise<unknown>)[] = [];
let db: Database;
let queues: Queues;
let sweepOnce: () => Promise<void>;

beforeEach(async () => {
  const base = await aDatabase(seededBase);
  const onError = () => {};
  db = openDatabase({ url: base.url, maxConnections: 5, onIdleError: onError });
  const backend = await openQueueBackend({
    databaseUrl: base.url,
    redisUrl: undefined,
    maxConnections: 3,
    onError,
  });
  queues = openQueues(backend, { idsPerJob: 25, enqueueWithinMs: 5_000, onError });
  const sweep = startSweep({
    ...{ db, queues, log: silentLog },
    everyMs: 60 * MINUTE_MS,
    hintGraceMs: 2_000,
    hintExpiresAfterMs: 10 * MINUTE_MS,
    replyClaimExpiresAfterMs: 5 * MINUTE_MS,
  });
  sweepOnce = sweep.sweepOnce;
  stops = [sweep.stop, queues.close, backend.close, () => db.destroy(), base.drop];
});
afterEach(async () => {
  for (const stop of stops) await stop();
});

test('a message whose job is lost is asked for again, once', async () => {
  await aStoredMessage(db, { hintedSecondsAgo: 3 });
  await sweepOnce();
  expect(await queues.depth(examineMessages)).toBe(1);
  await sweepOnce();
  expect(await queues.depth(examineMessages)).toBe(1);
});

test('two sweeps at the same time ask once', async () => {
  await aStoredMessage(db, { hintedSecondsAgo: 3 });
  await Promise.all([sweepOnce(), sweepOnce(), sweepOnce()]);
  expect(await queues.depth(examineMessages)).toBe(1);
});

test('a message just kept, whose job is on its way, is left alone', async () => {
  await aStoredMessage(db);
  await sweepOnce();
  expect(await queues.depth(examineMessages)).toBe(0);
});

test('while the queue holds jobs, only a hint that has expired is given again', async () => {
  await queues.enqueue(examineMessages, [await aStoredMessage(db, { status: 'decided' })]);
  await aStoredMessage(db, { hintedSecondsAgo: 30 });
  await sweepOnce();
  expect(await queues.depth(examineMessages)).toBe(1);
  await aStoredMessage(db, { hintedSecondsAgo: 601 });
  await sweepOnce();
  expect(await queues.depth(examineMessages)).toBe(2);
});

test('a reply whose sender died is queued again; one being sent is left to its sender', async () => {
  const [lost, under] = [
    await aStoredReply(db, { status: 'sending', claimedSecondsAgo: 301, hintedSecondsAgo: 301 }),
    await aStoredReply(db, { status: 'sending', claimedSecondsAgo: 10, hintedSecondsAgo: 10 }),
  ];
  await sweepOnce();
  const rows = await db.selectFrom('reply').select(['id', 'status']).execute();
  expect(new Map(rows.map((row) => [row.id, row.status]))).toEqual(
    new Map([
      [lost, 'queued'],
      [under, 'sending'],
    ]),
  );
  expect(await queues.depth(sendReplies)).toBe(1);
});

test('a reply to be tried later is not asked for before its time', async () => {
  await aStoredReply(db, { dueInSeconds: 3_600, hintedSecondsAgo: 1_000 });
  await sweepOnce();
  expect(await queues.depth(sendReplies)).toBe(0);
});

test('replies held for an agent and mails sent are never asked for', async () => {
  await aStoredReply(db, { status: 'held', hintedSecondsAgo: 1_000 });
  await aStoredReply(db, { status: 'sent', hintedSecondsAgo: 1_000 });
  await sweepOnce();
  expect(await queues.depth(sendReplies)).toBe(0);
});
