import { accept, previewAcceptance } from '../../src/desk/accept.js';
import { undo } from '../../src/desk/undo.js';
import { Uai } from '../../src/registry/uai.js';
import { loadRequest } from '../../src/store/desk/load-request.js';
import { claimDueOrder } from '../../src/store/orders.js';
import { claimReplies } from '../../src/store/replies.js';
import { aBase, endBase } from '../store/a-base.js';
import { acceptAll, aDesk, everything, wholeList } from '../support/builders/a-desk.js';
import { aFormOf, anAgent, receive } from '../support/builders/a-dossier.js';
import { aTownHall } from '../support/builders/a-town-hall.js';

afterEach(endBase);

const hall = aTownHall(0);
const stranger = 'stagiaire@ailleurs.example';
const missing = {
  field: 'schools[1].administrator.email',
  code: 'missing',
  severity: 'error',
  where: { sheet: 'Feuille1', cell: 'E11' },
  message: 'L’adresse e-mail manque.',
  suggestion: null,
} as const;

/** The second school lacks an address. */
function aFormWithAHole() {
  const reading = aFormOf(hall, { changes: { kind: 'invalid', problems: [missing] } });
  reading.schools[1]!.administrator!.email = null;
  return reading;
}

test('the preview says every change, order, date and word, and changes nothing', async () => {
  const db = await aBase();
  const desk = aDesk(db);
  const { requestId, reference } = await receive(db, hall, { from: stranger });
  const before = await everything(db);
  const selection = { ...wholeList, acknowledged: ['sender_not_confirmed'] as const };
  const preview = await previewAcceptance(desk, { requestId, selection });
  expect(preview).toMatchObject({
    kind: 'preview',
    orders: hall.schools.map(({ uai }) => ({ kind: 'open-school', uai })),
    letter: { kind: 'accepted', recipient: stranger },
  });
  const { request } = (await loadRequest(db, reference))!;
  if (preview.kind !== 'preview') throw new Error('no preview');
  expect(preview.dates).toMatchObject({ dueOn: request.dueOn, targetOn: request.targetOn });
  expect(preview.letter?.text).toContain(hall.schools[0]!.name);
  expect(await everything(db)).toEqual(before);
});

test('accepting does what was shown, word for word, and nothing leaves before the time to undo has passed', async () => {
  const db = await aBase();
  const agent = await anAgent(db);
  const { requestId, reference } = await receive(db, hall, { from: stranger });
  expect(await acceptAll(aDesk(db), agent, { requestId })).toMatchObject({ kind: 'done', version: 2 });
  const loaded = (await loadRequest(db, reference))!;
  expect(loaded.request).toMatchObject({ status: 'accepted', resolution: 'accepted', tab: null });
  expect(loaded.changes.map(({ kind }) => kind).slice(0, 3)).toEqual([
    'add-school',
    'add-school',
    'add-school',
  ]);
  expect(loaded.workItems.every(({ closedAt }) => closedAt !== null)).toBe(true);
  const reply = loaded.replies.find(({ kind }) => kind === 'accepted')!;
  expect(reply.dueAt.getTime()).toBeGreaterThan(Date.now() + 50_000);
  expect(await claimReplies(db, [reply.id])).toEqual([]);
  await db
    .updateTable('access_order')
    .set({ due_at: new Date(0) })
    .execute();
  for (const { id } of loaded.orders) expect(await claimDueOrder(db, id, 1_000)).toBeNull();
});

test('after the time to undo, mail and orders go by the ordinary ways', async () => {
  const db = await aBase();
  const agent = await anAgent(db);
  const { requestId, reference } = await receive(db, hall, { from: stranger });
  await acceptAll(aDesk(db, { undoMs: -1_000 }), agent, { requestId });
  const { replies, orders } = (await loadRequest(db, reference))!;
  const accepted = replies.find(({ kind }) => kind === 'accepted')!;
  expect(await claimReplies(db, [accepted.id])).toHaveLength(1);
  await db
    .updateTable('access_order')
    .set({ due_at: new Date(0) })
    .execute();
  expect(await claimDueOrder(db, orders[0]!.id, 1_000)).not.toBeNull();
});

