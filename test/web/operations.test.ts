import { randomUUID } from 'node:crypto';
import { defineJob } from '../../src/jobs/define-job.js';
import { sendReplies } from '../../src/jobs/send-replies.js';
import { silentLog } from '../../src/kernel/log.js';
import { listAudit } from '../../src/store/desk/audit.js';
import { claimReplies } from '../../src/store/replies.js';
import { runWorker } from '../../workers/run.js';
import { receive } from '../support/builders/a-dossier.js';
import { aTownHall } from '../support/builders/a-town-hall.js';
import { aDesk, aVisitor, type TestDesk, type Visitor } from './support/a-desk.js';

let desk: TestDesk;
let supervisor: Visitor;

beforeAll(async () => {
  desk = await aDesk();
  await desk.addAgent('claire', 'supervisor');
  supervisor = aVisitor(desk);
  await supervisor.signIn('claire');
});
afterAll(() => desk.close());

async function until<Value>(look: () => Promise<Value>, isIt: (value: Value) => boolean): Promise<Value> {
  for (;;) {
    const value = await look();
    if (isIt(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('a job given up after its last try is shown with its queue, and tried again by a supervisor', async () => {
  const once = defineJob({ ...sendReplies, attempts: 1 });
  let isMended = false;
  const done: string[] = [];
  const work = async (ids: readonly string[]) => {
    if (!isMended) throw new Error('SMTP server away');
    done.push(...ids);
  };
  const options = { backend: desk.backend, log: silentLog, concurrency: 1, jobLockMs: 30_000 };
  const id = randomUUID();
  const worker = runWorker(once, work, options);
  await desk.queues.enqueue(once, [id]);
  const failed = async () => (await desk.queues.standing()).find(({ queue }) => queue === once.queue)!.failed;
  await until(failed, (count) => count > 0);

  const { text } = await supervisor.get('/exploitation');
  expect(text).toContain('SMTP server away');
  const jobId = /name="tache" value="([^"]+)"/.exec(text)![1]!;
  isMended = true;
  const retried = await supervisor.post('/exploitation/taches', { file: once.queue, tache: jobId });
  expect(retried.location).toBe('/exploitation?fait=tache-relancee');
  await until(
    async () => done,
    (ids) => ids.length > 0,
  );
  expect(done).toEqual([id]);
  const again = await supervisor.post('/exploitation/taches', { file: once.queue, tache: jobId });
  expect(again.location).toBe('/exploitation?fait=tache-absente');
  expect((await listAudit(desk.db, {}, 1))[0]).toMatchObject({ verb: 'retry-job' });
  await worker.stop();
}, 60_000);

test('the dashboard says in words whether mail is read, worked on and sent', async () => {
  const before = (await supervisor.get('/tableau-de-bord')).text;
  expect(before).toContain('jamais relevée');
  await receive(desk.db, aTownHall(5));
  const view = { mailbox: 'support', uid_validity: 1, last_pass_at: new Date(), listed: 1 };
  await desk.db
    .insertInto('mailbox_view')
    .values(view as never)
    .execute();
  await desk.db.updateTable('reply').set({ status: 'failed' }).execute();
  const after = (await supervisor.get('/tableau-de-bord')).text;
  expect(after).toContain('un responsable peut les renvoyer');
  expect(after).toContain('Files de travail');
});

test('accounts are opened and changed in the audit log, by somebody else than oneself', async () => {
  await supervisor.get('/exploitation');
  const account = { identifiant: 'nour', nom: 'Nour', role: 'agent', motdepasse: 'craie-cahier-compas-43' };
  expect((await supervisor.post('/exploitation/agents', account)).location).toBe('/exploitation?fait=fait');
  expect((await supervisor.post('/exploitation/agents', account)).location).toContain('identifiant-pris');
  const nour = await desk.db
    .selectFrom('agent')
    .select('id')
    .where('login', '=', 'nour')
    .executeTakeFirstOrThrow();
  await supervisor.post(`/exploitation/agents/${nour.id}`, { role: 'reader', acces: 'non' });
  const claire = await desk.db
    .selectFrom('agent')
    .select('id')
    .where('login', '=', 'claire')
    .executeTakeFirstOrThrow();
  const oneself = await supervisor.post(`/exploitation/agents/${claire.id}`, { role: 'reader' });
  expect(oneself.location).toContain('soi-meme');
  const [changed, opened] = await listAudit(desk.db, {}, 2);
  expect(changed).toMatchObject({
    verb: 'change-account',
    facts: { role: 'reader', isDisabled: true, former: { role: 'agent', isDisabled: false } },
  });
  expect(opened).toMatchObject({ verb: 'open-account', facts: { login: 'nour' } });
  expect(JSON.stringify(opened)).not.toContain('compas');
  expect((await aVisitor(desk).signIn('nour', account.motdepasse)).status).not.toBe(303);
});

test('all replies are held with a reason, told on every page to everybody, and let go together', async () => {
  const { messageId } = await receive(desk.db, aTownHall(6));
  const owed = () =>
    desk.db
      .selectFrom('reply')
      .select(['id', 'status'])
      .where('message_id', '=', messageId)
      .executeTakeFirstOrThrow();
  await desk.addAgent('lea', 'reader');
  const reader = aVisitor(desk);
  await reader.signIn('lea');
  await supervisor.get('/exploitation');

  expect((await supervisor.post('/exploitation/retenir', { motif: ' ' })).location).toContain('fait=motif');
  const motif = '<b>Mauvais modèle</b> & « lettre »';
  const held = await supervisor.post('/exploitation/retenir', { motif });
  expect(held.location).toBe('/exploitation?fait=reponses-retenues');
  expect((await supervisor.post('/exploitation/retenir', { motif })).location).toContain('deja-retenues');
  for (const path of ['/', '/communes', '/tableau-de-bord', '/aide', '/nulle-part']) {
    const { text } = await reader.get(path);
    expect(text).toContain('Aucune réponse ne part.');
    expect(text).toContain('Agent claire');
    expect(text).toContain('&lt;b&gt;Mauvais modèle&lt;/b&gt; &amp;');
    expect(text).not.toContain('Laisser repartir');
  }
  expect((await aVisitor(desk).get('/connexion')).text).not.toContain('Mauvais modèle');

  /* Another process sends: it obeys what the base says. */
  const { id } = await owed();
  expect(await claimReplies(desk.db, [id])).toEqual([]);
  expect((await owed()).status).toBe('held');

  const { text } = await supervisor.get('/exploitation');
  expect(text).toContain('Une réponse attend.');
  const action = /action="(\/exploitation\/freins\/[0-9a-f-]{36})"/.exec(text)![1]!;
  const lifted = await supervisor.post(action, { toutes: 'oui', retenues: 'envoyer' });
  expect(lifted.location).toBe('/exploitation?fait=reponses-reparties');
  expect((await owed()).status).toBe('queued');
  expect((await reader.get('/')).text).not.toContain('Aucune réponse ne part.');
  expect(await listAudit(desk.db, {}, 2)).toMatchObject([
    { verb: 'lift-brake', facts: { held: 'send', replies: 1 } },
    { verb: 'hold-replies', facts: { reason: motif } },
  ]);
});
