import type { Browser } from 'playwright-core';
import { receptionDay } from '../../../src/provisioning/deadlines.js';
import { anniversaryFrom } from '../../../src/registry/convention.js';
import { aConventionOf, aListedCommune, leavingHall } from '../../support/builders/a-leaving-commune.js';
import { aTownHall } from '../../support/builders/a-town-hall.js';
import { aDesk, aVisitor, PASSWORD, type TestDesk, type Visitor } from '../support/a-desk.js';
import { inABrowser, lookAt, openBrowser, violationsOn } from '../support/look-at.js';

const pdf = Buffer.from('%PDF-1.7 une lettre');
const today = receptionDay(new Date());
/** In force for some years, its last day to give notice still to come. */
const notifiedOn = today.subtract({ years: 4, days: 20 });
const anniversary = anniversaryFrom(notifiedOn, today);

let desk: TestDesk;
let supervisor: Visitor;
let agent: Visitor;
let id: string;
let page: string;

beforeAll(async () => {
  desk = await aDesk({ CONVENTION_SCAN_MAX_MB: '1' });
  await desk.addAgent('claire', 'supervisor');
  await desk.addAgent('paul', 'agent');
  await desk.addAgent('lise', 'reader');
  [supervisor, agent] = [aVisitor(desk), aVisitor(desk)];
  await supervisor.signIn('claire');
  await agent.signIn('paul');
  await aListedCommune(desk.db);
  id = await aConventionOf(desk.db, { notifiedOn: notifiedOn.toString() });
  page = `/conventions/${id}`;
}, 60_000);
afterAll(() => desk.close());

const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)![1]!;
const letter = (name: string, bytes = pdf) => ({ field: 'lettre', name, bytes });
const words = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('&#39;', '’');

async function shown(visitor: Visitor, what: string, bytes = pdf) {
  await visitor.get(`${page}/lettre?quoi=${what}`);
  const form = { quoi: what, recue: today.toString() };
  return visitor.postFile(`${page}/lettre/apercu`, form, letter('Lettre de la mairie.pdf', bytes));
}

async function recorded(visitor: Visitor, what: string) {
  const { text } = await shown(visitor, what);
  return visitor.post(`${page}/lettre`, {
    ...{ quoi: what, recue: today.toString(), _lettre: hidden(text, '_lettre') },
    ...{ _empreinte: hidden(text, '_empreinte'), _action: hidden(text, '_action') },
  });
}

test('a convention shows its line of time, the table of the same points, and what comes next', async () => {
  const { text } = await agent.get(page);
  expect(text).toContain('<svg class="lifeline"');
  expect(words(text)).toContain('Dernier jour pour dénoncer');
  expect(words(text)).toContain('si aucune lettre n’est reçue au plus tard le');
  expect(text.match(/<circle/g)!.length).toBeGreaterThanOrEqual(5);
  expect((await agent.get('/conventions/0c1c5e1e-7c4b-4d2e-8f2a-52c1a2b4c0de')).status).toBe(404);
  expect((await agent.get('/conventions/rien')).status).toBe(404);
});

test('a letter is shown first, recorded with its scan, undone; nothing of it stays', async () => {
  const preview = await shown(agent, 'denonciation');
  expect(preview.status).toBe(200);
  expect(words(preview.text)).toContain('trois mois avant l’anniversaire');
  expect(words(preview.text)).toContain('3 écoles : accès retirés à partir du');
  expect(preview.text).toContain('followup@mairie.example');
  const done = await recorded(agent, 'denonciation');
  expect(done.location).toMatch(/fait=denonciation&action=/);
  const after = await agent.get(done.location!);
  expect(after.text).toContain('Dénoncée');
  const scan = /\/conventions\/lettres\/[0-9a-f-]{36}/.exec(after.text)![0];
  const download = await agent.get(scan);
  expect(download.headers).toMatchObject({
    'content-type': 'application/pdf',
    'x-content-type-options': 'nosniff',
    'content-disposition': expect.stringContaining('attachment; filename="Lettre de la mairie.pdf"'),
  });
  const reader = aVisitor(desk);
  await reader.signIn('lise');
  expect((await reader.get(page)).text).not.toContain(scan);
  expect((await reader.get(scan)).status).toBe(403);
  const action = /action=([0-9a-f-]+)/.exec(done.location!)![1]!;
  const undone = await agent.post('/annuler', { action, retour: page });
  expect(undone.location).toContain('fait=annule');
  expect((await agent.get(page)).text).toContain('annulé depuis');
});

