import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { projectRoot } from '../../../src/config.js';
import { saveShownPart } from '../../../src/store/desk/shown-parts.js';
import { aFormOf, receive } from '../../support/builders/a-dossier.js';
import { aTownHall } from '../../support/builders/a-town-hall.js';
import { aDesk, PASSWORD, type TestDesk } from './a-desk.js';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
export const describeInBrowser = existsSync(CHROMIUM) ? describe : describe.skip;
const axe: string = createRequire(import.meta.url)('axe-core').source;

/** Pictures of each page, to be looked at; never in git. */
export const pictures = join(projectRoot, 'artefacts', 'desk');

export function openBrowser(): Promise<Browser> {
  mkdirSync(pictures, { recursive: true });
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
}

const opened: { close(): Promise<unknown> }[] = [];

/** A browser and a desk of these agents, until `endDeskInBrowser`. */
export async function aDeskInBrowser(
  agents: Record<string, Parameters<TestDesk['addAgent']>[1]>,
): Promise<{ browser: Browser; desk: TestDesk }> {
  const browser = await openBrowser();
  opened.push(browser);
  const desk = await aDesk();
  opened.push(desk);
  for (const [login, role] of Object.entries(agents)) await desk.addAgent(login, role);
  return { browser, desk };
}

export async function endDeskInBrowser(): Promise<void> {
  for (const one of opened.splice(0)) await one.close();
}

export async function signIn(
  browser: Browser,
  desk: TestDesk,
  login: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(`${desk.url}/connexion`);
  await page.fill('#identifiant', login);
  await page.fill('#motdepasse', PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${desk.url}/`);
  return page;
}

/** Presses Tab until this has the focus, as who has no mouse does; fails when it is never reached. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let press = 0; press < 250; press += 1) {
    await page.keyboard.press('Tab');
    const isThere = await page.evaluate(
      `document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`,
    );
    if (!isThere) continue;
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none'")).toBe(
      true,
    );
    return;
  }
  throw new Error(`${selector} is never reached by Tab`);
}

type Violation = { id: string; nodes: { html: string; failureSummary?: string }[] };

/** Every violation that axe finds in the page as it is now (of contrast alone, if asked so), with where. */
export async function violationsOf(
  page: Page,
  where: string,
  only: 'all' | 'contrast' = 'all',
): Promise<string[]> {
  await page.evaluate(axe);
  const rules = only === 'all' ? '' : ", runOnly: ['color-contrast']";
  const { violations } = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations']${rules} })`,
  )) as {
    violations: Violation[];
  };
  return violations.map(({ id, nodes }) => `${where}: ${id} ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
}

const missing = {
  field: 'schools[1].administrator.email',
  code: 'missing',
  severity: 'error',
  where: { sheet: 'Feuille1', cell: 'E11' },
  message: 'L’adresse e-mail de l’administrateur manque.',
  suggestion: null,
} as const;

/** A form whose e-mail of one school is missing, as the reader gives it: the value is null, a problem says why. */
export function aWrongForm(index: number) {
  const form = aFormOf(aTownHall(index), { changes: { kind: 'invalid', problems: [missing] } });
  form.schools[1]!.administrator!.email = null;
  form.unread.push({ sheet: 'Feuille1', cell: 'A14', text: 'ferme en septembre', looksLikeData: true });
  return form;
}

/** A request whose sheet is shown: two schools, the cell of an e-mail left empty, a remark nobody understood. */
export async function aRequestShown(
  desk: TestDesk,
  index: number,
  options: Parameters<typeof receive>[2] = {},
): Promise<string> {
  const { reference, messageId } = await receive(desk.db, aTownHall(index), options);
  const cells = [
    { row: 9, column: 0, text: 'École primaire Jules Ferry' },
    { row: 10, column: 4, text: '' },
    { row: 10, column: 0, text: 'École primaire Marie Curie' },
    { row: 13, column: 0, text: 'ferme en septembre' },
  ].map((cell) => ({ ...cell, rowSpan: 1, columnSpan: 1, isHidden: false }));
  await saveShownPart(
    desk.db,
    { messageId, part: 'document:1.2' },
    { sheets: [{ name: 'Feuille1', isHidden: false, cells }], isCut: false },
  );
  return reference;
}