test('what was accepted in time is put back exactly, and its mail and orders are cancelled', async () => {
  const db = await aBase();
  const desk = aDesk(db);
  const agent = await anAgent(db);
  await receive(db, hall);
  const { requestId, reference } = await receive(db, hall, {
    reading: aFormOf(hall, { schools: 2, director: 'Nouvelle' }),
  });
  const before = await everything(db);
  const done = await acceptAll(desk, agent, { requestId }, { removals: [Uai.parse(hall.schools[2]!.uai)] });
  if (done.kind !== 'done') throw new Error(JSON.stringify(done));
  expect(await everything(db)).not.toEqual(before);
  expect(await undo(desk, agent, { actionId: done.actionId })).toMatchObject({ kind: 'done', version: 3 });
  expect(await everything(db)).toEqual(before);
  const { replies, orders, changes } = (await loadRequest(db, reference))!;
  expect(replies.map(({ kind, status }) => [kind, status])).toContainEqual(['accepted', 'cancelled']);
  expect(orders.every(({ status }) => status === 'cancelled')).toBe(true);
  expect(changes.every(({ undoneAt }) => undoneAt !== null)).toBe(true);
  expect(await undo(desk, agent, { actionId: done.actionId })).toMatchObject({ code: 'already-undone' });
});

test('undone, then accepted again, orders are made again', async () => {
  const db = await aBase();
  const desk = aDesk(db);
  const agent = await anAgent(db);
  const { requestId, reference } = await receive(db, hall, { from: stranger });
  const done = await acceptAll(desk, agent, { requestId });
  if (done.kind !== 'done') throw new Error(JSON.stringify(done));
  await undo(desk, agent, { actionId: done.actionId });
  expect(await acceptAll(desk, agent, { requestId, version: 3 })).toMatchObject({ kind: 'done' });
  const { orders, replies } = (await loadRequest(db, reference))!;
  expect(orders.filter(({ status }) => status === 'planned')).toHaveLength(3);
  expect(replies.filter(({ kind, status }) => kind === 'accepted' && status === 'queued')).toHaveLength(1);
});

test('once the time is over, nothing is undone', async () => {
  const db = await aBase();
  const desk = aDesk(db, { undoMs: -1_000 });
  const agent = await anAgent(db);
  const { requestId } = await receive(db, hall, { from: stranger });
  const done = await acceptAll(desk, agent, { requestId });
  const after = await everything(db);
  if (done.kind !== 'done') throw new Error(JSON.stringify(done));
  expect(await undo(desk, agent, { actionId: done.actionId })).toMatchObject({ code: 'too-late' });
  expect(await everything(db)).toEqual(after);
});

test('a mail that left already is not undone, whatever our clock says', async () => {
  const db = await aBase();
  const desk = aDesk(db);
  const agent = await anAgent(db);
  const { requestId, reference } = await receive(db, hall, { from: stranger });
  const done = await acceptAll(desk, agent, { requestId });
  const { replies } = (await loadRequest(db, reference))!;
  const { id } = replies.find(({ kind }) => kind === 'accepted')!;
  await db.updateTable('reply').set({ status: 'sending' }).where('id', '=', id).execute();
  const after = await everything(db);
  if (done.kind !== 'done') throw new Error(JSON.stringify(done));
  expect(await undo(desk, agent, { actionId: done.actionId })).toMatchObject({ code: 'too-late' });
  expect(await everything(db)).toEqual(after);
});

test('of two agents at once, one accepts and the other is told what changed', async () => {
  const db = await aBase();
  const desk = aDesk(db);
  const { requestId } = await receive(db, hall, { from: stranger });
  const one = await anAgent(db, 'agent', 'Camille');
  const other = await anAgent(db, 'supervisor', 'Dominique');
  const outcomes = await Promise.all([
    acceptAll(desk, one, { requestId }),
    acceptAll(desk, other, { requestId }),
  ]);
  expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['conflict', 'done']);
  const second = outcomes.find(({ kind }) => kind === 'conflict')!;
  expect(second).toMatchObject({
    conflict: { version: 2, status: { before: 'awaiting-agent', now: 'accepted' } },
  });
  if (second.kind !== 'conflict') throw new Error('no conflict');
  expect(second.conflict.events.map(({ kind }) => kind)).toContain('agent-acted');
});

test('the same click twice is done once', async () => {
  const db = await aBase();
  const desk = aDesk(db);
  const agent = await anAgent(db);
  const { requestId, reference } = await receive(db, hall, { from: stranger });
  const actionId = '3b241101-e2bb-4255-8caf-4136c566a962';
  const clicks = await Promise.all([
    acceptAll(desk, agent, { requestId, actionId }),
    acceptAll(desk, agent, { requestId, actionId }),
  ]);
  expect(clicks.map((click) => click.kind === 'done' && click.again).toSorted()).toEqual([false, true]);
  const { replies } = (await loadRequest(db, reference))!;
  expect(replies.filter(({ kind }) => kind === 'accepted')).toHaveLength(1);
});

