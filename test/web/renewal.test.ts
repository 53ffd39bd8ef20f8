import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Temporal } from 'temporal-polyfill';
import { projectRoot } from '../../src/config.js';
import { receptionDay } from '../../src/provisioning/deadlines.js';
import { verifyAudit } from '../../src/store/desk/audit.js';
import { findCampaign, moveCampaign } from '../../src/store/renewal/campaigns.js';
import { loadParticipants } from '../../src/store/renewal/participants.js';
import { openBlockedItem } from '../../src/store/renewal/settle.js';
import { aCampaign, aListOf2026, followUpOf } from '../support/builders/a-campaign.js';
import { aFormOf, receive } from '../support/builders/a-dossier.js';
import { aDesk, aVisitor, PASSWORD, type TestDesk, type Visitor } from './support/a-desk.js';

let desk: TestDesk;
const visitors = {} as Record<'agent' | 'supervisor', Visitor>;
beforeEach(async () => {
  desk = await aDesk();
  for (const role of ['agent', 'supervisor'] as const) {
    await desk.addAgent(role, role);
    visitors[role] = aVisitor(desk);
    await visitors[role].signIn(role);
  }
});
afterEach(() => desk.close());

const stateOf = async (year: number) => (await findCampaign(desk.db, year))?.state ?? null;
const ownAddresses: string[] = [];

test('a supervisor prepares, rehearses, opens, pauses, resumes and closes a campaign, each shown first', async () => {
  const hall = await aListOf2026(desk.db, 0);
  const { supervisor, agent } = visitors;
  expect((await supervisor.get('/reconduction?annee=2027')).text).toContain('Préparer la campagne');
  const rehearsal = await supervisor.get('/reconduction/repetition?annee=2027');
  expect(rehearsal.text).toContain(followUpOf(hall));
  expect(rehearsal.text).toContain('1\u00a0lettre partirait');
  expect(await desk.db.selectFrom('reply').select('id').execute()).toEqual([]);

  for (const [step, state] of [
    ['prepare', 'prepared'],
    ['open', 'open'],
    ['pause', 'paused'],
    ['resume', 'open'],
    ['close', 'closed'],
  ]) {
    const shown = await supervisor.get(`/reconduction/etape?annee=2027&faire=${step}`);
    const version = /name="_version" value="(\d+)"/.exec(shown.text)![1]!;
    const form = { annee: '2027', faire: step!, _version: version };
    expect((await supervisor.post('/reconduction/etape', form)).status).toBe(303);
    expect(await stateOf(2027)).toBe(state);
    if (step !== 'prepare') expect((await supervisor.post('/reconduction/etape', form)).status).toBe(422);
  }
  expect((await agent.get('/reconduction?annee=2027')).text).not.toContain('Clore maintenant');
  const csv = await agent.get('/reconduction.csv?annee=2027');
  expect(csv.text).toContain(followUpOf(hall));
  expect((await verifyAudit(desk.db)).isWhole).toBe(true);
});

test('an agent renews by hand the list of a commune that was not reached, with a reason', async () => {
  const hall = await aListOf2026(desk.db, 0);
  await aCampaign(desk.db, { state: 'closed' });
  const [{ id } = { id: '' }] = await loadParticipants(desk.db, 2027, ownAddresses);
  const page = await visitors.agent.get(`/reconduction/commune?annee=2027&commune=${id}`);
  expect(page.text).toContain('Reconduire la liste');
  const form = { annee: '2027', commune: id, faire: 'renew' };
  expect((await visitors.agent.post('/reconduction/commune', { ...form, motif: '' })).status).toBe(422);
  expect(
    (await visitors.agent.post('/reconduction/commune', { ...form, motif: 'Joint par téléphone' })).status,
  ).toBe(303);
  const rows = await desk.db
    .selectFrom('listed_school')
    .select('uai')
    .where('school_year', '=', 2027)
    .execute();
  expect(rows).toHaveLength(hall.schools.length);
  expect((await visitors.agent.get('/reconduction.csv?annee=2027')).text).toContain('Joint par téléphone');
});

test('the queue tells how many communes silence cannot renew, until an agent has decided', async () => {
  await aListOf2026(desk.db, 0);
  await aCampaign(desk.db, { state: 'closed' });
  const [{ id } = { id: '' }] = await loadParticipants(desk.db, 2027, ownAddresses);
  const { agent } = visitors;
  expect((await agent.get('/')).text).not.toContain('/reconduction?annee=2027');
  await desk.db.transaction().execute((tx) => openBlockedItem(tx, id, new Date()));
  const queue = (await agent.get('/')).text;
  expect(queue).toContain('<a href="/reconduction?annee=2027">Reconduction 2027-2028</a>');
  expect(queue).toContain('1\u00a0commune attend votre décision');
  await agent.post('/reconduction/commune', { annee: '2027', commune: id, faire: 'renew', motif: 'Jointe' });
  expect((await agent.get('/')).text).not.toContain('/reconduction?annee=2027');
});

