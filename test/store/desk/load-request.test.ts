import { loadRequest } from '../../../src/store/desk/load-request.js';
import { aFormOf, receive } from '../../support/builders/a-dossier.js';
import { aTownHall } from '../../support/builders/a-town-hall.js';
import { aBase, endBase } from '../a-base.js';

afterEach(endBase);

test('a request tells its whole story in order, from the mail to the orders', async () => {
  const db = await aBase();
  const { reference, messageId } = await receive(db, aTownHall(0));
  const loaded = (await loadRequest(db, reference))!;
  expect(loaded.request).toMatchObject({
    reference,
    status: 'accepted',
    version: 1,
    reasons: ['all_conditions_hold'],
  });
  expect(loaded.messages).toMatchObject([{ id: messageId, documents: [{ name: 'liste.xlsx' }] }]);
  expect(loaded.readings).toMatchObject([{ isCurrent: true, edits: [], reading: aFormOf(aTownHall(0)) }]);
  expect(loaded.replies).toMatchObject([{ kind: 'accepted', attempts: [], status: 'queued' }]);
  expect(loaded.orders.map(({ kind }) => kind)).toEqual(['open-school', 'open-school', 'open-school']);
  const kinds = [...new Set(loaded.timeline.map(({ kind }) => kind))];
  expect(kinds.toSorted()).toEqual(
    [
      'change-made',
      'document-read',
      'message-decided',
      'message-received',
      'order-planned',
      'reply-owed',
    ].toSorted(),
  );
  const times = loaded.timeline.map(({ at }) => at.getTime());
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test('a reference nobody has is no request', async () => {
  const db = await aBase();
  expect(await loadRequest(db, 'LC-2026-99999')).toBeNull();
});
