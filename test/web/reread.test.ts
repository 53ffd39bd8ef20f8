import { randomUUID } from 'node:crypto';
import type { Reading } from '../../src/form/reading.js';
import { loadRequest } from '../../src/store/desk/load-request.js';
import { receive } from '../support/builders/a-dossier.js';
import { aTownHall } from '../support/builders/a-town-hall.js';
import { aDesk, aVisitor, type TestDesk, type Visitor } from './support/a-desk.js';
import { theOdsOfTheDemo } from './support/the-ods-of-the-demo.js';

let desk: TestDesk;
let agent: Visitor;
let mail: Awaited<ReturnType<typeof theOdsOfTheDemo>>;
beforeAll(async () => {
  desk = await aDesk();
  await desk.addAgent('lea', 'agent');
  agent = aVisitor(desk);
  await agent.signIn('lea');
  mail = await theOdsOfTheDemo();
});
afterAll(() => desk.close());

/** The demo's mail, each time another one. */
function theMail() {
  const number = Buffer.from(`X-Number: ${randomUUID()}\r\n`);
  return { ...mail, from: `${randomUUID()}@ailleurs.example`, raw: Buffer.concat([number, mail.raw]) };
}

/** The demo's mail, as rules of before had read it: another name for the first school, one problem fewer. */
async function readBefore(): Promise<string> {
  const { reading, ...rest } = theMail();
  const [first, ...others] = reading.schools;
  const name = { ...first!.name!, value: 'École <b>mal</b> lue', writtenAs: 'École <b>mal</b> lue' };
  const old: Reading = {
    ...reading,
    schools: [{ ...first!, name }, ...others],
    problems: reading.problems.slice(1),
  };
  return (await receive(desk.db, rest.hall, { ...rest, reading: old })).reference;
}

const asked = () => desk.db.selectFrom('reread').selectAll().execute();

test('what reading again would change is shown before it is asked: values, problems, and nothing is kept', async () => {
  const reference = await readBefore();
  const before = await loadRequest(desk.db, reference);
  const { status, text } = await agent.get(`/demandes/${reference}/relire`);
  expect(status).toBe(200);
  expect(text).toContain('École &lt;b&gt;mal&lt;/b&gt; lue');
  expect(text).toContain(mail.reading.schools[0]!.name!.writtenAs.replaceAll("'", '&#39;'));
  expect(text).toContain('changerait');
  expect(text).toContain('Serait signalé');
  expect(await loadRequest(desk.db, reference)).toEqual(before);
  expect(await asked()).toEqual([]);
}, 60_000);

test('several are previewed together, those that would change are ticked, and each is asked for once', async () => {
  const changed = await readBefore();
  const { reading, ...rest } = theMail();
  const same = (await receive(desk.db, rest.hall, { ...rest, reading })).reference;
  const none = (await receive(desk.db, aTownHall(9), { reading: null })).reference;
  const versionOf = async (reference: string) => (await loadRequest(desk.db, reference))!.request.version;
  const dossier = await Promise.all(
    [changed, same, none].map(async (one) => `${one}:${await versionOf(one)}`),
  );
  const { text } = await agent.post('/file/relire/apercu', { dossier, retour: '//ailleurs.example' });
  expect(text).not.toContain('ailleurs.example');
  const ticks = [...text.matchAll(/value="(LC-[\d-]+:\d+)"( checked)?/g)];
  expect(ticks.map(([, value, checked]) => [value, checked !== undefined])).toEqual(
    expect.arrayContaining([
      [dossier[0], true],
      [dossier[1], false],
      [dossier[2], false],
    ]),
  );
  expect(text).toContain('inchangé');
  expect(text).toContain('Aucun document à relire.');

  const done = await agent.post('/file/relire', { dossier: [dossier[0]!, dossier[2]!], retour: '/' });
  expect(done.location).toBe(`/?fait=en-partie&reste=${none}`);
  expect(await asked()).toHaveLength(1);
  expect((await loadRequest(desk.db, changed))!.actions.map(({ verb }) => verb)).toEqual(['reread']);
  expect((await agent.post('/file/relire', { retour: '/' })).location).toBe('/?fait=rien-de-coche');
}, 60_000);
