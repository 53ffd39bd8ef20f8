import { sql } from 'kysely';
import { fillWithAYear } from '../support/builders/a-year.js';
import { aDesk, aVisitor } from './support/a-desk.js';
import { addressesOn, addressOf } from './support/addresses.js';

/** They grow with each mail for years; what is not here stays as small as the team, the settings or what waits. */
const growing = [
  'request',
  'request_past',
  'message',
  'reading',
  'reading_edit',
  'decision',
  'reply',
  'reply_attempt',
  'change',
  'access_order',
  'agent_action',
  'audit_entry',
  'announcement',
  'correction',
  'request_search',
  'shown_part',
  'work_item',
] as const;

/** The base counts its own scans: nothing is guessed from a query written again for the test. */
async function scans(db: Awaited<ReturnType<typeof aDesk>>['db']): Promise<Map<string, number>> {
  const { rows } = await sql<{ table: string; scans: string }>`
    select relname as table, seq_scan::text as scans from pg_stat_user_tables`.execute(db);
  return new Map(rows.map(({ table, scans: count }) => [table, Number(count)]));
}

/** A connection tells its counts ten seconds after its last query at the latest (PGSTAT_IDLE_INTERVAL). */
const TOLD_AFTER_MS = 11_000;
const told = () => new Promise((resume) => setTimeout(resume, TOLD_AFTER_MS));

const queries: Readonly<Record<string, readonly string[]>> = {
  '/': [
    '',
    '?onglet=sender',
    '?onglet=undelivered',
    '?onglet=all',
    '?onglet=all&commune=69029&page=2',
    '?motif=form_has_errors',
    '?agent=moi',
    '?onglet=all&depuis=2026-09-01&jusque=2026-09-30',
    '?onglet=all&q=exemple',
  ],
  '/communes': ['', '?q=bron'],
  '/ecoles': ['', '?q=moulin'],
  '/personnes': ['', '?q=durand'],
  '/personnes/fiche': ['?adresse=durand@exemple.fr'],
  '/communes/:insee/registre': ['?quoi=add-school'],
};

/* A planner rightly reads a small table whole: forbidden to, it does so only where no index could serve. */
beforeAll(() => {
  process.env['PGOPTIONS'] = '-c enable_seqscan=off';
});
afterAll(() => {
  delete process.env['PGOPTIONS'];
});

test('no page reads a growing table from end to end', async () => {
  const desk = await aDesk();
  await desk.addAgent('lea', 'supervisor');
  await fillWithAYear(desk.db, 1_000);
  const addresses = await addressesOn(desk, 1);
  await sql`analyze`.execute(desk.db);
  const lea = aVisitor(desk);
  await lea.signIn('lea');
  const pages = desk.routes
    .filter(({ method, url }) => method === 'GET' && !/^\/(assets|healthz|readyz|metrics|direct)/.test(url))
    .flatMap(({ url }) => (queries[url] ?? ['']).map((query) => addressOf(url, addresses) + query));
  await lea.get('/?q=preparer');
  await told();
  const known = new Set((await scans(desk.db)).keys());
  for (const table of growing) expect(known).toContain(table);

  const found: string[] = [];
  const only = process.env['ONE_BY_ONE'] !== undefined;
  for (const batch of only ? pages.map((page) => [page]) : [pages]) {
    const before = await scans(desk.db);
    for (const path of batch) expect([path, (await lea.get(path)).status < 500]).toEqual([path, true]);
    await told();
    const after = await scans(desk.db);
    for (const table of growing) {
      const count = after.get(table)! - before.get(table)!;
      if (count > 0) found.push(`${table}: ${count} (${only ? batch[0] : 'ONE_BY_ONE=1 says which page'})`);
    }
  }
  await desk.close();
  expect(found).toEqual([]);
}, 900_000);
