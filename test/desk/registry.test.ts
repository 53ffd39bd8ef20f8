import {
  correctRegistry,
  previewCorrection,
  type RegistryCorrection,
} from '../../src/desk/correct-registry.js';
import { settleReplies, settleUndelivered } from '../../src/desk/settle-replies.js';
import { distrustSender, trustSender } from '../../src/desk/trust.js';
import { undo } from '../../src/desk/undo.js';
import { receptionDay } from '../../src/provisioning/deadlines.js';
import { schoolYearAskedOn } from '../../src/registry/school-year.js';
import type { Database } from '../../src/store/database.js';
import { listAudit } from '../../src/store/desk/audit.js';
import { listCommunes, loadCommunePage } from '../../src/store/desk/commune-page.js';
import { loadRequest } from '../../src/store/desk/load-request.js';
import { listPeople, loadPersonPage } from '../../src/store/desk/persons.js';
import { loadSchoolPage } from '../../src/store/desk/school-page.js';
import { aBase, endBase } from '../store/a-base.js';
import { aDesk, everything } from '../support/builders/a-desk.js';
import { aFormOf, anAgent, receive } from '../support/builders/a-dossier.js';
import { aTownHall } from '../support/builders/a-town-hall.js';

afterEach(endBase);

const hall = aTownHall(0);
const year = schoolYearAskedOn(receptionDay(new Date()));
const louise = {
  firstName: 'Louise',
  lastName: 'Michel',
  jobTitle: 'Directrice',
  email: 'louise.michel@ac-lyon.example',
  phone: '+33472900319',
};

async function correct(db: Database, correction: RegistryCorrection, reason = 'Demandé au téléphone') {
  const desk = aDesk(db);
  const asked = { communeInsee: hall.insee, correction };
  const preview = await previewCorrection(desk, asked);
  if (preview.kind !== 'preview') return preview;
  const { fingerprint } = preview;
  return correctRegistry(desk, await anAgent(db), { ...asked, reason, fingerprint });
}

test('a commune shows its list, people, senders, requests and history', async () => {
  const db = await aBase();
  const { reference } = await receive(db, hall);
  const page = await loadCommunePage(db, hall.insee, year);
  expect(page.conventions.map(({ notifiedOn, denunciation }) => [String(notifiedOn), denunciation])).toEqual([
    ['2019-10-01', null],
  ]);
  expect(page.contacts.followUp).toMatchObject({ person: { lastName: 'Marchand' }, reference });
  expect(page.list).toMatchObject({ schoolYear: year, schools: [{ reference }, {}, {}] });
  expect(page.trusted).toMatchObject([{ value: hall.address }]);
  expect(page.requests).toMatchObject([{ reference, status: 'accepted' }]);
  expect(page.history).toHaveLength(5);
  expect(page.history[0]).toMatchObject({ agentName: null, change: { kind: 'add-school' } });
  const line = (await listCommunes(db, [hall.insee]))[0];
  expect(line).toMatchObject({ schoolCount: 3, trustedCount: 1, openRequests: 0 });
});

test('a school and a person show where they come from', async () => {
  const db = await aBase();
  const { reference } = await receive(db, hall);
  const { uai } = hall.schools[0]!;
  const school = (await loadSchoolPage(db, uai))!;
  expect(school).toMatchObject({
    years: [{ schoolYear: year, reference }],
    orders: [{ kind: 'open-school' }],
  });
  const { email } = school.years[0]!.administrator;
  expect(await loadPersonPage(db, email)).toMatchObject({
    named: [{ as: 'administrator', school: { uai } }],
    history: [{ change: { kind: 'add-school', school: { uai } } }],
  });
  expect(await listPeople(db, '', { number: 1, size: 100 })).toHaveLength(5);
  expect(await loadSchoolPage(db, '0699999X')).toBeNull();
  expect(await loadPersonPage(db, 'personne@nulle-part.fr')).toBeNull();
});

test('an administrator replaced by hand has an order, a reason and a history', async () => {
  const db = await aBase();
  await receive(db, hall);
  const { uai } = hall.schools[0]!;
  expect(await correct(db, { kind: 'set-administrator', uai, administrator: louise })).toMatchObject({
    kind: 'done',
  });
  const school = (await loadSchoolPage(db, uai))!;
  expect(school.years[0]!.administrator).toEqual(louise);
  expect(school.orders.map(({ kind }) => kind).toSorted()).toEqual(['open-school', 'replace-administrator']);
  expect(school.history[0]).toMatchObject({ agentName: 'Camille Roux', reason: 'Demandé au téléphone' });
  const { request } = (await loadRequest(db, school.history[0]!.reference))!;
  expect(request).toMatchObject({ status: 'accepted', resolution: 'by-hand' });
});

