import { sql } from 'kysely';
import { indexForSearch, searchRequests } from '../../../src/desk/search-requests.js';
import { brakeReplies } from '../../../src/store/brakes.js';
import { loadEarlierReadings, loadLatestForms, loadRequests } from '../../../src/store/cases.js';
import { type Database, openDatabase } from '../../../src/store/database.js';
import { listAudit } from '../../../src/store/desk/audit.js';
import { listCommunes, loadCommunePage } from '../../../src/store/desk/commune-page.js';
import { findMessage } from '../../../src/store/desk/find-message.js';
import { liveVersion } from '../../../src/store/desk/live-version.js';
import { loadRequest } from '../../../src/store/desk/load-request.js';
import { listHandTasks, loadOrdersOfRequest } from '../../../src/store/desk/orders-of-request.js';
import { loadPersonPage } from '../../../src/store/desk/persons.js';
import { listQueue, type QueueFilter, queueTabs } from '../../../src/store/desk/queue.js';
import { loadSchoolPage } from '../../../src/store/desk/school-page.js';
import { loadDriftReport } from '../../../src/store/drift.js';
import { loadMailboxFigures } from '../../../src/store/figures.js';
import { listKeptReplies } from '../../../src/store/kept-replies.js';
import { countOpenPromises, listOpenPromises } from '../../../src/store/open-promises.js';
import { fillBase, wholeReads } from '../../support/builders/a-full-base.js';
import { seededBase } from '../../support/journey/seeded-base.js';
import { aDatabase, type TestDatabase } from '../../support/servers/postgres.js';

const REQUESTS = Number(process.env['DESK_REQUESTS'] ?? 2_000);
const today = new Date().toISOString().slice(0, 10);
const page = { number: 2, size: 50 };
const nobody = '00000000-0000-4000-8000-000000000000';

let base: TestDatabase;
let db: Database;

beforeAll(async () => {
  base = await aDatabase(seededBase);
  db = openDatabase({ url: base.url, maxConnections: 1, onIdleError: () => {} });
  await fillBase(db, REQUESTS);
  await sql`vacuum analyze`.execute(db);
  await indexForSearch(db, REQUESTS);
  await vacuumAll();
}, 300_000);
afterAll(async () => {
  await db?.destroy();
  await base?.drop();
});

/** While the base looks after itself (autovacuum), a vacuum cannot mark every page: then once more. */
async function vacuumAll(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) {
    await sql`vacuum analyze`.execute(db);
    const { rows } = await sql<{
      left: number;
    }>`select sum(relpages - relallvisible)::int as left from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(db);
    if (rows[0]!.left === 0) return;
  }
  throw new Error('The base never came to rest.');
}

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

const reads: Record<string, () => Promise<unknown>> = {
  'the list of communes': () => listCommunes(db, ['69003', '69029', '69123']),
  'a commune': () => loadCommunePage(db, '69003', 2026),
  'a school': () => loadSchoolPage(db, '0690003X'),
  'a person': () => loadPersonPage(db, 'direction3@ac-lyon.example'),
  'the deadlines': () => listOpenPromises(db, 250),
  'the deadlines, counted': () => countOpenPromises(db),
  'the orders of a request': () => loadOrdersOfRequest(db, 'LC-2026-00100'),
  'what is to be done by hand': () => listHandTasks(db, 100),
  'the drift from laclasse.com': () => loadDriftReport(db, 100),
  'the health of the mailbox': () => loadMailboxFigures(db),
  'the replies that wait for somebody': () => listKeptReplies(db, { limit: 100 }),
  'a page of the audit log': () => listAudit(db, {}, 100),
  'what the live feed compares': () => liveVersion(db),
  'forms that came before': () =>
    loadEarlierReadings(db, [
      {
        readingId: '',
        name: 'liste.xlsx',
        sha256: 'a'.repeat(64),
        contentKey: 'b'.repeat(64),
        reading: null,
      },
    ] as never),
  'the latest forms of a request': () => loadLatestForms(db, [nobody]),
  'requests named by a message': () =>
    loadRequests(db, {
      ids: [nobody],
      references: ['LC-2026-00100'],
      mails: ['<r1@laclasse.example>', nobody],
      senders: ['mairie77@ville77.example'],
    }),
  'the brakes, asked about a reply': () =>
    db
      .transaction()
      .execute((tx) =>
        brakeReplies(
          tx,
          [{ id: nobody, recipient: 'mairie77@ville77.example', requestId: nobody }],
          { addressPerHour: 20, addressPerDay: 60, requestPerDay: 20, servicePerHour: 12_000 },
          new Date(),
        ),
      ),
  'one message': () => findMessage(db, nobody),
};

test.each(Object.entries(reads))('%s: no growing table is read whole', async (_title, read) => {
  expect(await wholeReads(db, read)).toEqual([]);
});
