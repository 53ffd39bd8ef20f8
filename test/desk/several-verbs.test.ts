import { askCorrections, previewCorrections } from '../../src/desk/ask-corrections.js';
import { closeRequest, previewClose, reopenRequest } from '../../src/desk/close-request.js';
import { chooseSchool, editFields, recheck } from '../../src/desk/edit-fields.js';
import { mergeRequests } from '../../src/desk/merge-requests.js';
import { release, take } from '../../src/desk/take.js';
import { undo } from '../../src/desk/undo.js';
import { stoppedClock } from '../../src/kernel/clock.js';
import { listAudit, verifyAudit } from '../../src/store/desk/audit.js';
import { loadRequest } from '../../src/store/desk/load-request.js';
import { aBase, endBase } from '../store/a-base.js';
import { acceptAll, aDesk, everything } from '../support/builders/a-desk.js';
import { aFormOf, anAgent, receive } from '../support/builders/a-dossier.js';
import { aTownHall } from '../support/builders/a-town-hall.js';

afterEach(endBase);

const hall = aTownHall(0);
const from = 'stagiaire@ailleurs.example';
const missing = {
  field: 'schools[1].administrator.email',
  code: 'missing',
  severity: 'error',
  where: { sheet: 'Feuille1', cell: 'E11' },
  message: 'L’adresse e-mail manque.',
  suggestion: null,
} as const;

function aFormWithAHole() {
  const reading = aFormOf(hall, { changes: { kind: 'invalid', problems: [missing] } });
  reading.schools[1]!.administrator!.email = null;
  return reading;
}

test('a request taken is its agent’s until the time is over, then anybody’s', async () => {
  const db = await aBase();
  const one = await anAgent(db, 'agent', 'Camille');
  const other = await anAgent(db, 'agent', 'Dominique');
  const { requestId, reference } = await receive(db, hall, { from });
  const soon = aDesk(db, { clock: stoppedClock('2026-11-24T08:00:00Z') });
  const later = aDesk(db, { clock: stoppedClock('2026-11-24T08:11:00Z') });
  const requestIds = [requestId];
  expect(await take(soon, one, { requestIds })).toMatchObject({ requestIds, others: [] });
  expect(await take(soon, other, { requestIds })).toMatchObject({
    requestIds: [],
    others: [{ name: 'Camille' }],
  });
  expect(await take(later, other, { requestIds })).toMatchObject({ requestIds, others: [] });
  expect(await release(later, one, { requestIds })).toMatchObject({ requestIds: [] });
  expect(await release(later, other, { requestIds })).toMatchObject({ requestIds });
  expect((await loadRequest(db, reference))!.request.assignee).toBeNull();
});

test('only a supervisor takes what somebody else has', async () => {
  const db = await aBase();
  const { requestId } = await receive(db, hall, { from });
  const desk = aDesk(db);
  const several = { requestIds: [requestId], isForced: true };
  await take(desk, await anAgent(db), { requestIds: [requestId] });
  expect(await take(desk, await anAgent(db), several)).toEqual({ kind: 'forbidden' });
  expect(await take(desk, await anAgent(db, 'supervisor'), several)).toMatchObject({
    requestIds: [requestId],
  });
});

test('as one types, the rules say what is left, and nothing is saved', async () => {
  const db = await aBase();
  const { requestId, reference } = await receive(db, hall, { reading: aFormWithAHole() });
  const typing = [{ field: 'schools[1].administrator.email', value: 'paul.mercier@ac-lyon.example' }];
  const rechecked = await recheck(aDesk(db), { requestId, typing });
  expect(rechecked).toMatchObject({
    decision: { outcome: 'accept' },
    judgement: { blockers: [], obstacles: [] },
  });
  expect((await loadRequest(db, reference))!.readings[0]!.edits).toEqual([]);
});

