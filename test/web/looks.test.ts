import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { loadRequest } from '../../src/store/desk/load-request.js';
import { pullBrake } from '../../src/store/hold-replies.js';
import { aTownHall } from '../support/builders/a-town-hall.js';
import {
  aRequestShown,
  aWrongForm,
  describeInBrowser,
  openBrowser,
  pictures,
  signIn,
  violationsOf,
} from './support/a-browser.js';
import { aDesk, type TestDesk } from './support/a-desk.js';
import { addressesOn, addressOf } from './support/addresses.js';

const stranger = { from: 'stagiaire@ailleurs.example' };

/** What must follow the address of a page that shows nothing without it. */
const asked: Readonly<Record<string, readonly string[]>> = {
  '/': ['', '?onglet=sender', '?onglet=all&q=rien-de-tel', '?onglet=all'],
  '/communes/:insee/registre': ['?quoi=set-contact&role=technical', '?quoi=add-school'],
  '/personnes/fiche': [`?adresse=suivi@mairie-${aTownHall(7).insee}.example`],
  '/exploitation/journal': ['?verifier=oui'],
};

describeInBrowser('every page, as it looks', () => {
  let browser: Browser;
  let desk: TestDesk;
  const paths: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    desk = await aDesk();
    await desk.addAgent('lea', 'supervisor');
    const addresses = await addressesOn(desk, 7);
    const wrong = await aRequestShown(desk, 8, { reading: aWrongForm(8) });
    const sender = await aRequestShown(desk, 9, stranger);
    const { replies, messages } = (await loadRequest(desk.db, wrong))!;
    const pages = desk.routes.filter(
      ({ method, url }) => method === 'GET' && !/^\/(assets|healthz|readyz|metrics|direct)/.test(url),
    );
    const all = pages.flatMap(({ url }) =>
      (asked[url] ?? ['']).map((query) => addressOf(url, addresses) + query),
    );
    const ofTwoMore = ['', '/corriger', '/accepter', '/autres', '/expediteur'].flatMap((page) => [
      `/demandes/${wrong}${page}`,
      `/demandes/${sender}${page}`,
    ]);
    const more = [
      ...ofTwoMore,
      `/demandes/${wrong}/reponses/${replies[0]!.id}`,
      `/messages/${messages[0]!.id}`,
      '/nulle-part',
    ];
    const page = await signIn(browser, desk, 'lea');
    for (const path of new Set([...all, ...more])) {
      const answer = await page.request.get(desk.url + path, { maxRedirects: 0 });
      const { 'content-type': type = '', 'content-security-policy': policy = '' } = answer.headers();
      if (answer.status() < 500 && type.startsWith('text/html') && !policy.includes('sandbox'))
        paths.push(path);
      expect([path, answer.status() < 500]).toEqual([path, true]);
    }
    await page.context().close();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
  });

  async function lookAt(page: Page, label: string, width: number, name: string): Promise<string[]> {
    const found: string[] = [];
    const picture = (scheme: string) =>
      page.screenshot({ path: join(pictures, `${name}-${width}-${scheme}.png`), fullPage: true });
    await page.emulateMedia({ colorScheme: 'light' });
    await picture('light');
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    if (wide !== width) found.push(`${label}: ${wide} pixels wide`);
    const hidden = await page.evaluate(
      "[...document.querySelectorAll('.folds')].filter(({ parentElement: box }) => box.scrollWidth > box.clientWidth).length",
    );
    if (width === 360 && hidden !== 0) found.push(`${label}: columns of a table are out of sight`);
    found.push(...(await violationsOf(page, label)));
    await page.emulateMedia({ colorScheme: 'dark' });
    if (width === 1440) await picture('dark');
    /* Nothing but colours differs in the dark. */
    found.push(...(await violationsOf(page, `${label}, in the dark`, 'contrast')));
    return found;
  }

  test.each([360, 768, 1440])(
    'at %i pixels, light and dark: axe finds nothing, nothing overflows, nothing comes from elsewhere, under 100 kB',
    async (width) => {
      expect(paths.length).toBeGreaterThan(30);
      const page = await signIn(browser, desk, 'lea', { viewport: { width, height: 900 } });
      const elsewhere: string[] = [];
      let weight = 0;
      page.on('response', async (answer) => {
        weight += (await answer.body().catch(() => Buffer.alloc(0))).length;
      });
      page.on('request', (request) => {
        if (!request.url().startsWith(desk.url)) elsewhere.push(request.url());
      });
      for (const path of paths) {
        weight = 0;
        await page.goto(desk.url + path);
        await page.waitForTimeout(60);
        const name = path.replace(/LC-\d+-\d+|[0-9a-f-]{36}/g, 'x').replace(/[^a-z0-9]+/gi, '-');
        expect(await lookAt(page, path, width, name)).toEqual([]);
        expect([path, weight < 100_000]).toEqual([path, true]);
        expect(await page.title()).toMatch(/ – Inscriptions laclasse\.com$/);
      }
      expect(elsewhere).toEqual([]);
      await page.context().close();
    },
    900_000,
  );

  test('while all replies are held, every page says so within its width, in both lights', async () => {
    const because = {
      by: 'Agent lea',
      reason: 'Modèle de lettre faux : corrigé avant midi, ne rien envoyer.',
    };
    await desk.db.transaction().execute((tx) => pullBrake(tx, because));
    for (const width of [360, 768, 1440]) {
      const page = await signIn(browser, desk, 'lea', { viewport: { width, height: 900 } });
      for (const path of ['/', '/exploitation', '/tableau-de-bord']) {
        await page.goto(desk.url + path);
        expect(await page.locator('.all-held').innerText()).toContain(because.reason);
        expect(await lookAt(page, path, width, `held${path.replaceAll('/', '-')}`)).toEqual([]);
      }
      await page.context().close();
    }
  }, 300_000);
});
