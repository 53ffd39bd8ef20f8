import { readYearWords } from '../../../src/registry/year-words.js';
import type { Database } from '../../../src/store/database.js';
import { aBase, endBase } from '../../store/a-base.js';
import { aCampaign, aListOf2026 } from '../../support/builders/a-campaign.js';
import { aFormOf, type ReceivedOptions, receive } from '../../support/builders/a-dossier.js';
import type { TownHall } from '../../support/builders/a-town-hall.js';

let db: Database;
let hall: TownHall;
beforeEach(async () => {
  db = await aBase();
  hall = await aListOf2026(db, 0);
});
afterEach(endBase);

const IN_MAY = new Date('2027-05-12T08:00:00Z');
const next = { years: readYearWords('année scolaire 2027-2028') };

/** All that became of one message of this town hall, received in May unless told otherwise. */
async function after(options: ReceivedOptions) {
  const { messageId, requestId } = await receive(db, hall, { receivedAt: IN_MAY, ...options });
  const one = <Row>(rows: Row[]) => rows[0];
  const [decision, request, reply, year, orders, lists] = await Promise.all([
    db.selectFrom('decision').selectAll().where('message_id', '=', messageId).execute().then(one),
    db.selectFrom('request').selectAll().where('id', '=', requestId).execute().then(one),
    db.selectFrom('reply').selectAll().where('message_id', '=', messageId).execute().then(one),
    db.selectFrom('request_year').selectAll().where('request_id', '=', requestId).execute().then(one),
    db.selectFrom('access_order').selectAll().where('request_id', '=', requestId).orderBy('uai').execute(),
    db.selectFrom('listed_school').select(['school_year', 'uai']).execute(),
  ]);
  const listed = (schoolYear: number) => lists.filter(({ school_year }) => school_year === schoolYear).length;
  return { decision: decision!, request: request!, reply: reply!, year, orders, listed };
}

test('« pas de changement » from a trusted sender renews the list, and says so', async () => {
  await aCampaign(db);
  const { decision, request, reply, year, orders, listed } = await after({
    reading: null,
    says: ['no-change'],
  });
  expect(decision).toMatchObject({ outcome: 'accept', reasons: ['renewed_unchanged'] });
  expect(request).toMatchObject({ status: 'opened', commune_insee: hall.insee });
  expect(reply).toMatchObject({ kind: 'renewal-answer', recipient: hall.address });
  expect(reply.text_body.replace(/\s+/g, ' ')).toContain(
    'rien ne change pour l’année 2027-2028 : les 3 écoles',
  );
  expect(year).toMatchObject({ school_year: 2027, campaign: 2027, answer: 'no-change', is_late: false });
  expect([orders.length, listed(2026), listed(2027)]).toEqual([0, 3, 3]);
});

test.each<[string, ReceivedOptions, string, string]>([
  ['an unsure word', { says: ['no-change-unsure'] }, 'no_change_unsure', 'under-review'],
  [
    'a late word',
    { says: ['no-change'], receivedAt: new Date('2027-06-20T22:00:00Z') },
    'renewal_late',
    'renewal-late',
  ],
])('%s is for an agent, and renews nothing', async (_what, options, reason, kind) => {
  await aCampaign(db);
  const { decision, reply, listed } = await after({ reading: null, ...options });
  expect(decision).toMatchObject({ outcome: 'ask-agent', reasons: [reason] });
  expect(reply.kind).toBe(kind);
  expect(listed(2027)).toBe(0);
});

test.each<[string, ReceivedOptions]>([
  ['an address nobody confirmed', { from: 'inconnu@ailleurs.example' }],
  ['an unproven sender', { authenticity: 'unproven' }],
  ['a sender out of season', { receivedAt: new Date('2026-11-24T08:00:00Z') }],
])('« pas de changement » from %s renews nothing', async (_who, options) => {
  await aCampaign(db);
  const { decision, listed } = await after({ reading: null, says: ['no-change'], ...options });
  expect(decision.outcome).toBe('no-form');
  expect(listed(2027)).toBe(0);
});

test('« pas de changement » after a list was sent is for an agent', async () => {
  await aCampaign(db);
  await after({ reading: aFormOf(hall, { changes: next }) });
  const { decision } = await after({ reading: null, says: ['no-change'] });
  expect(decision).toMatchObject({ outcome: 'ask-agent', reasons: ['answer_without_form'] });
});