test('a reader, or an agent who may not enter any more, decides nothing', async () => {
  const db = await aBase();
  const { requestId } = await receive(db, hall, { from: stranger });
  const before = await everything(db);
  expect(await acceptAll(aDesk(db), await anAgent(db, 'reader'), { requestId })).toEqual({
    kind: 'forbidden',
  });
  const gone = { ...(await anAgent(db)), isDisabled: true };
  expect(await acceptAll(aDesk(db), gone, { requestId })).toEqual({ kind: 'forbidden' });
  expect(await everything(db)).toEqual(before);
});

test('what an agent did not say they saw is not accepted', async () => {
  const db = await aBase();
  const { requestId } = await receive(db, hall, { from: stranger });
  const preview = await previewAcceptance(aDesk(db), { requestId, selection: wholeList });
  expect(preview).toMatchObject({ code: 'not-acknowledged', codes: ['sender_not_confirmed'] });
});

test('accepting what the registry no longer makes of it is refused', async () => {
  const db = await aBase();
  const desk = aDesk(db);
  const agent = await anAgent(db);
  const { requestId } = await receive(db, hall, { from: stranger });
  const selection = { ...wholeList, acknowledged: ['sender_not_confirmed'] as const };
  const preview = await previewAcceptance(desk, { requestId, selection });
  await receive(db, hall, { reading: aFormOf(hall, { schools: 1 }) });
  if (preview.kind !== 'preview') throw new Error('no preview');
  const { fingerprint } = preview;
  expect(await accept(desk, agent, { requestId, version: 1, selection, fingerprint })).toMatchObject({
    code: 'plan-changed',
  });
});

test('schools accepted go on, the others wait for the commune, in the agent’s words', async () => {
  const db = await aBase();
  const agent = await anAgent(db);
  const { requestId, reference } = await receive(db, hall, { reading: aFormWithAHole() });
  expect(await acceptAll(aDesk(db), agent, { requestId })).toMatchObject({
    code: 'blocked',
    codes: ['form_has_errors'],
  });
  const selection = { ...wholeList, positions: [0, 2] };
  const sentences = new Map([
    ['schools[1].administrator.email:missing', 'Merci de donner l’adresse de M. Mercier.'],
  ]);
  const desk = aDesk(db);
  const preview = await previewAcceptance(desk, { requestId, selection, sentences });
  if (preview.kind !== 'preview') throw new Error(JSON.stringify(preview));
  expect(preview.letter).toMatchObject({ kind: 'partly-accepted' });
  expect(preview.letter!.text.replaceAll(/\s+/g, ' ')).toContain('Merci de donner l’adresse de M. Mercier.');
  const { fingerprint } = preview;
  await accept(desk, agent, { requestId, version: 1, selection, sentences, fingerprint });
  const loaded = (await loadRequest(db, reference))!;
  expect(loaded.request).toMatchObject({ status: 'awaiting-commune', resolution: 'partly-accepted' });
  expect(loaded.orders.map(({ uai }) => uai)).toEqual([hall.schools[0]!.uai, hall.schools[2]!.uai]);
});

test('a school is removed only when an agent names it', async () => {
  const db = await aBase();
  const agent = await anAgent(db);
  await receive(db, hall);
  const { requestId, reference } = await receive(db, hall, { reading: aFormOf(hall, { schools: 2 }) });
  const kept = await acceptAll(aDesk(db), agent, { requestId });
  expect(kept.kind).toBe('done');
  expect((await loadRequest(db, reference))!.orders).toEqual([]);
  expect((await loadRequest(db, reference))!.request.status).toBe('opened');
  const list = await db
    .selectFrom('listed_school')
    .select('uai')
    .where('commune_insee', '=', hall.insee)
    .execute();
  expect(list).toHaveLength(3);
});

test('a removal named by an agent closes the school; a replacement removes the former administrator', async () => {
  const db = await aBase();
  const agent = await anAgent(db);
  await receive(db, hall);
  const { requestId, reference } = await receive(db, hall, {
    reading: aFormOf(hall, { schools: 2, director: 'Nouvelle' }),
  });
  await acceptAll(aDesk(db), agent, { requestId }, { removals: [Uai.parse(hall.schools[2]!.uai)] });
  const { orders, changes } = (await loadRequest(db, reference))!;
  expect(orders.map(({ kind, uai }) => [kind, uai]).toSorted()).toEqual([
    ['close-school', hall.schools[2]!.uai],
    ['replace-administrator', hall.schools[0]!.uai],
  ]);
  expect(changes.map(({ kind }) => kind)).toEqual(['replace-administrator', 'remove-school']);
  const list = await db
    .selectFrom('listed_school')
    .select('uai')
    .where('commune_insee', '=', hall.insee)
    .execute();
  expect(list).toHaveLength(2);
});