test('what an agent writes over a field counts, with its author; the reading stays as it was made', async () => {
  const db = await aBase();
  const desk = aDesk(db);
  const agent = await anAgent(db);
  const { requestId, reference } = await receive(db, hall, { reading: aFormWithAHole() });
  const edits = [{ field: 'schools[1].administrator.email', value: 'paul.mercier@ac-lyon.example' }];
  expect(await editFields(desk, agent, { requestId, version: 1, edits })).toMatchObject({
    kind: 'done',
    version: 2,
  });
  const [reading] = (await loadRequest(db, reference))!.readings;
  expect(reading!.edits).toMatchObject([{ ...edits[0], agent: { name: 'Camille Roux' } }]);
  expect(reading!.reading).toEqual(aFormWithAHole());
  expect(await acceptAll(desk, agent, { requestId, version: 2 })).toMatchObject({ kind: 'done' });
  const list = await db
    .selectFrom('listed_school')
    .select('administrator')
    .where('uai', '=', hall.schools[1]!.uai)
    .execute();
  expect(list).toMatchObject([{ administrator: { email: 'paul.mercier@ac-lyon.example' } }]);
});

test('edits undone give the field back to the commune', async () => {
  const db = await aBase();
  const desk = aDesk(db);
  const agent = await anAgent(db);
  const { requestId } = await receive(db, hall, { from });
  const edits = [{ field: 'schools[0].name', value: 'Autre' }];
  const done = await editFields(desk, agent, { requestId, version: 1, edits });
  if (done.kind !== 'done') throw new Error(JSON.stringify(done));
  await undo(desk, agent, { actionId: done.actionId });
  const rechecked = await recheck(desk, { requestId, typing: [] });
  expect(rechecked).toMatchObject({ judgement: { lines: [{ name: hall.schools[0]!.name }, {}, {}] } });
});

test('a school chosen by an agent is found, and only one of the commune may be chosen', async () => {
  const db = await aBase();
  const desk = aDesk(db);
  const agent = await anAgent(db);
  const reading = aFormOf(hall);
  reading.schools[1]!.name!.value = 'École du Centre';
  reading.schools[1]!.uai = null;
  const { requestId } = await receive(db, hall, { reading });
  expect(await recheck(desk, { requestId, typing: [] })).toMatchObject({
    judgement: { blockers: ['school_not_in_directory'] },
  });
  const elsewhere = aTownHall(1).schools[0]!.uai;
  expect(
    await chooseSchool(desk, agent, { requestId, version: 1, position: 1, uai: elsewhere }),
  ).toMatchObject({
    code: 'wrong-value',
  });
  const { uai } = hall.schools[1]!;
  expect(await chooseSchool(desk, agent, { requestId, version: 1, position: 1, uai })).toMatchObject({
    kind: 'done',
  });
  expect(await recheck(desk, { requestId, typing: [] })).toMatchObject({
    decision: { outcome: 'accept' },
    judgement: { lines: [{}, { match: 'chosen', school: { uai } }, {}] },
  });
});

test('corrections leave in the agent’s words, and the request waits for the commune', async () => {
  const db = await aBase();
  const desk = aDesk(db);
  const agent = await anAgent(db);
  const { requestId, reference } = await receive(db, hall, { reading: aFormWithAHole() });
  const input = {
    sentences: new Map([['schools[1].administrator.email:missing', 'Qui est le directeur ?']]),
    remarks: [{ field: 'schools[0]', message: 'Cette école ferme-t-elle ?' }],
  };
  const before = await everything(db);
  const preview = await previewCorrections(desk, { requestId, ...input });
  if (preview.kind !== 'preview') throw new Error(JSON.stringify(preview));
  expect(preview.problems).toEqual([missing]);
  expect(preview.letter.attachments).toMatchObject([{ kind: 'corrected-workbook' }]);
  const { fingerprint } = preview;
  const other = { sentences: input.sentences, remarks: [] };
  expect(await askCorrections(desk, agent, { requestId, version: 1, ...other, fingerprint })).toMatchObject({
    code: 'plan-changed',
  });
  const done = await askCorrections(desk, agent, { requestId, version: 1, ...input, fingerprint });
  const { request, replies } = (await loadRequest(db, reference))!;
  expect(request).toMatchObject({ status: 'awaiting-commune', reasons: ['corrections_by_agent'] });
  const ours = replies.find(({ actionId }) => actionId !== null)!;
  expect(ours.text).toBe(preview.letter.text);
  expect(ours.text).toContain('Qui est le directeur');
  expect(ours.text).toContain('Cette école ferme-t-elle');
  if (done.kind !== 'done') throw new Error(JSON.stringify(done));
  await undo(desk, agent, { actionId: done.actionId });
  expect(await everything(db)).toEqual(before);
});