test('a whole list that keeps everything is accepted for the coming year, without an order', async () => {
  await aCampaign(db);
  const { decision, request, reply, listed } = await after({ reading: aFormOf(hall, { changes: next }) });
  expect(decision.outcome).toBe('accept');
  expect(request).toMatchObject({ status: 'opened', due_on: '2027-08-19', target_on: '2027-08-19' });
  expect(reply.kind).toBe('renewal-answer');
  expect([listed(2026), listed(2027)]).toEqual([3, 3]);
});

test('a school added for the coming year is ordered before 20 August', async () => {
  const added = hall.schools[2]!.uai;
  await db.deleteFrom('listed_school').where('uai', '=', added).execute();
  await aCampaign(db);
  const { decision, orders, reply, listed } = await after({ reading: aFormOf(hall, { changes: next }) });
  expect(decision.outcome).toBe('accept');
  expect(orders).toMatchObject([
    { kind: 'open-school', uai: added, due_on: '2027-08-19', target_on: '2027-08-19', not_before: null },
  ]);
  expect(reply.text_body).toContain('Écoles ajoutées');
  expect([listed(2026), listed(2027)]).toEqual([2, 3]);
});

test('a school missing is a question to the commune and an agent’s decision, never a removal', async () => {
  await aCampaign(db);
  const { decision, request, reply, orders } = await after({
    reading: aFormOf(hall, { schools: 2, changes: next }),
  });
  expect(decision).toMatchObject({ outcome: 'ask-agent', reasons: ['school_missing_from_list'] });
  expect(request.status).toBe('awaiting-agent');
  expect(reply.kind).toBe('renewal-question');
  expect(reply.text_body.replace(/\s+/g, ' ')).toContain(
    `${hall.schools[2]!.name} (${hall.schools[2]!.uai})`,
  );
  expect(orders).toEqual([]);
});

test('a list received after the last day is kept, marked late, and an agent decides', async () => {
  await aCampaign(db, { state: 'closed' });
  const receivedAt = new Date('2027-06-20T22:00:00Z');
  const { decision, reply, year } = await after({ reading: aFormOf(hall, { changes: next }), receivedAt });
  expect(decision).toMatchObject({ outcome: 'ask-agent', reasons: ['renewal_late'] });
  expect(reply.kind).toBe('renewal-late');
  expect(year).toMatchObject({ campaign: 2027, is_late: true });
});

test('a form that says nothing of its year during a campaign is for an agent to place', async () => {
  await aCampaign(db);
  const { decision, reply, year } = await after({ reading: aFormOf(hall) });
  expect(decision).toMatchObject({ outcome: 'ask-agent', reasons: ['school_year_unclear'] });
  expect(reply.kind).toBe('under-review');
  expect(year).toMatchObject({
    school_year: 2027,
    is_unclear: true,
    candidates: [2026, 2027],
    campaign: 2027,
  });
});

test('a change of person « dès maintenant » keeps the two-week promise, in the middle of a campaign', async () => {
  await aCampaign(db);
  await after({ reading: aFormOf(hall, { changes: next }) });
  const reading = aFormOf(hall, { changes: { years: readYearWords('dès maintenant') } });
  reading.schools[0]!.administrator!.phone!.value = '+33472900399';
  const { decision, request, reply, orders, year } = await after({ reading });
  expect(decision.outcome).toBe('accept');
  expect(request.due_on).toBe('2027-05-26');
  expect(reply.kind).toBe('accepted');
  expect(orders).toMatchObject([{ kind: 'update-contact', due_on: '2027-05-26', not_before: null }]);
  expect(year).toMatchObject({ school_year: 2026, campaign: null });
  const phones = await db
    .selectFrom('listed_school')
    .select(['school_year', 'administrator'])
    .where('uai', '=', hall.schools[0]!.uai)
    .orderBy('school_year')
    .execute();
  expect(phones.map(({ administrator }) => administrator.phone)).toEqual(['+33472900399', '+33472900399']);
});

test('out of season nothing is asked of a year: the day decides, and the promise is two weeks', async () => {
  await aCampaign(db);
  await db.deleteFrom('listed_school').where('uai', '=', hall.schools[2]!.uai).execute();
  const { request, orders, year } = await after({
    ...{ reading: aFormOf(hall), receivedAt: new Date('2026-11-24T08:00:00Z') },
  });
  expect(request.due_on).toBe('2026-12-08');
  expect(orders).toMatchObject([{ kind: 'open-school', due_on: '2026-12-08' }]);
  expect(year).toMatchObject({ school_year: 2026, reason: 'day_received', campaign: null });
});
