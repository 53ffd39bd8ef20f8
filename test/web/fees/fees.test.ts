import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { read as readWorkbook, utils } from 'xlsx';
import { projectRoot } from '../../../src/config.js';
import { aList } from '../../support/builders/a-list.js';
import { aTownHall } from '../../support/builders/a-town-hall.js';
import { describeWith, poppler, programOf } from '../../support/servers/available.js';
import { aDesk, aVisitor, type TestDesk, type Visitor } from '../support/a-desk.js';
import { inABrowser, lookAt, openBrowser } from '../support/look-at.js';

const YEAR = 2026;
const hall = aTownHall(0);
const page = `/redevances?annee=${YEAR}`;
const ofHall = `/redevances/communes/${hall.insee}?annee=${YEAR}`;
const exports = join(projectRoot, 'artefacts', 'fees');

let desk: TestDesk;
let supervisor: Visitor;
let agent: Visitor;

beforeAll(async () => {
  mkdirSync(exports, { recursive: true });
  desk = await aDesk();
  await desk.addAgent('claire', 'supervisor');
  await desk.addAgent('paul', 'agent');
  supervisor = aVisitor(desk);
  agent = aVisitor(desk);
  await supervisor.signIn('claire');
  await agent.signIn('paul');
  for (const index of [0, 1, 2]) await aList(desk.db, aTownHall(index), { year: YEAR });
  await aList(
    desk.db,
    { ...hall, schools: [{ uai: '0690001A', name: '=HYPERLINK("http://x")' }] },
    { year: YEAR },
  );
}, 60_000);
afterAll(() => desk.close());

const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)![1]!;

async function bytesOf(visitor: Visitor, path: string): Promise<Buffer> {
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await fetch(desk.url + path, { headers: { cookie } });
  expect([path, answer.status]).toEqual([path, 200]);
  return Buffer.from(await answer.arrayBuffer());
}

test('before anything is issued, nothing is exported', async () => {
  for (const kind of ['csv', 'xlsx', 'pdf']) {
    expect((await supervisor.get(`/redevances/${YEAR}/etat.${kind}`)).status).toBe(404);
  }
  expect((await supervisor.get(page)).text).toContain('Émettre 3');
});

test('an agent decides how a groupe scolaire counts; the supervisor sees it, issues, and the list is the treasurer’s', async () => {
  await agent.get(ofHall);
  const uais = hall.schools.slice(0, 2).map(({ uai }) => uai);
  const counting = {
    annee: String(YEAR),
    sorte: 'as-one',
    ecole: uais,
    motif: 'Groupe scolaire, une direction',
  };
  const refused = await agent.post(`/redevances/communes/${hall.insee}/compter`, { ...counting, motif: ' ' });
  expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('Indiquez un motif')]);
  const decided = await agent.post(`/redevances/communes/${hall.insee}/compter`, counting);
  expect(decided.location).toBe(`${ofHall}&fait=comptage`);
  expect((await agent.get(ofHall)).text).toContain('Groupe scolaire, une direction');

  const seen = (await supervisor.get(page)).text;
  const form = { annee: String(YEAR), _empreinte: hidden(seen, '_empreinte') };
  const forged = await supervisor.post('/redevances/emettre', { ...form, _empreinte: 'x' });
  expect([forged.status, forged.text]).toEqual([422, expect.stringContaining('n’est plus ce que montrait')]);
  expect((await supervisor.post('/redevances/emettre', form)).location).toBe(`${page}&fait=releves-emis`);
  const issued = (await supervisor.get(page)).text;
  expect(issued).toContain('RED-2026-0003');
  expect(issued).toContain('Total vérifié');

  const csv = (await bytesOf(supervisor, `/redevances/${YEAR}/etat.csv`)).toString('utf8');
  const lines = csv.trim().split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[1]).toMatch(
    /^RED-2026-0001;1;2026-2027;216900035;Albigny-sur-Saône;69003;2019-10-01;3;150,00;450,00;/,
  );

  const workbook = readWorkbook(await bytesOf(supervisor, `/redevances/${YEAR}/etat.xlsx`));
  expect(workbook.SheetNames).toEqual(['Redevances', 'Écoles', 'Toutes les versions', 'Vérification']);
  const rows = utils.sheet_to_json<unknown[]>(workbook.Sheets['Redevances']!, { header: 1, raw: true });
  expect(rows[1]!.slice(0, 10)).toEqual([
    'RED-2026-0001',
    1,
    '2026-2027',
    '216900035',
    'Albigny-sur-Saône',
    '69003',
    '2019-10-01',
    3,
    150,
    450,
  ]);
  expect(rows.at(-1)!.filter((cell) => cell !== '')).toEqual(['Total', 9, 1350]);
  const cells = Object.values(workbook.Sheets['Écoles']!).filter((cell) => typeof cell?.f === 'string');
  expect(cells).toEqual([]);
}, 60_000);