test.each(['closed', 'not-a-form', 'quarantined'] as const)(
  'a request %s is closed, and opened again',
  async (how) => {
    const db = await aBase();
    const desk = aDesk(db);
    const agent = await anAgent(db);
    const { requestId, reference } = await receive(db, hall, { from });
    const close = { requestId, version: 1, how };
    expect(await closeRequest(desk, agent, { ...close, reason: ' ' })).toMatchObject({
      code: 'missing-reason',
    });
    await closeRequest(desk, agent, { ...close, reason: 'Vu' });
    expect((await loadRequest(db, reference))!.request).toMatchObject({ status: 'closed', resolution: how });
    await reopenRequest(desk, agent, { requestId, version: 2, reason: 'Erreur' });
    expect((await loadRequest(db, reference))!.request).toMatchObject({
      status: 'awaiting-agent',
      resolution: null,
    });
  },
);

test('whoever sent no form may be sent the model; a forged address, nothing', async () => {
  const db = await aBase();
  const desk = aDesk(db);
  const one = await receive(db, hall, { from, reading: null, isAnswer: true });
  const shown = await previewClose(desk, { requestId: one.requestId, how: 'not-a-form', withLetter: true });
  expect(shown).toMatchObject({ letter: { kind: 'no-form', recipient: from } });
  const forged = await receive(db, hall, { from, authenticity: 'forged' });
  const none = await previewClose(desk, { requestId: forged.requestId, how: 'not-a-form', withLetter: true });
  expect(none).toMatchObject({ code: 'no-answerable-message' });
});

test('merged, a request keeps the older clock, and what answers the one comes to the other', async () => {
  const db = await aBase();
  const desk = aDesk(db);
  const agent = await anAgent(db);
  const receivedAt = new Date(Date.now() - 5 * 86_400_000);
  const old = await receive(db, hall, { from, receivedAt });
  const recent = await receive(db, hall, {
    from: 'autre@ailleurs.example',
    reading: aFormOf(hall, { schools: 2 }),
  });
  const before = await everything(db);
  const merge = { requestId: old.requestId, version: 1, intoRequestId: recent.requestId };
  const done = await mergeRequests(desk, agent, merge);
  const { request, messages, merged } = (await loadRequest(db, recent.reference))!;
  expect(messages).toHaveLength(2);
  expect(merged).toMatchObject([{ reference: old.reference }]);
  expect(request.openedAt).toEqual(receivedAt);
  if (done.kind !== 'done') throw new Error(JSON.stringify(done));
  await undo(desk, agent, { actionId: done.actionId });
  expect(await everything(db)).toEqual(before);

  await mergeRequests(desk, agent, { ...merge, version: 3 });
  await receive(db, hall, {
    from: 'autre@ailleurs.example',
    reading: null,
    isAnswer: true,
    requestReference: old.reference,
  });
  expect((await loadRequest(db, recent.reference))!.messages).toHaveLength(3);
});

test('requests of two communes are not merged', async () => {
  const db = await aBase();
  const one = await receive(db, hall, { from });
  const other = await receive(db, aTownHall(1), { from: 'b@ailleurs.example' });
  const merge = { requestId: one.requestId, version: 1, intoRequestId: other.requestId };
  expect(await mergeRequests(aDesk(db), await anAgent(db), merge)).toMatchObject({ code: 'other-commune' });
});

test('every verb leaves its line in the audit log; a refused one leaves none', async () => {
  const db = await aBase();
  const desk = aDesk(db);
  const agent = await anAgent(db);
  const { requestId } = await receive(db, hall, { from });
  await take(desk, agent, { requestIds: [requestId] });
  await closeRequest(desk, agent, { requestId, version: 9, how: 'closed', reason: 'Vu' });
  const done = await closeRequest(desk, agent, { requestId, version: 1, how: 'closed', reason: 'Vu' });
  if (done.kind !== 'done') throw new Error(JSON.stringify(done));
  await undo(desk, agent, { actionId: done.actionId });
  const entries = await listAudit(db, {}, 10);
  expect(entries.map(({ verb }) => verb)).toEqual(['undo', 'close', 'take']);
  expect(entries[1]).toMatchObject({ agentName: 'Camille Roux', facts: { reason: 'Vu' } });
  expect(await verifyAudit(db)).toMatchObject({ isWhole: true, entries: 3 });
});
