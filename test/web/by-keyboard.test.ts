import type { Browser } from 'playwright-core';
import { loadRequest } from '../../src/store/desk/load-request.js';
import {
  aDeskInBrowser,
  aRequestShown,
  aWrongForm,
  describeInBrowser,
  endDeskInBrowser,
  signIn as signInTo,
  tabTo,
  violationsOf,
} from './support/a-browser.js';
import { aVisitor, PASSWORD, type TestDesk } from './support/a-desk.js';

const stranger = { from: 'stagiaire@ailleurs.example' };
const email = '[name="schools[1].administrator.email"]';

describeInBrowser('without a mouse', () => {
  let browser: Browser;
  let desk: TestDesk;
  beforeAll(async () => {
    ({ browser, desk } = await aDeskInBrowser({ lea: 'supervisor', paul: 'agent' }));
  }, 60_000);
  afterAll(endDeskInBrowser);
  const signIn = (login = 'lea', options: Parameters<Browser['newContext']>[0] = {}) =>
    signInTo(browser, desk, login, options);
  const requestOf = async (reference: string) => (await loadRequest(desk.db, reference))!;

  test.each([true, false])(
    'with JavaScript %s, by Tab and Enter alone: sign in, open, look, confirm and accept, take back',
    async (javaScriptEnabled) => {
      const reference = await aRequestShown(desk, javaScriptEnabled ? 20 : 21, stranger);
      const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
      page.setDefaultTimeout(30_000);
      await page.goto(`${desk.url}/connexion?vers=%2F%3Fonglet%3Dsender`);
      await page.focus('#identifiant');
      await page.keyboard.type('lea');
      await page.keyboard.press('Tab');
      await page.keyboard.type(PASSWORD);
      await page.keyboard.press('Enter');
      await page.waitForURL('**onglet=sender');
      const open = async (selector: string, then: string) => {
        await tabTo(page, selector);
        await page.keyboard.press('Enter');
        await page.waitForURL(then);
      };
      await open(`#t-${reference}`, `**/demandes/${reference}`);
      await open('nav.decide a[href$="/expediteur"]', '**/expediteur');
      await open('[data-send]', `**/demandes/${reference}`);
      expect((await requestOf(reference)).request.status).toBe('accepted');
      await open('#avis button', '**fait=annule**');
      expect((await requestOf(reference)).request.status).toBe('awaiting-agent');
      await page.context().close();
    },
    120_000,
  );

  test.each([true, false])(
    'with JavaScript %s a cell shows what was read of it, under the mouse and under the focus, and leads to its field',
    async (javaScriptEnabled) => {
      const rank = javaScriptEnabled ? 22 : 23;
      const reference = await aRequestShown(desk, rank, { reading: aWrongForm(rank) });
      const page = await signIn('lea', { javaScriptEnabled });
      await page.goto(`${desk.url}/demandes/${reference}`);
      const seen = (tone: string) => page.locator(`td.${tone} .seen`).first();
      const said = (tone: string) => page.locator(`td.${tone} .reads`).first();
      expect(await said('value:has-text("Nom de l’école")').isVisible()).toBe(false);
      await seen('value:has-text("Nom de l’école")').hover();
      expect(await said('value:has-text("Nom de l’école")').isVisible()).toBe(true);
      expect(await said('value:has-text("Nom de l’école")').textContent()).toContain('Lu : Nom de l’école');
      await page.mouse.move(0, 0);
      await seen('wrong').focus();
      expect(await said('wrong').textContent()).toContain('manque');
      expect(await said('wrong').isVisible()).toBe(true);
      await seen('unread').focus();
      expect(await said('unread').textContent()).toContain('non comprise');
      if (javaScriptEnabled) {
        await page.keyboard.press('ArrowUp');
        expect(await page.evaluate("document.activeElement.matches('.seen:not(.unread .seen)')")).toBe(true);
        await page.keyboard.press('ArrowDown');
        expect(await page.evaluate("document.activeElement.matches('.unread .seen')")).toBe(true);
        expect(await page.locator('.seen[tabindex="0"]').count()).toBe(1);
      }
      await seen('wrong').focus();
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.name')).toBe('schools[1].administrator.email');
      await page.context().close();
    },
    90_000,
  );

  test('what was typed is saved on the way to a decision', async () => {
    const reference = await aRequestShown(desk, 24, { reading: aWrongForm(24) });
    const page = await signIn('paul');
    await page.goto(`${desk.url}/demandes/${reference}`);
    await page.fill(email, 'marie.curie@ac-lyon.example');
    await page.waitForSelector('#bilan:has-text("rien à redire")');
    await page.keyboard.press('Escape');
    await page.keyboard.press('a');
    await page.waitForURL('**/accepter');
    expect((await requestOf(reference)).readings[0]!.edits).toMatchObject([
      { value: 'marie.curie@ac-lyon.example', agent: { name: 'Agent paul' } },
    ]);
    await page.context().close();
  }, 60_000);

  test('the preview follows the sentence as it is written, and what it shows is what leaves', async () => {
    const reference = await aRequestShown(desk, 25, { reading: aWrongForm(25) });
    const page = await signIn();
    await page.goto(`${desk.url}/demandes/${reference}/corriger`);
    expect(await page.locator('#apercu table.sheet td.wrong').count()).toBe(1);
    await page.fill('textarea[name^="phrase:"]', 'Qui dirige cette école ?');
    await page.waitForSelector('#apercu .mail-text:has-text("Qui dirige cette école")');
    await page.waitForSelector('[data-preview-status]:has-text("à jour")');
    expect(await page.evaluate('document.activeElement.name')).toMatch(/^phrase:/);
    await page.click('summary:has-text("mise en page")');
    const frame = page.frameLocator('iframe[name="lettre"]');
    await frame.locator('text=Qui dirige cette école').first().waitFor();
    expect(await violationsOf(page, 'corrections, laid out')).toEqual([]);
    await page.click('text=Envoyer à la commune');
    await page.waitForURL(`**/demandes/${reference}`);
    expect((await requestOf(reference)).replies.at(-1)!.text).toContain('Qui dirige cette école');
    await page.context().close();
  }, 60_000);

  test('without JavaScript a sentence changed since the preview is shown before it leaves', async () => {
    const reference = await aRequestShown(desk, 26, { reading: aWrongForm(26) });
    const page = await signIn('lea', { javaScriptEnabled: false });
    await page.goto(`${desk.url}/demandes/${reference}/corriger`);
    await page.fill('textarea[name^="phrase:"]', 'Qui dirige cette école ?');
    await page.click('text=Envoyer à la commune');
    expect(await page.textContent('#avis')).toContain('Relisez-le');
    expect(await page.textContent('#apercu')).toContain('Qui dirige cette école');
    expect((await requestOf(reference)).actions).toEqual([]);
    await page.click('text=Envoyer à la commune');
    expect((await requestOf(reference)).actions).toHaveLength(1);
    await page.context().close();
  }, 60_000);

  test('the keys are shown over the page, which is found again as it was', async () => {
    const reference = await aRequestShown(desk, 27, stranger);
    const page = await signIn();
    await page.goto(`${desk.url}/?onglet=sender`);
    await page.focus(`#t-${reference}`);
    await page.keyboard.press('?');
    await page.waitForSelector('dialog[open]:has-text("Raccourcis clavier")');
    expect(await violationsOf(page, 'the keys')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog[open]', { state: 'hidden' });
    expect(await page.evaluate('document.activeElement.id')).toBe(`t-${reference}`);
    await page.context().close();
  }, 60_000);

  test('who looks at a request is told at once what somebody else did, without losing the focus', async () => {
    const reference = await aRequestShown(desk, 28, stranger);
    const page = await signIn('paul');
    await page.goto(`${desk.url}/demandes/${reference}`);
    await page.focus('[name="contacts.followUp.jobTitle"]');
    const lea = aVisitor(desk);
    await lea.signIn('lea');
    const { text } = await lea.get(`/demandes/${reference}/autres`);
    await lea.post(`/demandes/${reference}/clore`, {
      _version: /name="_version" value="(\d+)"/.exec(text)![1]!,
      issue: 'closed',
      motif: 'Réglé au téléphone',
    });
    await page.waitForSelector('[data-state]:has-text("vient de changer")');
    expect(await page.textContent('[data-state]')).toContain('Agent lea');
    expect(await page.evaluate('document.activeElement.name')).toBe('contacts.followUp.jobTitle');
    expect(await violationsOf(page, 'a request that changed')).toEqual([]);
    await page.context().close();
  }, 60_000);

  test('axe finds nothing in the states that a page goes through', async () => {
    const [one, two, wrong] = [
      await aRequestShown(desk, 30, stranger),
      await aRequestShown(desk, 31, stranger),
      await aRequestShown(desk, 32, { reading: aWrongForm(32) }),
    ];
    const [page, other] = [await signIn(), await signIn('paul')];
    const found: string[] = [];
    const look = async (state: string) => found.push(...(await violationsOf(page, state)));
    await page.goto(`${desk.url}/?onglet=sender`);
    await page.click(`#b-${one}`);
    await page.waitForSelector('#avis');
    await look('a request taken');
    await page.click('button:has-text("Pas un formulaire")');
    await page.waitForSelector('#avis:has-text("Cochez")');
    await look('nothing ticked');
    for (const each of [page, other]) await each.goto(`${desk.url}/demandes/${two}/expediteur`);
    await other.click('text=Confirmer et accepter');
    await other.waitForURL(`**/demandes/${two}`);
    await page.click('text=Confirmer et accepter');
    await page.waitForSelector('text=a changé pendant');
    await look('a conflict between two agents');
    await page.goto(`${desk.url}/demandes/${two}`);
    await look('accepted, and may be taken back');
    await page.goto(`${desk.url}/demandes/${two}/accepter`);
    await look('nothing to accept any more');
    await page.goto(`${desk.url}/demandes/${wrong}`);
    await page.fill(email, 'pas une adresse');
    await page.waitForSelector('#bilan:has-text("erreur")');
    await look('a wrong value typed');
    await page.fill(email, 'marie.curie@ac-lyon.example');
    await page.click('text=Enregistrer les corrections');
    await page.waitForSelector('.says.by');
    expect(await page.locator('td.mended').count()).toBe(1);
    await look('a field corrected by an agent');
    await page.goto(`${desk.url}/demandes/${wrong}/autres`);
    await page.check('#i-2');
    await page.fill('#motif', 'Adresse douteuse');
    await page.click('button:has-text("Classer")');
    await page.waitForURL(`**/demandes/${wrong}`);
    await look('in quarantine');
    await page.click('.who button');
    await page.waitForURL('**/connexion**');
    await page.fill('#identifiant', 'lea');
    await page.fill('#motdepasse', 'ce-n-est-pas-cela');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=alert], #avis, .note');
    await look('a wrong password');
    expect(found).toEqual([]);
    await page.context().close();
    await other.context().close();
  }, 180_000);
});
