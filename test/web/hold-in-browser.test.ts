import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { loadRequest } from '../../src/store/desk/load-request.js';
import { findHold } from '../../src/store/hold-replies.js';
import { claimReplies } from '../../src/store/replies.js';
import { receive } from '../support/builders/a-dossier.js';
import { aTownHall } from '../support/builders/a-town-hall.js';
import {
  aDeskInBrowser,
  describeInBrowser,
  endDeskInBrowser,
  pictures,
  signIn,
  tabTo,
  violationsOf,
} from './support/a-browser.js';
import type { TestDesk } from './support/a-desk.js';

const reason = 'Modèle de lettre faux <b>demain</b>';
const fold = '#t-rep';

describeInBrowser('holding all replies by hand, in a real browser', () => {
  let browser: Browser;
  let desk: TestDesk;
  beforeAll(async () => {
    ({ browser, desk } = await aDeskInBrowser({ lea: 'supervisor', paul: 'agent' }));
  }, 60_000);
  afterAll(endDeskInBrowser);

  const statusOf = async (id: string) =>
    (await desk.db.selectFrom('reply').select('status').where('id', '=', id).executeTakeFirstOrThrow())
      .status;

  test.each([true, false])(
    'with JavaScript %s, by Tab and Enter alone: a reason is asked, every agent reads it, what comes due waits, then leaves',
    async (javaScriptEnabled) => {
      const page = await signIn(browser, desk, 'lea', { javaScriptEnabled });
      const paul = await signIn(browser, desk, 'paul', { javaScriptEnabled });
      await page.goto(`${desk.url}/exploitation`);
      await tabTo(page, '[aria-labelledby="t-rep"] summary');
      await page.keyboard.press('Enter');
      await tabTo(page, '#motif');
      await page.keyboard.press('Enter');
      expect(await page.evaluate("document.querySelector('#motif').matches(':invalid')")).toBe(true);
      expect(await findHold(desk.db)).toBeNull();
      await page.keyboard.type(reason);
      await tabTo(page, '[action$="/retenir"] button');
      await page.keyboard.press('Enter');
      await page.waitForURL('**fait=reponses-retenues');
      expect(await page.locator('.all-held').innerText()).toContain(reason);
      expect(await page.locator('#avis').innerText()).toContain('plus aucune réponse ne part');

      await paul.goto(`${desk.url}/`);
      const told = await paul.locator('.all-held').innerText();
      expect(told).toContain(`Retenues par Agent lea`);
      expect(told).toContain(reason);
      expect(await paul.locator('.all-held a').count()).toBe(0);

      const hall = aTownHall(javaScriptEnabled ? 50 : 51);
      const { reference } = await receive(desk.db, hall, { from: 'stagiaire@ailleurs.example' });
      const { id } = (await loadRequest(desk.db, reference))!.replies[0]!;
      expect(await claimReplies(desk.db, [id])).toEqual([]);
      expect(await statusOf(id)).toBe('held');

      await page.goto(`${desk.url}/`);
      await tabTo(page, '.all-held a');
      await page.keyboard.press('Enter');
      await page.waitForURL(`**/exploitation${fold}`);
      expect(await page.locator('main').innerText()).toContain('Une réponse attend.');
      await tabTo(page, 'button[value="envoyer"]');
      await page.keyboard.press('Enter');
      await page.waitForURL('**fait=reponses-reparties');
      expect(await page.locator('.all-held').count()).toBe(0);
      expect(await statusOf(id)).toBe('queued');
      expect(await findHold(desk.db)).toBeNull();
      await paul.reload();
      expect(await paul.locator('.all-held').count()).toBe(0);
      await page.context().close();
      await paul.context().close();
    },
    120_000,
  );

  test('axe finds nothing in any state of it, and a second supervisor is told that it is done', async () => {
    await desk.addAgent('nour', 'supervisor');
    const [page, other] = [await signIn(browser, desk, 'lea'), await signIn(browser, desk, 'nour')];
    for (const each of [page, other]) {
      await each.goto(`${desk.url}/exploitation`);
      await each.click('summary:has-text("Retenir toutes")');
    }
    const found = await violationsOf(page, 'the reason asked');
    for (const each of [page, other]) {
      await each.fill('#motif', reason);
      await each.click('button:has-text("Retenir toutes")');
      await each.waitForSelector('#avis');
    }
    expect(await other.locator('#avis').innerText()).toContain('déjà retenues');
    found.push(...(await violationsOf(page, 'held')), ...(await violationsOf(other, 'held already')));
    for (const width of [360, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: join(pictures, `hold-${width}.png`), fullPage: true });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
    await page.click('button[value="annuler"]');
    await page.waitForURL('**fait=reponses-annulees');
    found.push(...(await violationsOf(page, 'let go, what waited given up')));
    expect(found).toEqual([]);
    await page.context().close();
    await other.context().close();
  }, 120_000);
});
