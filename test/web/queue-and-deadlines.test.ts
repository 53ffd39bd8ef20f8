import { sql } from 'kysely';
import { receptionDay } from '../../src/provisioning/deadlines.js';
import { riskOf } from '../../src/provisioning/forecast.js';
import { listAudit } from '../../src/store/desk/audit.js';
import { loadRequest } from '../../src/store/desk/load-request.js';
import { countOpenPromises, listOpenPromises } from '../../src/store/open-promises.js';
import { countRisks } from '../../src/web/pages/deadlines.js';
import { receive } from '../support/builders/a-dossier.js';
import { aTownHall } from '../support/builders/a-town-hall.js';
import { aDesk, aVisitor, type TestDesk, type Visitor } from './support/a-desk.js';

let desk: TestDesk;
let agent: Visitor;
let supervisor: Visitor;
let reference: string;

beforeAll(async () => {
  desk = await aDesk();
  [agent, supervisor] = [aVisitor(desk), aVisitor(desk)];
  await desk.addAgent('camille', 'agent');
  await desk.addAgent('claire', 'supervisor');
  await agent.signIn('camille');
  await supervisor.signIn('claire');
  ({ reference } = await receive(desk.db, aTownHall(1), { from: 'stagiaire@ailleurs.example' }));
});
afterAll(() => desk.close());

const isOn = (html: string, tab: string) => new RegExp(`id="onglet-${tab}" aria-current="page"`).test(html);

test('the queue opens on the first tab that holds something, and stays where one asked to be', async () => {
  const opened = await agent.get('/');
  expect(isOn(opened.text, 'sender')).toBe(true);
  expect(opened.text).toContain(reference);
  expect(isOn((await agent.get('/?onglet=to-decide')).text, 'to-decide')).toBe(true);
  expect(opened.text).toContain('href="/?onglet=to-decide"');
});

test('a search that finds nothing in its tab leads to the tab that holds what it seeks', async () => {
  const words = encodeURIComponent('stagiaire ailleur');
  const empty = (await agent.get(`/?onglet=to-decide&q=${words}`)).text;
  expect(empty).not.toContain(reference);
  const href = /<a href="([^"]+)">Voir dans/.exec(empty)![1]!.replaceAll('&amp;', '&');
  expect((await agent.get(href)).text).toContain(reference);
  expect((await agent.get('/?onglet=to-decide&q=wolfgang')).text).not.toContain('Voir dans');
});

test('a supervisor takes over a request from its page, an agent cannot, and the audit log says it was forced', async () => {
  const page = `/demandes/${reference}`;
  await agent.get(page);
  await agent.post(`${page}/prendre`, { retour: page });
  expect((await supervisor.get(page)).text).toContain('Reprendre à Agent camille');

  const { location } = await supervisor.post(`${page}/reprendre`, { retour: page });
  expect(location).toContain('fait=repris');
  expect((await supervisor.get(page)).text).toContain('Pris par vous');
  const seen = (await agent.get(page)).text;
  expect(seen).toContain('Pris par Agent claire');
  expect(seen).not.toContain('/reprendre');
  expect((await agent.post(`${page}/reprendre`, { retour: page })).status).toBe(403);
  const lines = await listAudit(desk.db, {}, 10);
  expect(lines.find(({ verb }) => verb === 'take')).toMatchObject({ facts: { isForced: true } });
});

test('the other open requests of the commune or sender are choices to merge with', async () => {
  const one = await receive(desk.db, aTownHall(2), { from: 'a@ailleurs2.example' });
  const other = await receive(desk.db, aTownHall(2), { from: 'b@ailleurs2.example' });
  const page = (await agent.get(`/demandes/${one.reference}/autres`)).text;
  expect(page).toContain(`name="choix" value="${other.reference}"`);
  expect(page).not.toContain(`name="choix" value="${one.reference}"`);
  expect(page).not.toContain(`name="choix" value="${reference}"`);
  const version = /name="_version" value="(\d+)"/.exec(page)![1]!;
  await agent.post(`/demandes/${one.reference}/fusionner`, { _version: version, choix: other.reference });
  expect((await loadRequest(desk.db, one.reference))!.request.mergedInto?.reference).toBe(other.reference);
});

test('deadlines are counted over all pages, as each promise on its own would be', async () => {
  const { rows } = await sql<{ names: string }>`
    select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
    where table_name = 'request' and table_schema = 'public' and is_generated = 'NEVER'`.execute(desk.db);
  const columns = sql.raw(rows[0]!.names);
  await sql`
    insert into request (${columns}) select ${columns} from (select (jsonb_populate_record(request, jsonb_build_object(
      'id', gen_random_uuid(), 'reference', 'LC-2026-' || (90000 + n), 'due_on', current_date + n % 40 - 10,
      'target_on', current_date + n % 40 - 14))).*
    from request, generate_series(1, 129) as n where reference = ${reference}) as copied`.execute(desk.db);
  const now = new Date();
  const risks = (await listOpenPromises(desk.db)).map((one) => riskOf(one, receptionDay(now)));
  const counted = countRisks(await countOpenPromises(desk.db), now);
  const late = risks.filter((risk) => risk === 'late').length;
  expect(counted).toEqual({ late, atRisk: risks.filter(Boolean).length - late, total: risks.length });
  expect(late).toBeGreaterThan(0);

  const first = (await agent.get('/echeances')).text;
  expect(first).toContain(`<dt>En retard</dt><dd>${late}</dd>`);
  expect(first).toContain(`120 sur ${risks.length}`);
  expect(first).toContain('href="/echeances?page=2"');
  const second = (await agent.get('/echeances?page=2')).text;
  expect(second).toContain(`121 à ${risks.length} sur ${risks.length}`);
  expect(second).toContain(`<dt>En retard</dt><dd>${late}</dd>`);
});
