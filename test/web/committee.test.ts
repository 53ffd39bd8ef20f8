import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { read as readWorkbook, utils } from 'xlsx';
import { projectRoot } from '../../src/config.js';
import { listAudit } from '../../src/store/desk/audit.js';
import { receive } from '../support/builders/a-dossier.js';
import { aList, anOrder } from '../support/builders/a-list.js';
import { aTownHall } from '../support/builders/a-town-hall.js';
import { describeWith, poppler, programOf } from '../support/servers/available.js';
import { aDesk, aVisitor, type TestDesk, type Visitor } from './support/a-desk.js';
import { inABrowser, lookAt, openBrowser } from './support/look-at.js';

/** Years that began: the report counts what the base holds up to today. */
const YEAR = new Date().getUTCFullYear() - 1;
const page = `/bilan?annee=${YEAR}`;
const exports = join(projectRoot, 'artefacts', 'committee');

let desk: TestDesk;
let supervisor: Visitor;

beforeAll(async () => {
  mkdirSync(exports, { recursive: true });
  desk = await aDesk();
  await desk.addAgent('claire', 'supervisor');
  supervisor = aVisitor(desk);
  await supervisor.signIn('claire');
  for (const index of [0, 1, 2]) await aList(desk.db, aTownHall(index), { year: YEAR });
  const opened = { kind: 'open-school' as const, askedOn: `${YEAR}-10-01`, dueOn: `${YEAR}-10-15` };
  const [first, second, third] = aTownHall(0).schools;
  await anOrder(desk.db, aTownHall(0), { ...opened, uai: first!.uai, doneOn: `${YEAR}-10-03` });
  await anOrder(desk.db, aTownHall(0), { ...opened, uai: second!.uai, doneOn: `${YEAR}-10-19` });
  await anOrder(desk.db, aTownHall(0), { ...opened, uai: third!.uai, doneOn: null });
  await desk.db
    .insertInto('school_storage')
    .values({ uai: first!.uai, size_bytes: 4_200_000_000, measured_at: new Date() } as never)
    .execute();
  await receive(desk.db, aTownHall(5), { receivedAt: new Date() });
}, 60_000);
afterAll(() => desk.close());

async function bytesOf(path: string): Promise<Buffer> {
  const cookie = [...supervisor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await fetch(desk.url + path, { headers: { cookie } });
  expect([path, answer.status]).toEqual([path, 200]);
  return Buffer.from(await answer.arrayBuffer());
}

test('the report counts schools, delays kept and missed, and storage, known or not', async () => {
  const { text } = await supervisor.get(page);
  expect(text).toContain('33 % (1 sur 3)');
  expect(text).toContain('4,20');
  expect(text).toContain('inconnu');
  expect(text).toMatch(/dont support technique<\/th><td class="num">33 %/);
});

test('the year that runs tells of forms, with the formula of the time saved', async () => {
  const { text } = await supervisor.get('/bilan');
  expect(text).toMatch(/= 1 × 20 min = 0 h 20/);
});

test('the workbook says the same, numbers as numbers, no formula', async () => {
  const workbook = readWorkbook(await bytesOf(`/bilan/${YEAR}/bilan.xlsx`));
  expect(workbook.SheetNames).toHaveLength(8);
  const rows = utils.sheet_to_json<unknown[]>(workbook.Sheets['Délais d’ouverture']!, {
    header: 1,
    raw: true,
  });
  expect(rows).toContainEqual(['2–3 j', 1, 0]);
  expect(rows).toContainEqual(['15–21 j', 0, 1]);
  const formulas = Object.values(workbook.Sheets).flatMap((sheet) =>
    Object.values(sheet).filter((cell) => cell?.f),
  );
  expect(formulas).toEqual([]);
});

test('a supervisor sets the meeting; its file and its list invite the follow-up persons', async () => {
  expect((await supervisor.get(`/bilan/${YEAR}/invitations.ics`)).status).toBe(404);
  await supervisor.get(page);
  const meeting = {
    annee: String(YEAR),
    jour: `${YEAR + 1}-06-15`,
    heure: '14:00',
    duree: '90',
    lieu: 'Salle 3, Lyon',
    ordre: 'Bilan',
  };
  expect((await supervisor.post('/bilan/reunion', { ...meeting, jour: `${YEAR + 1}-02-30` })).status).toBe(
    422,
  );
  expect((await supervisor.post('/bilan/reunion', meeting)).location).toBe(`${page}&fait=reunion`);
  const ics = (await bytesOf(`/bilan/${YEAR}/invitations.ics`)).toString('utf8');
  expect(ics).toContain(`DTSTART;TZID=Europe/Paris:${YEAR + 1}0615T140000\r\n`);
  expect(ics.match(/^ATTENDEE/gm)).toHaveLength(3);
  await supervisor.get(page);
  await supervisor.post('/bilan/reunion', { ...meeting, annulee: 'oui' });
  const cancelled = (await bytesOf(`/bilan/${YEAR}/invitations.ics`)).toString('utf8');
  expect(cancelled).toMatch(/SEQUENCE:1\r\n/);
  expect(cancelled).toMatch(/METHOD:CANCEL/);
  const csv = (await bytesOf(`/bilan/${YEAR}/invitations.csv`)).toString('utf8');
  expect(csv.trim().split('\r\n')).toHaveLength(4);
  expect(csv).toContain(`Albigny-sur-Saône;Sylvie Durand;followup@mairie-69003.example;${YEAR + 1}-06-15;`);
  expect((await listAudit(desk.db, { verb: 'set-meeting' }, 2))[0]!.facts).toMatchObject({
    isCancelled: true,
    sequence: 1,
  });
});

describeWith.poppler('opened by Poppler', () => {
  test('the report on paper holds each section, its charts told in words', async () => {
    const file = join(exports, 'bilan.pdf');
    writeFileSync(file, await bytesOf(`/bilan/${YEAR}/bilan.pdf`));
    writeFileSync(join(exports, 'bilan.xlsx'), await bytesOf(`/bilan/${YEAR}/bilan.xlsx`));
    writeFileSync(join(exports, 'comite.ics'), await bytesOf(`/bilan/${YEAR}/invitations.ics`));
    const text = execFileSync(programOf(poppler), ['-layout', file, '-'], { encoding: 'utf8' });
    for (const title of [
      'Écoles et communes, mois par mois',
      'Délais d’ouverture',
      'Ce que paient les redevances',
      'Stockage par école',
    ])
      expect(text).toContain(title);
    expect(text).toMatch(/Masse salariale\s+61 %/);
  });
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
      const paths = [page, '/bilan'];
      expect(await lookAt({ browser, desk }, { login: 'claire', width, paths, folder: 'committee' })).toEqual(
        [],
      );
    },
    240_000,
  );
});
