import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { loadRequest } from '../../src/store/desk/load-request.js';
import { receive } from '../support/builders/a-dossier.js';
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
import { theOdsOfTheDemo } from './support/the-ods-of-the-demo.js';

const former = 'École <b>mal</b> lue';

describeInBrowser('reading again, in a real browser', () => {
  let browser: Browser;
  let desk: TestDesk;
  let mail: Awaited<ReturnType<typeof theOdsOfTheDemo>>;
  beforeAll(async () => {
    ({ browser, desk } = await aDeskInBrowser({ lea: 'agent' }));
    mail = await theOdsOfTheDemo();
  }, 60_000);
  afterAll(endDeskInBrowser);

  /** The demo's mail from a stranger, read as today, or as rules of before had misread the name of its first school. */
  async function aRequest(isMisread: boolean): Promise<string> {
    const { hall, reading, ...rest } = mail;
    const [first, ...others] = reading.schools;
    const name = { ...first!.name!, value: former, writtenAs: former };
    const read = isMisread ? { ...reading, schools: [{ ...first!, name }, ...others] } : reading;
    const raw = Buffer.concat([Buffer.from(`X-Number: ${randomUUID()}\r\n`), mail.raw]);
    const from = `${randomUUID()}@ailleurs.example`;
    return (await receive(desk.db, hall, { ...rest, from, raw, reading: read })).reference;
  }
  const verbsOn = async (reference: string) =>
    (await loadRequest(desk.db, reference))!.actions.map(({ verb }) => verb);
  async function follow(page: Page, selector: string, then: string) {
    await tabTo(page, selector);
    await page.keyboard.press('Enter');
    await page.waitForURL(then);
  }

  test.each([true, false])(
    'with JavaScript %s, by Tab and Enter alone: what one request would become is shown, left, then asked for',
    async (javaScriptEnabled) => {
      const reference = await aRequest(true);
      const page = await signIn(browser, desk, 'lea', { javaScriptEnabled });
      await page.goto(`${desk.url}/demandes/${reference}/autres`);
      await follow(page, 'a[href$="/relire"]', '**/relire');
      const row = await page.locator('main tbody tr').first().innerText();
      expect(row).toContain(former);
      expect(row).toContain(mail.reading.schools[0]!.name!.writtenAs);
      if (javaScriptEnabled) expect(await violationsOf(page, 'what would change')).toEqual([]);
      await follow(page, `a.button[href="/demandes/${reference}"]`, `**/demandes/${reference}`);
      expect(await verbsOn(reference)).toEqual([]);

      await page.goto(`${desk.url}/demandes/${reference}/relire`);
      await follow(page, 'form[data-main] button', `**/demandes/${reference}`);
      expect(await verbsOn(reference)).toEqual(['reread']);
      await page.context().close();
    },
    120_000,
  );

  test.each([true, false])(
    'with JavaScript %s, by Tab, Space and Enter: several are ticked in the queue, and only those that would change are asked for',
    async (javaScriptEnabled) => {
      const [changed, same] = [await aRequest(true), await aRequest(false)];
      const page = await signIn(browser, desk, 'lea', { javaScriptEnabled });
      for (const reference of [changed, same]) expect(await verbsOn(reference)).toEqual([]);
      await page.goto(`${desk.url}/?onglet=all`);
      for (const reference of [changed, same]) {
        await tabTo(page, `#c-${reference}`);
        await page.keyboard.press('Space');
      }
      await follow(page, '[formaction$="/relire/apercu"]', '**/file/relire/apercu');
      expect(await page.locator('input[name="dossier"]').count()).toBe(2);
      expect(await page.locator(`input[value^="${changed}:"]`).isChecked()).toBe(true);
      expect(await page.locator(`input[value^="${same}:"]`).isChecked()).toBe(false);
      for (const width of [360, 768, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        await page.screenshot({ path: join(pictures, `reread-several-${width}.png`), fullPage: true });
        if (javaScriptEnabled) expect(await violationsOf(page, `several, ${width} pixels`)).toEqual([]);
      }
      await follow(page, 'form[data-main] .decide button', '**fait=relecture**');
      expect(await verbsOn(changed)).toEqual(['reread']);
      expect(await verbsOn(same)).toEqual([]);
      if (javaScriptEnabled) expect(await violationsOf(page, 'the queue, after it')).toEqual([]);
      await page.context().close();
    },
    120_000,
  );

  test('with nothing ticked, nothing is read, and the queue says so', async () => {
    const page = await signIn(browser, desk, 'lea', { javaScriptEnabled: false });
    await page.goto(`${desk.url}/?onglet=all`);
    await page.click('[formaction$="/relire/apercu"]');
    expect(await page.locator('#avis').innerText()).toContain('Cochez');
    await page.context().close();
  }, 60_000);
});
