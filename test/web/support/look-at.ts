import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { projectRoot } from '../../../src/config.js';
import { PASSWORD, type TestDesk } from './a-desk.js';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const axe: string = createRequire(import.meta.url)('axe-core').source;

/** `describe`, left out where the machine has no browser. */
export const inABrowser = existsSync(CHROMIUM) ? describe : describe.skip;

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
}

type Violation = { id: string; nodes: { html: string; failureSummary?: string }[] };

/** What axe finds, and what overflows, on the page shown, in light and in dark; a picture of each. */
export async function violationsOn(
  page: Page,
  { width, name, folder }: { width: number; name: string; folder: string },
): Promise<string[]> {
  const pictures = join(projectRoot, 'artefacts', folder);
  mkdirSync(pictures, { recursive: true });
  const faults: string[] = [];
  await page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true");
  await page.evaluate(axe);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    if (wide !== width) faults.push(`${wide} pixels wide`);
    const { violations } = (await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")) as {
      violations: Violation[];
    };
    for (const { id, nodes } of violations)
      faults.push(`${colorScheme}: ${id} ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
  }
  return faults;
}

/**
 * Looks at pages at a width, in light and in dark: what axe finds, what overflows, what comes from elsewhere; each a
 * line. Pictures go to `artefacts/<folder>`.
 */
export async function lookAt(
  { browser, desk }: { browser: Browser; desk: TestDesk },
  { login, width, paths, folder }: { login: string; width: number; paths: readonly string[]; folder: string },
): Promise<string[]> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const faults: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(desk.url)) faults.push(`from elsewhere: ${request.url()}`);
  });
  await page.goto(`${desk.url}/connexion`);
  await page.fill('#identifiant', login);
  await page.fill('#motdepasse', PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${desk.url}/`);
  for (const [index, path] of paths.entries()) {
    const answer = await page.goto(desk.url + path);
    if (answer?.status() !== 200) faults.push(`${path}: ${answer?.status()}`);
    const found = await violationsOn(page, { width, name: String(index), folder });
    faults.push(...found.map((fault) => `${path}: ${fault}`));
  }
  await context.close();
  return faults;
}
