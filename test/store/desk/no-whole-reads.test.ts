import { sql } from 'kysely';
import { indexForSearch, searchRequests } from '../../../src/desk/search-requests.js';
import { type Database, openDatabase } from '../../../src/store/database.js';
import { loadRequest } from '../../../src/store/desk/load-request.js';
import { listQueue, type QueueFilter, queueTabs } from '../../../src/store/desk/queue.js';
import { fillBase, wholeReads } from '../../support/builders/a-full-base.js';
import { seededBase } from '../../support/journey/seeded-base.js';
import { aDatabase, type TestDatabase } from '../../support/servers/postgres.js';

const REQUESTS = Number(process.env['DESK_REQUESTS'] ?? 2_000);
const today = new Date().toISOString().slice(0, 10);
const page = { number: 2, size: 50 };

let base: TestDatabase;
let db: Database;

beforeAll(async () => {
  base = await aDatabase(seededBase);
  db = openDatabase({ url: base.url, maxConnections: 1, onIdleError: () => {} });
  await fillBase(db, REQUESTS);
  await sql`vacuum analyze`.execute(db);
  await indexForSearch(db, REQUESTS);
  await sql`vacuum analyze`.execute(db);
}, 300_000);
afterAll(async () => {
  await db?.destroy();
  await base?.drop();
});

test('the measure sees a table read from end to end', async () => {
  expect(
    await wholeReads(db, () => db.selectFrom('message').select('id').where('kind', '=', 'x').execute()),
  ).toEqual(['message']);
});

const filters: Partial<QueueFilter>[] = [
  {},
  { communeInsee: '69003' },
  { assignee: 'nobody' },
  { reason: 'sender_not_confirmed' },
  { openedFrom: new Date(Date.now() - 86_400_000) },
];
const cases = queueTabs.flatMap((tab) => filters.map((filter) => ({ tab, ...filter })));

test.each(cases.filter(({ tab, reason, assignee }) => tab !== 'all' || (!reason && !assignee)))(
  'the queue %j reads no growing table whole',
  async (filter) => {
    expect(await wholeReads(db, () => listQueue(db, { ...filter, today }, page))).toEqual([]);
  },
);

test('a request reads no growing table whole', async () => {
  expect(await wholeReads(db, () => loadRequest(db, 'LC-2026-00100'))).toEqual([]);
});

test.each(['LC-2026-00100', '100', 'nom4a', 'mairie77@ville77.example', 'Marchant', 'albigny'])(
  'searching %j reads no growing table whole',
  async (text) => {
    expect(await wholeReads(db, () => searchRequests(db, text, { year: 2026 }))).toEqual([]);
  },
);
