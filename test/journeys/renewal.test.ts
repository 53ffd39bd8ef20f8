import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { projectRoot } from '../../src/config.js';
import { readDocument } from '../../src/form/read-document.js';
import { findDocuments } from '../../src/intake/find-documents.js';
import { parseMessage } from '../../src/intake/parse-message.js';
import { silentLog } from '../../src/kernel/log.js';
import { receptionDay } from '../../src/provisioning/deadlines.js';
import { isWorkingDay, lastWorkingDayUpTo } from '../../src/provisioning/working-days.js';
import { loadTemplates } from '../../src/reply/write-reply.js';
import { addAgent } from '../../src/store/desk/agents.js';
import { hashPassword } from '../../src/web/login/password.js';
import { runRenewal } from '../../workers/renewal/run-renewal.js';
import { aService, TEMPLATES } from '../reply/a-reply.js';
import { aCampaign, aListOf2026, daysOf2027, followUpOf } from '../support/builders/a-campaign.js';
import { aLetterWithForm } from '../support/builders/a-letter.js';
import { aStory, endStories, type Story } from '../support/journey/a-story.js';
import { onBothStages } from '../support/journey/stages.js';
import { until } from '../support/journey/until.js';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const SOFFICE = process.env['SOFFICE'] ?? '/usr/bin/soffice';
const PASSWORD = 'craie-cahier-compas-42';
const most = 100_000;
const brakes = { addressPerHour: most, addressPerDay: most, requestPerDay: most, servicePerHour: most };

beforeAll(() => loadTemplates(TEMPLATES));
afterEach(endStories);

/** A campaign opened ten days ago, whose letters leave on the last working morning. */
async function theLetterLeaves(story: Story): Promise<void> {
  const today = receptionDay(new Date());
  const days = {
    ...{
      ...daysOf2027,
      opensOn: today.subtract({ days: 10 }),
      remindsOn: [],
      lastDay: today.add({ days: 20 }),
    },
    ...{ removalsFrom: today, applyBy: today.add({ days: 60 }) },
  };
  await aCampaign(story.db, { days });
  const morning = lastWorkingDayUpTo(today.subtract({ days: 1 })).toPlainDateTime({ hour: 10 });
  const now = new Date(morning.toZonedDateTime('Europe/Paris').epochMilliseconds);
  expect(isWorkingDay(receptionDay(now))).toBe(true);
  await runRenewal({
    ...{ db: story.db, log: silentLog, service: aService, replies: 'send', brakes, closures: new Set() },
    ...{ ownAddresses: [aService.email], clock: { now: () => now }, queues: { enqueue: async () => {} } },
    printReference: (reference) => reference,
  });
}

/** As the follow-up person fills it in LibreOffice: the third school leaves, the first has another administrator. */
async function filledInLibreOffice(sent: Buffer): Promise<{ name: string; bytes: Buffer }> {
  const [workbook] = findDocuments(parseMessage(sent), []).documents;
  const reading = await readDocument(workbook!);
  expect(reading.schools.map(({ action }) => action?.value)).toEqual(['keep', 'keep', 'keep']);
  const [first, , third] = reading.schools;
  const typed = {
    [third!.action!.at.cell]: 'radiation',
    [first!.action!.at.cell]: 'changement d’administrateur',
    [first!.administrator!.firstName!.at.cell]: 'Lucie',
    [first!.administrator!.lastName!.at.cell]: 'Faure',
    [first!.administrator!.email!.at.cell]: 'lucie.faure@ac-lyon.example',
  };
  const folder = mkdtempSync(join(tmpdir(), 'renewal-'));
  const file = join(folder, 'liste.xlsx');
  writeFileSync(file, workbook!.bytes);
  const cells = Object.entries(typed).map(([cell, text]) => `${cell}=${text}`);
  const run = spawnSync(
    process.execPath,
    [join(projectRoot, 'scripts/fill-in-libreoffice.mjs'), file, ...cells],
    {
      encoding: 'utf8',
    },
  );
  expect([run.status, run.stderr]).toEqual([0, '']);
  const bytes = readFileSync(file);
  rmSync(folder, { recursive: true });
  return { name: workbook!.name, bytes };
}

