import { loadRequest } from '../../../src/store/desk/load-request.js';
import { aBase, endBase } from '../../store/a-base.js';
import { aFormOf, receive } from '../../support/builders/a-dossier.js';
import { aTownHall } from '../../support/builders/a-town-hall.js';

afterEach(endBase);

const hall = aTownHall(0);
const automatic = { from: 'mailer-daemon@mx.example', reading: null, isAutomatic: true } as const;

test('automatic mail is shown with the request it speaks of, which it does not move', async () => {
  const db = await aBase();
  const first = await receive(db, hall);
  const before = await db.selectFrom('request').selectAll().executeTakeFirstOrThrow();
  const absence = await receive(db, hall, {
    reading: null,
    isAutomatic: true,
    requestReference: first.reference,
  });
  expect(absence.requestId).toBe(first.requestId);
  expect(await db.selectFrom('request').selectAll().execute()).toEqual([before]);
  expect((await loadRequest(db, first.reference))!.messages.map(({ kind }) => kind)).toEqual([
    'form',
    'automatic',
  ]);
});

test('a reference that somebody else’s machine writes is not enough', async () => {
  const db = await aBase();
  const { reference } = await receive(db, hall);
  await expect(receive(db, hall, { ...automatic, requestReference: reference })).rejects.toThrow();
  expect((await loadRequest(db, reference))!.messages).toHaveLength(1);
});

test.each(['id', 'rfc_message_id'] as const)(
  'a bounce that names our reply by its %s marks it and its address, joins its request and opens it again',
  async (name) => {
    const db = await aBase();
    const first = await receive(db, hall);
    const reply = await db.selectFrom('reply').selectAll().executeTakeFirstOrThrow();
    await db.updateTable('reply').set({ status: 'sent' }).execute();
    const bounce = await receive(db, hall, { ...automatic, bounced: [reply[name]] });
    expect(bounce.requestId).toBe(first.requestId);
    const loaded = (await loadRequest(db, first.reference))!;
    expect(loaded.request).toMatchObject({ status: 'awaiting-agent', bounces: { count: 1 } });
    expect(loaded.replies).toMatchObject([{ status: 'bounced' }]);
    const decided = await db
      .selectFrom('decision')
      .select('decided_at')
      .where('message_id', '=', bounce.messageId)
      .executeTakeFirstOrThrow();
    const marked = await db.selectFrom('bounced_address').selectAll().execute();
    expect(marked).toEqual([{ address: hall.address, bounces: 1, last_bounced_at: decided.decided_at }]);

    await receive(db, hall, { ...automatic, bounced: [reply[name]] });
    expect(await db.selectFrom('bounced_address').select('bounces').execute()).toEqual([{ bounces: 1 }]);
  },
);

test('what a corrected form changes is kept for the agent', async () => {
  const db = await aBase();
  const stranger = 'luc.rey@orange.example';
  const first = await receive(db, hall, { from: stranger });
  await receive(db, hall, { from: stranger, reading: aFormOf(hall, { director: 'Martin' }) });
  const { corrections } = (await loadRequest(db, first.reference))!;
  expect(corrections).toMatchObject([
    { changes: [{ field: 'schools[0].administrator.lastName', before: 'Durand', after: 'Martin' }] },
  ]);
});

test('the active clock counts what the commune makes us wait, and the legal one never stops', async () => {
  const db = await aBase();
  const missing = { field: 'schools[1].administrator.email', code: 'missing', severity: 'error' } as const;
  const problems = [{ ...missing, where: null, message: 'Manque.', suggestion: null }];
  const wrong = aFormOf(hall, { changes: { kind: 'invalid', problems } });
  const { requestId, reference } = await receive(db, hall, { reading: wrong });
  const hours = (count: number) => new Date(Date.now() - count * 3_600_000);
  const clock = () =>
    db.selectFrom('request').select(['waited_ms', 'waiting_since', 'due_on']).executeTakeFirstOrThrow();
  const due = (await clock()).due_on;
  for (const [index, waited] of [5, 2].entries()) {
    await db
      .updateTable('request')
      .set({ waiting_since: hours(waited) })
      .where('id', '=', requestId)
      .execute();
    await db.updateTable('request').set({ status: 'awaiting-agent' }).where('id', '=', requestId).execute();
    const stopped = await clock();
    expect(Math.round(Number(stopped.waited_ms) / 3_600_000)).toBe([5, 7][index]);
    expect(stopped).toMatchObject({ waiting_since: null, due_on: due });
    await db.updateTable('request').set({ version: 9 }).where('id', '=', requestId).execute();
    expect((await clock()).waited_ms).toBe(stopped.waited_ms);
    await db.updateTable('request').set({ status: 'awaiting-commune' }).where('id', '=', requestId).execute();
    expect((await clock()).waiting_since).not.toBeNull();
  }
  await db
    .updateTable('request')
    .set({ opened_at: hours(1) })
    .where('id', '=', requestId)
    .execute();
  expect(Number((await clock()).waited_ms)).toBe(0);
  expect((await loadRequest(db, reference))!.request.dueOn).toBe(due);
});
