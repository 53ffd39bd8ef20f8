import { strFromU8, unzipSync } from 'fflate';
import { receive } from '../support/builders/a-dossier.js';
import { aTownHall } from '../support/builders/a-town-hall.js';
import { aDesk, aVisitor, type TestDesk, type Visitor } from './support/a-desk.js';
import { addressOf } from './support/addresses.js';
import { formulas, payloads, strangeTags } from './support/strange-tags.js';

const hall = aTownHall(3);
const page = `/communes/${hall.insee}`;
const uai = hall.schools[0]!.uai;
const password = 'craie-cahier-compas-42';

let desk: TestDesk;
let supervisor: Visitor;
let reference: string;
let messageId: string;
beforeAll(async () => {
  desk = await aDesk();
  await desk.addAgent('lea', 'supervisor');
  supervisor = aVisitor(desk);
  await supervisor.signIn('lea');
  ({ reference, messageId } = await receive(desk.db, hall));
});
afterAll(() => desk.close());

const hidden = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
const visible = (text: string) => text.replaceAll('\u0000', '');

/** Writes `payload` wherever somebody of the team may write; answers how the correction of the registry ended. */
async function writeEverywhere(payload: string, number: number): Promise<number> {
  const account = { identifiant: `agent-${number}`, nom: payload, role: 'supervisor', motdepasse: password };
  await supervisor.get('/exploitation');
  await supervisor.post('/exploitation/agents', account);
  const someone = aVisitor(desk);
  await someone.signIn(`agent-${number}`, password);

  await someone.get(`${page}/registre?quoi=set-administrator&uai=${uai}`);
  const asked = {
    ...{ quoi: 'set-administrator', uai, firstName: 'Louise', lastName: 'Michel', motif: payload },
    ...{ jobTitle: payload, email: `louise${number}@ac-lyon.example`, phone: '04 72 90 03 19' },
  };
  const seen = await someone.post(`${page}/registre/apercu`, asked);
  expect([seen.status < 500, strangeTags(seen.text)]).toEqual([true, []]);
  const sent = {
    ...asked,
    _empreinte: hidden(seen.text, '_empreinte'),
    _action: hidden(seen.text, '_action'),
  };
  const done = await someone.post(`${page}/registre`, sent);
  expect([done.status < 500, strangeTags(done.text)]).toEqual([true, []]);

  await someone.get('/exploitation');
  await someone.post('/exploitation/retenir', { motif: payload });
  const told = await someone.get('/exploitation');
  expect(strangeTags(told.text)).toEqual([]);
  const brake = /action="(\/exploitation\/freins\/[0-9a-f-]{36})"/.exec(told.text)?.[1];
  if (brake !== undefined) await someone.post(brake, { toutes: 'oui', retenues: 'envoyer' });
  return done.status;
}

test.each([...payloads, ...formulas].map((payload, number) => [payload, number] as const))(
  '%j written by hand in the registry, its reasons, a name or a brake is only ever words, on every page',
  async (payload, number) => {
    await writeEverywhere(payload, number);
    for (const path of [
      page,
      `/ecoles/${uai}`,
      `/ecoles?q=${encodeURIComponent(visible(payload))}`,
      `/personnes/fiche?adresse=louise${number}@ac-lyon.example`,
      `/demandes/${reference}`,
      `/messages/${messageId}`,
      '/exploitation',
      '/exploitation/journal',
      '/conventions',
      '/echeances',
      '/reconduction',
    ]) {
      const { status, text } = await supervisor.get(path);
      expect([path, status < 500, strangeTags(text)]).toEqual([path, true, []]);
    }
  },
  60_000,
);

test('a function title that looks like a formula is kept as it was written', async () => {
  const status = await writeEverywhere('=Directrice', 90);
  expect(status).toBe(303);
  expect((await supervisor.get(`/ecoles/${uai}`)).text).toContain('=Directrice');
}, 60_000);

test('in no export is a cell of ours a formula, whoever wrote it', async () => {
  const exports = desk.routes
    .filter(({ method, url }) => method === 'GET' && /\.(csv|xlsx)$/.test(url))
    .map(({ url }) => addressOf(url, { ':number': '0', ':insee': hall.insee }));
  expect(exports.length).toBeGreaterThan(6);
  for (const path of exports) {
    const { status, headers } = await supervisor.get(path);
    expect([200, 404, 303]).toContain(status);
    if (status !== 200) continue;
    expect(headers['content-disposition']).toMatch(/^attachment; /);
    const answer = await fetch(desk.url + path, {
      headers: { cookie: [...supervisor.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (path.endsWith('.xlsx')) {
      const parts = Object.values(unzipSync(bytes)).map((part) => strFromU8(part));
      expect([path, parts.filter((part) => /<f[ >]/.test(part))]).toEqual([path, []]);
      continue;
    }
    const active = cellsOf(Buffer.from(bytes).toString('utf8')).filter((cell) =>
      /^\s*[=+\-@\t\r]/.test(cell),
    );
    expect([path, active]).toEqual([path, []]);
  }
  const journal = (await supervisor.get('/exploitation/journal.csv')).text;
  for (const formula of formulas) expect(journal).toContain(formula.trim().replaceAll('"', '""'));
}, 60_000);

/** The cells of a CSV as a spreadsheet cuts them. */
function cellsOf(csv: string): string[] {
  const cells = csv.replace(/^\uFEFF/, '').matchAll(/"((?:[^"]|"")*)"|([^;\r\n"]+)/g);
  return [...cells].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '');
}