onBothStages('the renewal of a list', (stage) => {
  (existsSync(CHROMIUM) && existsSync(SOFFICE) ? test : test.skip)(
    'a workbook received, filled in LibreOffice, sent back, seen at the desk, answered and applied',
    async () => {
      const story = await aStory(stage);
      const hall = await aListOf2026(story.db, 0);
      const service = await story.start({ UNDO_WINDOW_MS: '500' });
      await theLetterLeaves(story);
      const letter = await until('the opening letter is sent', async () => {
        const row = await story.db
          .selectFrom('reply')
          .selectAll()
          .where('kind', '=', 'renewal-opening')
          .executeTakeFirst();
        return row?.status === 'sent' && row;
      });
      expect([letter.recipient, letter.cc]).toEqual([
        followUpOf(hall),
        `informatique@mairie-${hall.insee}.example`,
      ]);
      const { raw } = story.sink.mails().find((mail) => mail.raw.includes(letter.rfc_message_id))!;

      const answer = aLetterWithForm(hall, {
        form: await filledInLibreOffice(raw),
        ...{ subject: `Re: ${letter.subject}`, headers: [`In-Reply-To: ${letter.rfc_message_id}`] },
      });
      const standing = await story.receive(answer);
      expect(standing).toMatchObject({ outcome: 'ask-agent', requestStatus: 'awaiting-agent' });
      expect([...standing.reasons].sort()).toEqual(['administrator_replaced', 'removal_asked']);

      await addAgent(story.db, {
        ...{ login: 'agent', name: 'Agent', role: 'agent', passwordHash: await hashPassword(PASSWORD) },
      });
      await acceptedAtTheDesk(service.webUrl, standing.request!);

      const reply = await until('the answer is sent', async () => {
        const row = await story.db
          .selectFrom('reply')
          .selectAll()
          .where('kind', '=', 'renewal-answer')
          .executeTakeFirst();
        return row?.status === 'sent' && row;
      });
      expect(reply.text_body.replace(/\s+/g, ' ')).toMatch(/Lucie Faure.*Écoles retirées/);
      await until('everything is applied', async () => {
        const rows = await story.db
          .selectFrom('access_order')
          .select(['kind', 'status'])
          .orderBy('kind')
          .execute();
        const kinds = rows.map(({ kind }) => kind);
        return (
          rows.every(({ status }) => status === 'done') &&
          kinds.join() === 'close-school,replace-administrator'
        );
      });
      const list = async (year: number) => {
        const rows = await story.db
          .selectFrom('listed_school')
          .select(['uai', 'administrator'])
          .where('school_year', '=', year)
          .orderBy('uai')
          .execute();
        return rows.map(({ administrator }) => administrator.lastName);
      };
      expect([await list(2026), await list(2027)]).toEqual([
        ['Durand', 'Mercier', 'Haddad'],
        ['Faure', 'Mercier'],
      ]);
    },
    240_000,
  );
});

/** Whoever decides sees last year and this year side by side, ticks the school that leaves, and accepts. */
async function acceptedAtTheDesk(url: string, reference: string): Promise<void> {
  const folder = join(projectRoot, 'artefacts', 'renewal-journey');
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
    await page.goto(`${url}/connexion`);
    await page.fill('[name=identifiant]', 'agent');
    await page.fill('[name=motdepasse]', PASSWORD);
    await page.press('[name=motdepasse]', 'Enter');
    await page.waitForURL(`${url}/`);
    await page.goto(`${url}/demandes/${reference}`);
    expect(await page.textContent('main')).toContain('L’an dernier et cette année');
    await page.screenshot({ path: join(folder, '1-dossier.png'), fullPage: true });
    await page.goto(`${url}/reconduction?annee=2027`);
    await page.screenshot({ path: join(folder, '2-campagne.png'), fullPage: true });
    await page.goto(`${url}/demandes/${reference}/accepter`);
    await page.check('[name=radier]');
    await page.click('button[formaction$="/apercu"]');
    await page.waitForFunction("document.querySelector('#changements').textContent.includes('Jean Moulin')");
    await page.screenshot({ path: join(folder, '3-accepter.png'), fullPage: true });
    await page.click('[data-send]');
    await page.waitForURL((at) => at.pathname === `/demandes/${reference}`);
    await page.screenshot({ path: join(folder, '4-accepte.png'), fullPage: true });
  } finally {
    await browser.close();
  }
}