test('the registry changes: a new version with its reason, and the former one as it was', async () => {
  await aList(desk.db, { ...hall, schools: [{ uai: '0690002B', name: 'École du Port' }] }, { year: YEAR });
  expect((await supervisor.get(page)).text).toContain('à corriger : le registre a changé');
  const former = await bytesOf(supervisor, '/redevances/releves/RED-2026-0001');
  const seen = (await supervisor.get(ofHall)).text;
  const form = {
    annee: String(YEAR),
    _empreinte: hidden(seen, '_empreinte'),
    motif: 'École du Port oubliée',
  };
  const corrected = await supervisor.post(`/redevances/communes/${hall.insee}/corriger`, form);
  expect(corrected.location).toBe(`${ofHall}&fait=releve-corrige`);
  expect((await supervisor.get(ofHall)).text).toContain('RED-2026-0001-V2');
  expect((await bytesOf(supervisor, '/redevances/releves/RED-2026-0001')).equals(former)).toBe(true);
  const rows = (await bytesOf(supervisor, `/redevances/${YEAR}/etat.csv`)).toString('utf8');
  expect(rows).toContain('RED-2026-0001-V2');
  expect(rows).not.toMatch(/^RED-2026-0001;/m);
}, 60_000);

test.each(['RED-2026-9999', 'RED-2026-0001-V9', 'RED-2026-1', '..%2f..%2fetc%2fpasswd', 'RED-2026-0001-V0'])(
  'no statement is called %s',
  async (reference) => {
    expect((await supervisor.get(`/redevances/releves/${reference}`)).status).toBe(404);
  },
);

test('an agent issues nothing and corrects nothing', async () => {
  await agent.get(page);
  for (const path of ['/redevances/emettre', `/redevances/communes/${hall.insee}/corriger`]) {
    expect((await agent.post(path, { annee: String(YEAR), motif: 'x', _empreinte: 'x' })).status).toBe(403);
  }
  expect((await agent.get(page)).text).not.toContain('<button class="primary">Émettre');
});

describeWith.poppler('opened by Poppler', () => {
  const textOf = (bytes: Buffer, name: string) => {
    const file = join(exports, name);
    writeFileSync(file, bytes);
    return execFileSync(programOf(poppler), ['-layout', file, '-'], { encoding: 'utf8' });
  };

  test('a statement says its reference, its schools, why some count otherwise, and its total', async () => {
    const text = textOf(await bytesOf(supervisor, '/redevances/releves/RED-2026-0001-V2'), 'releve.pdf');
    expect(text).toContain('RED-2026-0001-V2');
    expect(text).toContain('216 900 035');
    expect(text.replace(/\s+/g, ' ')).toContain(
      'Ce relevé remplace la version 1. Motif : École du Port oubliée',
    );
    expect(text).toMatch(/Total : 4 écoles\s+600,00 €/);
    expect(text).toContain('Groupe scolaire, une direction');
    expect(text).toContain('=HYPERLINK("http://x")');
  });

  test('the list of a year says each commune, the total and its check', async () => {
    const text = textOf(await bytesOf(supervisor, `/redevances/${YEAR}/etat.pdf`), 'etat.pdf');
    expect(text).toMatch(/Montant total\s+1 500,00 €/);
    expect(text).toMatch(/Total vérifié : la somme des relevés/);
    expect(text).toMatch(/Total\s+10\s+1 500,00 €/);
  });
});

inABrowser('in a real browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
    await aList(
      desk.db,
      { ...aTownHall(1), schools: [{ uai: '0690003C', name: 'École des Monts' }] },
      { year: YEAR },
    );
  }, 60_000);
  afterAll(() => browser?.close());

  test.each([360, 768, 1440])(
    'at %i pixels, light and dark: axe finds nothing and nothing overflows',
    async (width) => {
      const paths = [
        page,
        ofHall,
        `/redevances/communes/${aTownHall(1).insee}?annee=${YEAR}`,
        '/redevances?annee=2030',
      ];
      expect(await lookAt({ browser, desk }, { login: 'claire', width, paths, folder: 'fees' })).toEqual([]);
    },
    240_000,
  );
});