test('a correction by hand is undone exactly', async () => {
  const db = await aBase();
  await receive(db, hall);
  const before = await everything(db);
  const done = await correct(db, { kind: 'remove-school', uai: hall.schools[2]!.uai });
  if (done.kind !== 'done') throw new Error(JSON.stringify(done));
  expect((await loadCommunePage(db, hall.insee, year)).list!.schools).toHaveLength(2);
  await undo(aDesk(db), await anAgent(db), { actionId: done.actionId });
  const after = await everything(db);
  expect(after['listed_school']).toEqual(before['listed_school']);
  expect((await loadSchoolPage(db, hall.schools[2]!.uai))!.orders).toContainEqual(
    expect.objectContaining({ kind: 'close-school', status: 'cancelled' }),
  );
});

test.each<[string, RegistryCorrection]>([
  [
    'an address that is none',
    { kind: 'set-contact', role: 'technical', person: { ...louise, email: 'louise@' } },
  ],
  ['a school of elsewhere', { kind: 'add-school', uai: aTownHall(1).schools[0]!.uai, administrator: louise }],
  ['a school listed already', { kind: 'add-school', uai: hall.schools[0]!.uai, administrator: louise }],
  ['a school not listed', { kind: 'remove-school', uai: aTownHall(1).schools[0]!.uai }],
])('%s is refused, and leaves no trace', async (_title, correction) => {
  const db = await aBase();
  await receive(db, hall);
  const before = await everything(db);
  expect(await correct(db, correction)).toMatchObject({ code: 'wrong-value' });
  expect(await everything(db)).toEqual(before);
});

test('the last school of a list is not removed: a convention is ended by a letter', async () => {
  const db = await aBase();
  await receive(db, hall, { reading: aFormOf(hall, { schools: 1 }) });
  expect(await correct(db, { kind: 'remove-school', uai: hall.schools[0]!.uai })).toMatchObject({
    code: 'blocked',
    codes: ['list_emptied'],
  });
});

test('a sender is confirmed, and no longer, each with its reason in the audit log', async () => {
  const db = await aBase();
  const desk = aDesk(db);
  const agent = await anAgent(db);
  const sender = { communeInsee: hall.insee, kind: 'domain' as const, value: 'Ville-Exemple.fr' };
  expect(await trustSender(desk, agent, { ...sender, reason: '' })).toMatchObject({ code: 'missing-reason' });
  expect(await trustSender(desk, agent, { ...sender, value: 'gmail.com', reason: 'x' })).toMatchObject({
    code: 'shared-domain',
  });
  expect(await trustSender(desk, agent, { ...sender, value: 'a b.fr', reason: 'x' })).toMatchObject({
    code: 'wrong-value',
  });
  expect(await trustSender(desk, agent, { ...sender, reason: 'Appel' })).toEqual({
    kind: 'done',
    isNew: true,
  });
  expect(await trustSender(desk, agent, { ...sender, reason: 'Appel' })).toEqual({
    kind: 'done',
    isNew: false,
  });
  const removed = { ...sender, value: 'ville-exemple.fr', reason: 'Erreur' };
  expect(await distrustSender(desk, agent, removed)).toEqual({ kind: 'done', isNew: true });
  expect((await listAudit(db, {}, 5)).map(({ verb }) => verb)).toEqual(['distrust-sender', 'trust-sender']);
});

test('a reply refused for good leaves again, or is given up, once', async () => {
  const db = await aBase();
  const desk = aDesk(db);
  const agent = await anAgent(db);
  const { reference } = await receive(db, hall);
  const [reply] = (await loadRequest(db, reference))!.replies;
  await db.updateTable('reply').set({ status: 'failed' }).execute();
  const replyIds = [reply!.id];
  expect(await settleReplies(desk, await anAgent(db, 'reader'), { replyIds, how: 'send' })).toEqual({
    kind: 'forbidden',
  });
  expect(await settleReplies(desk, agent, { replyIds, how: 'send' })).toEqual({ kind: 'done', replyIds });
  expect(await settleReplies(desk, agent, { replyIds, how: 'send' })).toEqual({ kind: 'done', replyIds: [] });
  expect((await listAudit(db, {}, 5)).map(({ verb }) => verb)).toEqual(['send-reply']);
});

test('an answer that came back is settled with a reason', async () => {
  const db = await aBase();
  const { requestId, messageId } = await receive(db, hall);
  const id = 'b4b0a8f5-0a53-4a68-9a0e-5d5c0a2b6a01';
  await db
    .insertInto('work_item')
    .values({
      id,
      reason: 'reply_bounced',
      subject_id: id,
      request_id: requestId,
      message_id: messageId,
      closed_at: null,
    })
    .execute();
  const settle = { workItemId: id, reason: 'Rappelée au téléphone' };
  expect(await settleUndelivered(aDesk(db), await anAgent(db), settle)).toEqual({ kind: 'done' });
  expect(await settleUndelivered(aDesk(db), await anAgent(db), settle)).toMatchObject({ code: 'not-found' });
});