test('the commune takes its letter back', async () => {
  await recorded(agent, 'denonciation');
  expect((await shown(agent, 'denonciation')).status).toBe(422);
  const done = await recorded(agent, 'maintien');
  expect(done.location).toMatch(/fait=maintien&action=/);
  expect((await agent.get(page)).text).toContain('En vigueur');
  expect((await shown(agent, 'maintien')).status).toBe(422);
});

test.each([
  ['a page that says it is a PDF', Buffer.from('<html>'), 422, 'ni un PDF'],
  ['an empty file', Buffer.alloc(0), 422, 'Joignez la lettre'],
])('%s is refused in words', async (_title, bytes, status, said) => {
  const answer = await shown(agent, 'denonciation', bytes);
  expect([answer.status, words(answer.text).includes(said)]).toEqual([status, true]);
});

test('a file over the limit is refused; a page that takes no file reads none; a form from elsewhere neither', async () => {
  const large = Buffer.concat([pdf, Buffer.alloc(1_100_000)]);
  expect((await shown(agent, 'denonciation', large)).status).toBe(413);
  await agent.get(page);
  expect((await agent.postFile(`${page}/notification`, {}, letter('x.pdf'))).status).toBe(415);
  const forged = { quoi: 'denonciation', recue: today.toString(), _jeton: 'faux' };
  expect((await agent.postFile(`${page}/lettre/apercu`, forged, letter('x.pdf'))).status).toBe(403);
});

test('an agent says that the Métropole denounces: the preview and what is recorded keep it', async () => {
  await agent.get(`${page}/lettre?quoi=denonciation`);
  const form = { quoi: 'denonciation', par: 'metropole', recue: today.toString() };
  const { text } = await agent.postFile(`${page}/lettre/apercu`, form, letter('Lettre.pdf'));
  expect(text).toContain('<option value="metropole" selected>');
  expect(hidden(text, 'par')).toBe('metropole');
  expect(words(text)).toContain('La convention laclasse.com est dénoncée');
});

test('a commune signs anew and is notified; a supervisor corrects, an agent may not', async () => {
  const hall = aTownHall(1);
  const other = await aConventionOf(desk.db, { hall, denouncedOn: '2025-05-10', endsOn: '2025-10-01' });
  await agent.get(`/communes/${hall.insee}`);
  const signed = await agent.post(`/communes/${hall.insee}/conventions`, { signee: '2026-01-05' });
  expect(signed.location).toMatch(/^\/conventions\/[0-9a-f-]{36}\?fait=convention$/);
  const fresh = signed.location!.replace(/\?.*/, '');
  expect(fresh).not.toContain(other);
  expect((await agent.post(`${fresh}/notification`, { notifiee: '2026-01-04' })).status).toBe(422);
  expect((await agent.post(`${fresh}/notification`, { notifiee: '2026-01-10' })).status).toBe(303);
  const dates = { signee: '2026-01-05', notifiee: '2026-01-11', motif: 'Faute' };
  expect((await agent.post(`${fresh}/correction`, dates)).status).toBe(403);
  await supervisor.get(fresh);
  expect((await supervisor.post(`${fresh}/correction`, dates)).status).toBe(303);
  expect((await supervisor.post(`${fresh}/correction`, { ...dates, motif: '' })).status).toBe(422);
  const commune = words((await agent.get(`/communes/${hall.insee}`)).text);
  expect(commune).toContain('Convention : en vigueur');
  expect(commune).toContain('Convention : terminée');
});

test('the merge of communes is shown, then done by a supervisor', async () => {
  await desk.db
    .insertInto('convention')
    .values({ commune_insee: '69152', notified_on: '2021-03-01', denounced_on: null, ends_on: null })
    .execute();
  await supervisor.get('/conventions/fusion');
  const asked = { nouvelle: '69149', anciennes: '69152', motif: 'Commune nouvelle' };
  const preview = await supervisor.post('/conventions/fusion/apercu', asked);
  expect(words(preview.text)).toContain('notifiée le lundi 1er mars 2021');
  const done = await supervisor.post('/conventions/fusion', {
    ...asked,
    _empreinte: hidden(preview.text, '_empreinte'),
  });
  expect(done.location).toBe('/communes/69149?fait=fusion');
  expect((await supervisor.get('/communes/69149')).text).toContain('signée par Pierre-Bénite');
  expect((await supervisor.post('/conventions/fusion/apercu', { ...asked, anciennes: '75056' })).status).toBe(
    422,
  );
});

