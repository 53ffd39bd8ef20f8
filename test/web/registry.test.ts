import { listAudit } from '../../src/store/desk/audit.js';
import { loadRequest } from '../../src/store/desk/load-request.js';
import { receive } from '../support/builders/a-dossier.js';
import { aTownHall } from '../support/builders/a-town-hall.js';
import { aDesk, aVisitor, type TestDesk, type Visitor } from './support/a-desk.js';

const hall = aTownHall(3);
const page = `/communes/${hall.insee}`;
const louise = {
  firstName: 'Louise',
  lastName: 'Michel',
  jobTitle: 'Directrice',
  email: 'louise.michel@ac-lyon.example',
  phone: '04 72 90 03 19',
};
let desk: TestDesk;
let agent: Visitor;
let supervisor: Visitor;
let reference: string;

beforeAll(async () => {
  desk = await aDesk();
  [agent, supervisor] = [aVisitor(desk), aVisitor(desk)];
  await desk.addAgent('camille', 'agent');
  await desk.addAgent('claire', 'supervisor');
  await agent.signIn('camille');
  await supervisor.signIn('claire');
  ({ reference } = await receive(desk.db, hall));
});
afterAll(() => desk.close());

const uai = hall.schools[0]!.uai;
const hidden = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

test('an administrator is replaced by hand: seen first, then done with its reason, told in the history, undone', async () => {
  const form = await agent.get(`${page}/registre?quoi=set-administrator&uai=${uai}`);
  expect(form.text).toMatch(/name="email" value="[^"@]+@/);

  const asked = { quoi: 'set-administrator', uai, ...louise, motif: 'Appel de la mairie' };
  const preview = await agent.post(`${page}/registre/apercu`, asked);
  expect(preview.status).toBe(200);
  expect(preview.text).toContain('Louise Michel (louise.michel@ac-lyon.example) remplace');
  expect((await agent.get(`/ecoles/${uai}`)).text).not.toContain('louise.michel');

  const sent = {
    ...asked,
    _empreinte: hidden(preview.text, '_empreinte'),
    _action: hidden(preview.text, '_action'),
  };
  await agent.get(page);
  const done = await agent.post(`${page}/registre`, sent);
  expect([done.status, done.location]).toEqual([303, `${page}?fait=registre&action=${sent._action}`]);
  const school = await agent.get(`/ecoles/${uai}`);
  expect(school.text).toContain('Louise Michel');
  expect(school.text).toMatch(/Motif.:.Appel de la mairie/);
  expect(school.text).toContain('remplacer l’administrateur');
  const person = await agent.get(`/personnes/fiche?adresse=${louise.email}`);
  expect(person.text).toContain(hall.schools[0]!.name);

  const again = await agent.post(`${page}/registre`, sent);
  expect(again.status).toBe(303);
  await agent.get(page);
  const undone = await agent.post('/annuler', { action: sent._action, retour: page });
  expect(undone.location).toBe(`${page}?fait=annule`);
  expect((await agent.get(page)).text).toContain('<strong>Annulé');
});

test('a correction is held to the rules of forms, needs a reason, and a preview of what it does', async () => {
  const wrong = { quoi: 'set-contact', role: 'technical', ...louise, email: 'louise@', motif: 'Appel' };
  const told = await agent.post(`${page}/registre/apercu`, wrong);
  expect(told.status).toBe(422);
  expect(told.text).toContain('E-mail incorrect');

  const right = { ...wrong, email: louise.email, motif: '' };
  const preview = await agent.post(`${page}/registre/apercu`, right);
  const noReason = await agent.post(`${page}/registre`, {
    ...right,
    _empreinte: hidden(preview.text, '_empreinte'),
  });
  expect([noReason.status, noReason.text.includes('Indiquez un motif')]).toEqual([422, true]);
  const unseen = await agent.post(`${page}/registre`, { ...right, motif: 'Appel', _empreinte: 'x' });
  expect([unseen.status, unseen.text.includes('n’est plus ce que montrait')]).toEqual([422, true]);
});

test('a school is added from the directory, another removed, each shown before', async () => {
  const { name } = hall.schools[1]!;
  const preview = await agent.get(`${page}/registre?quoi=remove-school&uai=${hall.schools[1]!.uai}`);
  expect(preview.text).toContain('sort de la liste : ses accès seront fermés');
  const removed = { quoi: 'remove-school', uai: hall.schools[1]!.uai, motif: 'École fermée' };
  await agent.post(`${page}/registre`, { ...removed, _empreinte: hidden(preview.text, '_empreinte') });
  const form = await agent.get(`${page}/registre?quoi=add-school`);
  expect(form.text).toContain(`${name} (${hall.schools[1]!.uai})`);
  const added = { quoi: 'add-school', uai: hall.schools[1]!.uai, ...louise, motif: 'Erreur de notre part' };
  const seen = await agent.post(`${page}/registre/apercu`, added);
  expect(seen.text).toContain('entre dans la liste');
  const done = await agent.post(`${page}/registre`, {
    ...added,
    _empreinte: hidden(seen.text, '_empreinte'),
  });
  expect(done.status).toBe(303);
  expect((await agent.get(page)).text).toMatch(/Motif.:.Erreur de notre part/);
});

test('a reply refused for good leaves again or is given up from its page; one that came back is settled with a reason', async () => {
  const { replies, request } = (await loadRequest(desk.db, reference))!;
  const reply = `/demandes/${reference}/reponses/${replies[0]!.id}`;
  await desk.db.updateTable('reply').set({ status: 'failed' }).where('id', '=', replies[0]!.id).execute();
  expect((await agent.get(reply)).text).toContain('Envoyer maintenant');
  expect((await agent.post(`${reply}/envoyer`)).location).toBe(`${reply}?fait=reponse-envoyee`);
  expect((await agent.post(`${reply}/envoyer`)).location).toBe(`${reply}?fait=reponse-partie`);
  expect((await agent.post(`${reply}/abandonner`)).location).toBe(`${reply}?fait=reponse-abandonnee`);

  const id = 'b4b0a8f5-0a53-4a68-9a0e-5d5c0a2b6a02';
  const item = { id, reason: 'reply_bounced', subject_id: replies[0]!.id, request_id: request.id };
  await desk.db
    .insertInto('work_item')
    .values({ ...item, message_id: null, closed_at: null })
    .execute();
  const shown = await agent.get(`/demandes/${reference}`);
  expect(shown.text).toContain('Notre réponse n’a pas pu être remise.');
  const settle = `/demandes/${reference}/non-remise`;
  const noReason = await agent.post(settle, { 'non-remise': id, motif: ' ' });
  expect([noReason.status, noReason.text.includes('Indiquez un motif')]).toEqual([422, true]);
  const other = await receive(desk.db, aTownHall(4));
  const elsewhere = `/demandes/${other.reference}/non-remise`;
  expect((await agent.post(elsewhere, { 'non-remise': id, motif: 'Appelée' })).status).toBe(404);
  const done = await agent.post(settle, { 'non-remise': id, motif: 'Appelée' });
  expect(done.location).toBe(`/demandes/${reference}?fait=regle`);
  const verbs = (await listAudit(desk.db, {}, 3)).map(({ verb }) => verb);
  expect(verbs).toEqual(['settle-undelivered', 'give-up-reply', 'send-reply']);
});
