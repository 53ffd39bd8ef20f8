import type { Database } from '../../../src/store/database.js';
import { aBase, endBase } from '../../store/a-base.js';
import { aFormOf, receive } from '../../support/builders/a-dossier.js';
import { aTownHall } from '../../support/builders/a-town-hall.js';

afterEach(endBase);

const hall = aTownHall(0);
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

function decisionOn(db: Database, messageId: string) {
  return db
    .selectFrom('decision')
    .select(['outcome', 'reasons'])
    .where('message_id', '=', messageId)
    .executeTakeFirstOrThrow();
}

function requestOf(db: Database, id: string) {
  return db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

const attacks: [string, object][] = [
  [
    'a corrected form with the stolen reference',
    { isNamed: true, reading: aFormOf(hall, { director: 'Malfaisant' }) },
  ],
  ['a corrected form without a reference', { reading: aFormOf(hall, { director: 'Malfaisant' }) }],
  ['a form with errors', { isNamed: true, reading: aFormWithAHole() }],
  ['words with the stolen reference', { isNamed: true, reading: null, isAnswer: true }],
  ['a mail without form', { isNamed: true, reading: null }],
];

test.each(attacks)(
  '%s under an unproven From of the same address never touches a proven request',
  async (_title, about) => {
    const db = await aBase();
    const first = await receive(db, hall, { reading: aFormWithAHole() });
    const before = await requestOf(db, first.requestId);
    expect(before.status).toBe('awaiting-commune');

    const { isNamed, ...options } = { isNamed: false, ...about };
    const attack = await receive(db, hall, {
      ...options,
      authenticity: 'unproven',
      ...(isNamed ? { requestReference: first.reference } : {}),
    });
    expect(attack.requestId).not.toBe(first.requestId);
    const decision = await decisionOn(db, attack.messageId);
    expect(decision.outcome).toBe('ask-agent');
    expect(decision.reasons[0]).toBe('claims_proven_request');
    expect(await requestOf(db, first.requestId)).toEqual(before);
    const items = await db
      .selectFrom('work_item')
      .select('reason')
      .where('message_id', '=', attack.messageId)
      .execute();
    expect(items).toEqual([{ reason: 'claims_proven_request' }]);
    const replies = await db.selectFrom('reply').select('recipient').execute();
    expect(replies.every(({ recipient }) => recipient === hall.address)).toBe(true);

    const mended = await receive(db, hall, { requestReference: first.reference });
    expect(mended.requestId).toBe(first.requestId);
    expect(await decisionOn(db, mended.messageId)).toMatchObject({ outcome: 'accept' });
  },
);

test('a forged copy opens nothing that proven mail would join, and never makes it a repetition', async () => {
  const db = await aBase();
  const forged = await receive(db, hall, { authenticity: 'forged' });
  const unproven = await receive(db, hall, { authenticity: 'unproven' });
  const proven = await receive(db, hall);
  expect(unproven.requestId).not.toBe(forged.requestId);
  expect(proven.requestId).not.toBe(forged.requestId);
  expect(await decisionOn(db, forged.messageId)).toMatchObject({ outcome: 'ask-agent', reasons: ['forged'] });
  expect(await decisionOn(db, proven.messageId)).toMatchObject({ outcome: 'accept' });
});

test('mail that is never proven joins the request of its own unproven mail', async () => {
  const db = await aBase();
  const first = await receive(db, hall, { reading: aFormWithAHole(), authenticity: 'unproven' });
  const mended = await receive(db, hall, { authenticity: 'unproven' });
  expect(mended.requestId).toBe(first.requestId);
  expect(await decisionOn(db, mended.messageId)).toMatchObject({ outcome: 'ask-agent' });
});

test('proven mail without a reference goes to the proven request, whatever was opened in its name since', async () => {
  const db = await aBase();
  const first = await receive(db, hall, { reading: aFormWithAHole() });
  const forger = await receive(db, hall, {
    authenticity: 'unproven',
    reading: aFormOf(hall, { director: 'X' }),
  });
  expect(forger.requestId).not.toBe(first.requestId);
  const mended = await receive(db, hall);
  expect(mended.requestId).toBe(first.requestId);
  expect(await decisionOn(db, mended.messageId)).toMatchObject({ outcome: 'accept' });
});

test('a second form without the reference joins what waits for an agent, for the same commune alone', async () => {
  const db = await aBase();
  const stranger = 'luc.rey@orange.example';
  const first = await receive(db, hall, { from: stranger });
  const second = await receive(db, hall, { from: stranger, reading: aFormOf(hall, { director: 'Martin' }) });
  const other = await receive(db, aTownHall(1), { from: stranger });
  expect(second.requestId).toBe(first.requestId);
  expect(other.requestId).not.toBe(first.requestId);
});

test('a second list that does not name the schools of the first is an agent’s: none is lost', async () => {
  const db = await aBase();
  const first = await receive(db, hall, { reading: aFormWithAHole() });
  const part = aFormOf(hall);
  const second = await receive(db, hall, {
    requestReference: first.reference,
    reading: { ...part, schools: part.schools.slice(1, 2) },
  });
  expect(second.requestId).toBe(first.requestId);
  expect(await decisionOn(db, second.messageId)).toMatchObject({
    outcome: 'ask-agent',
    reasons: ['former_schools_missing'],
  });
});
