import { confirmSender, previewConfirmSender } from '../../src/desk/confirm-sender.js';
import { undo } from '../../src/desk/undo.js';
import { loadRequest } from '../../src/store/desk/load-request.js';
import { listTrustedSenders } from '../../src/store/desk/trusted-senders.js';
import { aBase, endBase } from '../store/a-base.js';
import { aDesk, everything } from '../support/builders/a-desk.js';
import { aFormOf, anAgent, receive } from '../support/builders/a-dossier.js';
import { aTownHall } from '../support/builders/a-town-hall.js';

afterEach(endBase);

const hall = aTownHall(0);
const from = 'scolaire@ville-nouvelle.example';

async function confirm(
  db: Awaited<ReturnType<typeof aBase>>,
  requestId: string,
  kind: 'address' | 'domain' = 'address',
) {
  const desk = aDesk(db);
  const preview = await previewConfirmSender(desk, { requestId, kind });
  if (preview.kind !== 'preview') return preview;
  const { fingerprint } = preview;
  return confirmSender(desk, await anAgent(db), { requestId, version: 1, kind, fingerprint });
}

test('a new sender is confirmed and its list accepted in one go', async () => {
  const db = await aBase();
  const { requestId, reference } = await receive(db, hall, { from });
  const preview = await previewConfirmSender(aDesk(db), { requestId, kind: 'address' });
  expect(preview).toMatchObject({ outcome: 'accept', letter: { kind: 'accepted' } });
  expect(await confirm(db, requestId)).toMatchObject({ kind: 'done' });
  const { request, orders } = (await loadRequest(db, reference))!;
  expect([request.status, orders.length]).toEqual(['accepted', 3]);
  expect(await listTrustedSenders(db, hall.insee)).toContainEqual(
    expect.objectContaining({ value: from, confirmedBy: 'Camille Roux' }),
  );
});

test('the next mail of a confirmed sender needs nobody', async () => {
  const db = await aBase();
  const { requestId } = await receive(db, hall, { from });
  await confirm(db, requestId);
  const again = aFormOf(hall);
  again.contacts.technical!.phone!.value = '+33478201199';
  const { reference } = await receive(db, hall, { from, reading: again });
  expect((await loadRequest(db, reference))!.decisions).toMatchObject([{ outcome: 'accept' }]);
});

test('what still stands in the way stays for an agent, with its reason', async () => {
  const db = await aBase();
  const unread = [{ sheet: 'Feuille1', cell: 'A40', text: 'ferme en juin', looksLikeData: true }];
  const { requestId, reference } = await receive(db, hall, {
    from,
    reading: aFormOf(hall, { changes: { unread } }),
  });
  expect(await confirm(db, requestId)).toMatchObject({ kind: 'done' });
  const { request, replies } = (await loadRequest(db, reference))!;
  expect(request).toMatchObject({
    status: 'awaiting-agent',
    tab: 'to-decide',
    reasons: ['cells_unexplained'],
  });
  expect(replies.filter(({ actionId }) => actionId !== null)).toEqual([]);
});

test('undone, the sender is a stranger again', async () => {
  const db = await aBase();
  const { requestId } = await receive(db, hall, { from });
  const before = await everything(db);
  const done = await confirm(db, requestId);
  if (done.kind !== 'done') throw new Error(JSON.stringify(done));
  await undo(aDesk(db), await anAgent(db), { actionId: done.actionId });
  expect(await everything(db)).toEqual(before);
});

test.each(['stagiaire@gmail.com', 'direction@ac-lyon.fr'])(
  'the domain of %s is nobody’s own',
  async (address) => {
    const db = await aBase();
    const { requestId } = await receive(db, hall, { from: address });
    expect(await confirm(db, requestId, 'domain')).toMatchObject({ code: 'shared-domain' });
  },
);

test('a forged address is never confirmed', async () => {
  const db = await aBase();
  const { requestId } = await receive(db, hall, { from, authenticity: 'forged' });
  expect(await confirm(db, requestId)).toMatchObject({ code: 'blocked', codes: ['forged'] });
});