test('the calendar of a month, the list and its filters, the CSV', async () => {
  const month = anniversary.toPlainYearMonth().toString();
  const { text } = await agent.get(`/conventions?mois=${month}&etat=en-vigueur`);
  expect(text).toContain(`href="${page}"`);
  expect(text.match(/class="entry anniversary"/g)!.length).toBeGreaterThanOrEqual(1);
  expect((await agent.get('/conventions?etat=terminees')).text).not.toContain(`href="${page}"`);
  expect((await agent.get('/conventions?mois=2026-13&etat=xx')).status).toBe(200);
  const csv = (await agent.get('/conventions/anniversaires.csv')).text.split('\r\n');
  expect(csv[0]).toContain('Commune;INSEE;Signée par;État;Notifiée le;Prochain anniversaire');
  expect(csv.length).toBeGreaterThan(58);
});

test('the calendar file is one that calendars read: every anniversary once, lines folded', async () => {
  const { text, headers } = await agent.get('/conventions/anniversaires.ics');
  expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
  const lines = text.split('\r\n');
  expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  const uids = lines.filter((line) => line.startsWith('UID:'));
  expect(new Set(uids).size).toBe(uids.length);
  const day = anniversary.toString().replaceAll('-', '');
  expect(text).toContain(`DTSTART;VALUE=DATE:${day}`);
  expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(
    lines.filter((line) => line === 'END:VEVENT').length,
  );
});

async function referenceOf(conventionId: string): Promise<string> {
  const row = await desk.db
    .selectFrom('convention')
    .innerJoin('request', 'request.id', 'convention.notice_request_id')
    .select('request.reference')
    .where('convention.id', '=', conventionId)
    .executeTakeFirstOrThrow();
  return row.reference;
}

inABrowser('in a real browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  }, 60_000);
  afterAll(() => browser?.close());

  test('with a file chosen and no script, a letter is recorded', async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 800, height: 900 },
    });
    const tab = await context.newPage();
    await tab.goto(`${desk.url}/connexion`);
    await tab.fill('#identifiant', 'paul');
    await tab.fill('#motdepasse', PASSWORD);
    await tab.press('#motdepasse', 'Enter');
    await tab.goto(desk.url + page);
    await tab.click('text=Enregistrer une lettre de dénonciation');
    await tab.fill('#recue', today.toString());
    await tab.setInputFiles('#lettre', { name: 'lettre.pdf', mimeType: 'application/pdf', buffer: pdf });
    await tab.click('text=Voir ce qui va se passer');
    await tab.click('button.primary[data-send]');
    await tab.waitForURL(`**${page}?fait=denonciation**`);
    expect(await tab.textContent('main')).toContain('Dénonciation enregistrée');
    await context.close();
  }, 60_000);

  test.each([360, 768, 1440])(
    'at %i pixels, in light and in dark, nothing is wrong with the pages',
    async (width) => {
      const other = await aConventionOf(desk.db, { hall: aTownHall(2), notifiedOn: notifiedOn.toString() });
      const paths = [
        page,
        `/conventions?mois=${anniversary.toPlainYearMonth()}`,
        `/conventions/${other}`,
        `/conventions/${other}/lettre?quoi=denonciation`,
        `${page}/lettre?quoi=maintien`,
        '/conventions/fusion',
        `/communes/${leavingHall.insee}`,
        '/conventions?etat=signees&mois=2030-02',
        `/demandes/${await referenceOf(id)}`,
      ];
      expect(
        await lookAt({ browser, desk }, { login: 'claire', width, paths, folder: 'conventions' }),
      ).toEqual([]);
    },
    240_000,
  );

  test.each([360, 1440])(
    'at %i pixels, the preview of a letter that came too late is sound',
    async (width) => {
      const late = receptionDay(new Date()).subtract({ years: 4 }).add({ days: 60 });
      const other = await aConventionOf(desk.db, { hall: aTownHall(3), notifiedOn: late.toString() });
      await aListedCommune(desk.db, { hall: aTownHall(3), year: width });
      const context = await browser.newContext({ viewport: { width, height: 900 } });
      const tab = await context.newPage();
      tab.setDefaultTimeout(30_000);
      await tab.goto(`${desk.url}/connexion`);
      await tab.fill('#identifiant', 'paul');
      await tab.fill('#motdepasse', PASSWORD);
      await tab.press('#motdepasse', 'Enter');
      await tab.waitForURL(`${desk.url}/`);
      await tab.goto(`${desk.url}/conventions/${other}/lettre?quoi=denonciation`);
      await tab.fill('#recue', today.toString());
      await tab.setInputFiles('#lettre', { name: 'lettre.pdf', mimeType: 'application/pdf', buffer: pdf });
      await tab.click('text=Voir ce qui va se passer');
      await tab.waitForSelector('.note.warn');
      expect(await tab.textContent('.note.warn')).toContain('Elle compte pour l’anniversaire suivant');
      expect(await violationsOn(tab, { width, name: 'late-letter', folder: 'conventions' })).toEqual([]);
      await context.close();
    },
    120_000,
  );
});
