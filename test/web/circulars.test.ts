import type { Browser } from 'playwright-core';
import { aList } from '../support/builders/a-list.js';
import { aTownHall } from '../support/builders/a-town-hall.js';
import { aDesk, aVisitor, type TestDesk, type Visitor } from './support/a-desk.js';
import { inABrowser, lookAt, openBrowser } from './support/look-at.js';

let desk: TestDesk;
let supervisor: Visitor;
let circular: string;

const form = {
  sorte: 'news',
  objet: 'Un nouveau cahier de textes',
  texte: 'Bonjour,\r\n\r\nLe cahier de textes change.\r\n<script>alert(1)</script>',
  qui: ['technical', 'followUp'],
};
const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)![1]!;

beforeAll(async () => {
  desk = await aDesk();
  await desk.addAgent('claire', 'supervisor');
  await desk.addAgent('paul', 'agent');
  supervisor = aVisitor(desk);
  await supervisor.signIn('claire');
  for (const index of [0, 1, 2])
    await aList(desk.db, aTownHall(index), { year: new Date().getUTCFullYear() - 1 });
}, 60_000);
afterAll(() => desk.close());

test('an agent writes and looks; only a supervisor sends', async () => {
  const agent = aVisitor(desk);
  await agent.signIn('paul');
  await agent.get('/annonces/nouvelle');
  const { text } = await agent.post('/annonces/apercu', form);
  expect(text).toContain('technical@mairie-69003.example');
  expect(text).toContain('Un responsable peut envoyer');
  expect((await agent.post('/annonces', { ...form, _annonce: hidden(text, '_annonce') })).status).toBe(403);
});

test('what is sent is what was shown, once', async () => {
  await supervisor.get('/annonces/nouvelle');
  const { text } = await supervisor.post('/annonces/apercu', form);
  expect(text).not.toContain('<script>alert(1)');
  expect(text).toContain('6\u00a0destinataires');
  const sending = { ...form, _annonce: hidden(text, '_annonce'), _empreinte: hidden(text, '_empreinte') };
  const sent = await supervisor.post('/annonces', sending);
  circular = sending._annonce;
  expect(sent.location).toBe(`/annonces/${circular}?fait=annonce`);
  await supervisor.post('/annonces', sending);
  const rows = await desk.db
    .selectFrom('reply')
    .select(['html_body'])
    .where('kind', '=', 'circular-news')
    .execute();
  expect(rows).toHaveLength(6);
  expect(rows[0]!.html_body).toContain('&lt;script&gt;');
  expect((await supervisor.get(`/annonces/${circular}`)).text).toContain('technical@mairie-69003.example');
  expect((await supervisor.get('/annonces')).text).toContain('en cours d’envoi');
});

test('a mail reader’s button refuses news without session nor form, opening the link alone does not', async () => {
  const row = await desk.db
    .selectFrom('reply')
    .select(['text_body', 'recipient'])
    .where('kind', '=', 'circular-news')
    .executeTakeFirstOrThrow();
  const path = /\/nouveautes\/refuser\/[\w.-]{40,}/
    .exec(row.text_body.replace(/\s+/g, ''))![0]
    .replace(/[).]+$/, '');
  const anybody = aVisitor(desk);
  expect((await anybody.get(path)).text).toContain('Ne plus m’écrire à ce sujet');
  expect(await desk.db.selectFrom('news_refusal').selectAll().execute()).toEqual([]);
  const oneClick = { 'List-Unsubscribe': 'One-Click' };
  const refused = await aVisitor(desk).post(path, oneClick, {
    origin: 'https://mail.example',
    'sec-fetch-site': 'cross-site',
  });
  expect([refused.status, refused.text]).toEqual([200, expect.stringContaining('C’est noté')]);
  expect((await anybody.post(path, oneClick)).status).toBe(200);
  expect(await desk.db.selectFrom('news_refusal').select(['address', 'how']).execute()).toEqual([
    { address: row.recipient, how: 'link' },
  ]);
  expect((await anybody.post(`${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`, oneClick)).status).toBe(
    404,
  );
  expect((await anybody.get('/nouveautes/refuser/x')).status).toBe(404);
});

test('what has not left is stopped with a reason', async () => {
  await supervisor.get(`/annonces/${circular}`);
  expect((await supervisor.post(`/annonces/${circular}/arreter`, { motif: ' ' })).status).toBe(422);
  const stopped = await supervisor.post(`/annonces/${circular}/arreter`, { motif: 'Texte faux' });
  expect(stopped.location).toBe(`/annonces/${circular}?fait=annonce-arretee`);
  expect((await supervisor.get(`/annonces/${circular}`)).text).toContain('Texte faux');
});

inABrowser('in a real browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  }, 60_000);
  afterAll(() => browser?.close());

  test.each([360, 768, 1440])(
    'at %i pixels, light and dark: axe finds nothing and nothing overflows',
    async (width) => {
      const paths = ['/annonces', `/annonces/${circular}`, '/annonces/nouvelle'];
      expect(await lookAt({ browser, desk }, { login: 'claire', width, paths, folder: 'circulars' })).toEqual(
        [],
      );
    },
    240_000,
  );

  test('without a script, the preview is a page like another, and axe finds nothing in it', async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 768, height: 900 },
    });
    const page = await context.newPage();
    await page.goto(`${desk.url}/connexion`);
    await page.fill('#identifiant', 'claire');
    await page.fill('#motdepasse', 'craie-cahier-compas-42');
    await page.click('button');
    await page.goto(`${desk.url}/annonces/nouvelle`);
    await page.check('input[name="qui"][value="administrator"]');
    await page.fill('#objet', 'Coupure');
    await page.fill('#texte', 'Le service sera coupé.');
    await page.click('button:has-text("Voir qui recevra quoi")');
    expect(await page.textContent('main')).toContain('9\u00a0destinataires');
    await page.screenshot({ path: 'artefacts/circulars/preview-768.png', fullPage: true });
    await context.close();
  }, 60_000);
});