test('an agent chooses the year of a form that does not say it, sees both lists, and accepts with the days of the campaign', async () => {
  const hall = await aListOf2026(desk.db, 0);
  await aCampaign(desk.db);
  const { reference } = await receive(desk.db, hall, {
    ...{ reading: aFormOf(hall, { schools: 2 }), receivedAt: new Date('2027-05-12T08:00:00Z') },
  });
  const shown = await visitors.agent.get(`/demandes/${reference}`);
  expect(shown.text).toContain('À choisir avant d’accepter');
  expect((await visitors.agent.get(`/demandes/${reference}/accepter`)).text).toContain(
    'de quelle année scolaire',
  );
  const version = /name="_version" value="(\d+)"/.exec(shown.text)![1]!;
  const chosen = await visitors.agent.post(`/demandes/${reference}/annee`, {
    annee: '2027',
    _version: version,
  });
  expect(chosen.status).toBe(303);
  const after = await visitors.agent.get(`/demandes/${reference}`);
  expect(after.text).toContain('L’an dernier et cette année');
  expect(after.text).toContain('absente');

  const removed = hall.schools[2]!.uai;
  const ticked = { ecole: ['0', '1'], _choix: 'oui', radier: removed, vu: 'school_missing_from_list' };
  const accept = await visitors.agent.get(`/demandes/${reference}/accepter`);
  const hidden = (name: string, text: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)![1]!;
  const base = {
    ...ticked,
    _version: hidden('_version', accept.text),
    _action: hidden('_action', accept.text),
  };
  const preview = await visitors.agent.post(`/demandes/${reference}/accepter/apercu`, base);
  const done = await visitors.agent.post(`/demandes/${reference}/accepter`, {
    ...{ ...base, _empreinte: hidden('_empreinte', preview.text) },
  });
  expect(done.status).toBe(303);
  const orders = await desk.db.selectFrom('access_order').selectAll().execute();
  expect(orders).toMatchObject([
    { kind: 'close-school', uai: removed, not_before: '2027-07-10', due_on: '2027-08-19' },
  ]);
  const reply = await desk.db
    .selectFrom('reply')
    .selectAll()
    .where('kind', '=', 'renewal-answer')
    .executeTakeFirstOrThrow();
  expect(reply.text_body.replace(/\s+/g, ' ')).toContain(
    'Personne ne perd son accès avant le samedi 10 juillet 2027',
  );

  const campaignPage = async () => (await visitors.agent.get('/reconduction?annee=2027')).text;
  const isDue = async (day: Temporal.PlainDate) => {
    await desk.db.updateTable('renewal_campaign').set({ apply_by: day.toString() }).execute();
    await desk.db.updateTable('access_order').set({ due_on: day.toString() }).execute();
  };
  const today = receptionDay(new Date());
  expect(await campaignPage()).not.toContain('À risque');
  await isDue(today.add({ days: 10 }));
  expect(await campaignPage()).toMatch(/À risque.:<\/strong> il reste 1.accès à mettre à jour\./);
  await isDue(today.subtract({ days: 1 }));
  expect(await campaignPage()).toMatch(/En retard.:<\/strong> il reste 1.accès à mettre à jour\./);
});

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const axe: string = createRequire(import.meta.url)('axe-core').source;

(existsSync(CHROMIUM) ? test : test.skip)(
  'axe finds nothing on the pages of the renewal, at three widths, in light and in dark',
  async () => {
    for (let index = 0; index < 6; index += 1) await aListOf2026(desk.db, index);
    await desk.db
      .deleteFrom('commune_contact')
      .where('commune_insee', '=', (await aListOf2026(desk.db, 7)).insee)
      .execute();
    const hall = await aListOf2026(desk.db, 8);
    await aCampaign(desk.db);
    const { reference } = await receive(desk.db, hall, {
      ...{ reading: aFormOf(hall, { schools: 2 }), receivedAt: new Date('2027-05-12T08:00:00Z') },
    });
    const [{ id } = { id: '' }] = await loadParticipants(desk.db, 2027, ownAddresses);
    const folder = join(projectRoot, 'artefacts', 'renewal');
    mkdirSync(folder, { recursive: true });
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    try {
      for (const [width, colorScheme] of [
        [360, 'light'],
        [768, 'dark'],
        [1440, 'light'],
      ] as const) {
        const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
        const page = await context.newPage();
        await page.goto(`${desk.url}/connexion`);
        await page.fill('[name=identifiant]', 'supervisor');
        await page.fill('[name=motdepasse]', PASSWORD);
        await page.press('[name=motdepasse]', 'Enter');
        await page.waitForURL(`${desk.url}/`);
        for (const [name, path] of [
          ['campagne', '/reconduction?annee=2027'],
          ['repetition', '/reconduction/repetition?annee=2027'],
          ['etape', '/reconduction/etape?annee=2027&faire=close'],
          ['commune', `/reconduction/commune?annee=2027&commune=${id}`],
          ['dossier', `/demandes/${reference}`],
        ]) {
          await page.goto(`${desk.url}${path}`);
          await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
          expect([
            name,
            width,
            await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
          ]).toEqual([name, width, true]);
          await page.evaluate(axe);
          const { violations } = (await page.evaluate(
            "axe.run(document, { resultTypes: ['violations'] })",
          )) as {
            violations: { id: string; nodes: { html: string }[] }[];
          };
          expect(violations.map((one) => `${name} ${width} ${one.id} ${one.nodes[0]?.html}`)).toEqual([]);
        }
        await context.close();
      }
    } finally {
      await browser.close();
    }
    await moveCampaign(desk.db, 2027, { to: 'closed', at: new Date() });
  },
  300_000,
);
