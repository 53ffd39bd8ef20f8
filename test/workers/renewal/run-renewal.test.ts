import { silentLog } from '../../../src/kernel/log.js';
import { loadTemplates } from '../../../src/reply/write-reply.js';
import type { Database } from '../../../src/store/database.js';
import { findCampaign, moveCampaign } from '../../../src/store/renewal/campaigns.js';
import { loadParticipants } from '../../../src/store/renewal/participants.js';
import { type RenewalSteps, runRenewal } from '../../../workers/renewal/run-renewal.js';
import { aService, TEMPLATES } from '../../reply/a-reply.js';
import { aBase, endBase } from '../../store/a-base.js';
import { aCampaign, aListOf2026, followUpOf } from '../../support/builders/a-campaign.js';

let db: Database;
let asked: string[];
beforeAll(() => loadTemplates(TEMPLATES));
beforeEach(async () => {
  db = await aBase();
  asked = [];
});
afterEach(endBase);

const most = 100_000;
const brakes = { addressPerHour: most, addressPerDay: most, requestPerDay: most, servicePerHour: most };
const ownAddresses = [aService.email];

function runAt(instant: string, about: Partial<RenewalSteps> = {}) {
  return runRenewal({
    ...{ db, log: silentLog, service: aService, replies: 'send', ownAddresses, brakes },
    clock: { now: () => new Date(instant) },
    queues: {
      enqueue: async (_job, ids) => {
        asked.push(...ids);
      },
    },
    closures: new Set(),
    printReference: (reference) => reference,
    ...about,
  });
}

const letters = () =>
  db
    .selectFrom('reply')
    .selectAll()
    .where('kind', 'like', 'renewal-%')
    .orderBy('owed_at')
    .orderBy('recipient')
    .execute();
const standingOf = async (insee: string) =>
  (await loadParticipants(db, 2027, ownAddresses)).find(({ communeInsee }) => communeInsee === insee)!;
const stateOf = async () => (await findCampaign(db, 2027))!.state;

/** The outbox did its work: what was queued has left. */
async function allLeave(at: string, status: 'sent' | 'bounced' = 'sent') {
  await db
    .updateTable('reply')
    .set({ status, sent_at: new Date(at) })
    .where('status', '=', 'queued')
    .execute();
}

test('the opening letter goes once to the follow-up person, the technical contact in copy, with the list filled in', async () => {
  const hall = await aListOf2026(db, 0);
  await aCampaign(db);
  await runAt('2027-05-03T07:00:00Z');
  await runAt('2027-05-03T07:10:00Z');
  const [letter, ...others] = await letters();
  expect(others).toEqual([]);
  expect(letter).toMatchObject({
    ...{ kind: 'renewal-opening', recipient: followUpOf(hall), status: 'queued', request_id: null },
    cc: `informatique@mairie-${hall.insee}.example`,
    attachments: [{ kind: 'model-form', communeInsee: hall.insee, isPrefilled: true, schoolYear: 2027 }],
  });
  expect(letter!.subject).toContain(`RC-2027-${hall.insee}`);
  expect(letter!.rfc_message_id).toMatch(new RegExp(`^<RC-2027-${hall.insee}\\.renewal-opening\\.`));
  expect(letter!.text_body.replace(/\s+/g, ' ')).toContain('au plus tard le dimanche 20 juin 2027');
  expect(asked).toEqual([letter!.id]);
});

test.each([
  ['prepared', '2027-05-03T07:00:00Z'],
  ['paused', '2027-05-03T07:00:00Z'],
] as const)('no letter leaves while the campaign is %s', async (state, instant) => {
  await aListOf2026(db, 0);
  await aCampaign(db, { state });
  await runAt(instant);
  expect(await letters()).toEqual([]);
});

test.each([
  ['before the opening day', '2027-04-30T08:00:00Z'],
  ['before offices open', '2027-05-03T05:30:00Z'],
  ['in the evening', '2027-05-03T16:30:00Z'],
  ['on a Saturday', '2027-05-08T08:00:00Z'],
  ['on Ascension Day', '2027-05-06T08:00:00Z'],
])('no letter leaves %s', async (_when, instant) => {
  await aListOf2026(db, 0);
  await aCampaign(db);
  await runAt(instant);
  expect(await letters()).toEqual([]);
});

test('letters leave at the pace of the campaign, whatever processes run, and each once', async () => {
  for (let index = 0; index < 12; index += 1) await aListOf2026(db, index);
  await aCampaign(db, { lettersPerHour: 5 });
  await Promise.all([runAt('2027-05-03T07:00:00Z'), runAt('2027-05-03T07:00:00Z')]);
  expect(await letters()).toHaveLength(5);
  await runAt('2027-05-03T07:30:00Z');
  expect(await letters()).toHaveLength(5);
  await runAt('2027-05-03T08:00:00Z');
  expect(await letters()).toHaveLength(10);
  await moveCampaign(db, 2027, { to: 'paused', at: new Date() });
  await runAt('2027-05-03T09:30:00Z');
  expect(await letters()).toHaveLength(10);
  await moveCampaign(db, 2027, { to: 'open', at: new Date() });
  await runAt('2027-05-03T09:40:00Z');
  const all = await letters();
  expect(all).toHaveLength(12);
  expect(new Set(all.map(({ recipient }) => recipient)).size).toBe(12);
});

test('a letter whose row is refused is not owed: the reply and the row are saved together', async () => {
  await aListOf2026(db, 0);
  await aCampaign(db);
  await db.schema.alterTable('renewal_letter').renameTo('renewal_letter_away').execute();
  await runAt('2027-05-03T07:00:00Z');
  expect(await letters()).toEqual([]);
  await db.schema.alterTable('renewal_letter_away').renameTo('renewal_letter').execute();
  await runAt('2027-05-03T07:05:00Z');
  expect(await letters()).toHaveLength(1);
});

test('who has not answered is reminded on each day of it, and no more after the last day', async () => {
  await aListOf2026(db, 0);
  await aCampaign(db);
  await runAt('2027-05-03T07:00:00Z');
  await allLeave('2027-05-03T07:01:00Z');
  await runAt('2027-05-28T07:00:00Z');
  expect(await letters()).toHaveLength(1);
  await runAt('2027-05-31T07:00:00Z');
  await runAt('2027-06-01T07:00:00Z');
  await runAt('2027-06-14T07:00:00Z');
  await runAt('2027-06-18T07:00:00Z');
  await runAt('2027-06-21T07:00:00Z');
  const kinds = (await letters()).map(({ kind }) => kind);
  expect(kinds).toEqual(['renewal-opening', 'renewal-reminder', 'renewal-reminder']);
});

test('20 June in Paris is on time to the last second, then the campaign closes', async () => {
  await aListOf2026(db, 0);
  await aCampaign(db);
  await runAt('2027-06-20T21:59:59Z');
  expect(await stateOf()).toBe('open');
  await runAt('2027-06-20T22:00:00Z');
  expect(await stateOf()).toBe('closed');
});

test('silence renews last year’s list, keeps the evidence, and the commune is told', async () => {
  const hall = await aListOf2026(db, 0);
  await aCampaign(db);
  await runAt('2027-05-03T07:00:00Z');
  await allLeave('2027-05-03T07:01:00Z');
  await runAt('2027-06-21T07:00:00Z');
  expect((await standingOf(hall.insee)).facts.settledAs).toBeNull();
  await runAt('2027-06-24T07:00:00Z');
  await runAt('2027-06-24T07:05:00Z');
  const { facts, evidence, list } = await standingOf(hall.insee);
  expect(facts.settledAs).toBe('renewed');
  expect(evidence).toMatchObject({
    letters: [{ letter: 'opening', recipient: followUpOf(hall), sentAt: '2027-05-03T07:01:00.000Z' }],
    ...{ renewedFrom: 2026, schools: 3 },
  });
  expect(list.schools).toHaveLength(3);
  const years = await db
    .selectFrom('listed_school')
    .select('school_year')
    .distinct()
    .orderBy('school_year')
    .execute();
  expect(years.map(({ school_year }) => school_year)).toEqual([2026, 2027]);
  const told = (await letters()).filter(({ kind }) => kind === 'renewal-renewed');
  expect(told).toMatchObject([{ recipient: followUpOf(hall), status: 'queued', attachments: [] }]);
});

const items = () =>
  db.selectFrom('work_item').select(['reason', 'subject_id']).where('closed_at', 'is', null).execute();

test.each(['bounced', 'held', 'failed'] as const)(
  'a letter that is %s renews nothing: an agent is called, once',
  async (status) => {
    const hall = await aListOf2026(db, 0);
    await aCampaign(db);
    await runAt('2027-05-03T07:00:00Z');
    await db.updateTable('reply').set({ status }).execute();
    await runAt('2027-06-24T07:00:00Z');
    await runAt('2027-06-25T07:00:00Z');
    const participant = await standingOf(hall.insee);
    expect(participant.facts.settledAs).toBeNull();
    expect((await items()).filter(({ subject_id }) => subject_id === participant.id)).toEqual([
      { reason: 'renewal_blocked', subject_id: participant.id },
    ]);
    const copied = await db
      .selectFrom('listed_school')
      .select('uai')
      .where('school_year', '=', 2027)
      .execute();
    expect(copied).toEqual([]);
  },
);

test('a commune without a living contact is not written to, and blocks', async () => {
  const hall = await aListOf2026(db, 0);
  await db.deleteFrom('commune_contact').where('commune_insee', '=', hall.insee).execute();
  await aCampaign(db);
  await runAt('2027-05-03T07:00:00Z');
  await runAt('2027-06-24T07:00:00Z');
  expect(await letters()).toEqual([]);
  const { id } = await standingOf(hall.insee);
  expect(await items()).toContainEqual({ reason: 'renewal_blocked', subject_id: id });
});

test('a commune whose convention ends before September is not asked', async () => {
  const hall = await aListOf2026(db, 0);
  await db
    .updateTable('convention')
    .set({ denounced_on: '2027-01-10', ends_on: '2027-08-15' })
    .where('commune_insee', '=', hall.insee)
    .execute();
  await aCampaign(db);
  await runAt('2027-05-03T07:00:00Z');
  await runAt('2027-06-24T07:00:00Z');
  expect(await letters()).toEqual([]);
  expect((await standingOf(hall.insee)).facts).toMatchObject({ isLeaving: true, settledAs: null });
});

test('a campaign whose communes are all settled, its orders done, is applied', async () => {
  await aListOf2026(db, 0);
  await aCampaign(db);
  await runAt('2027-05-03T07:00:00Z');
  await allLeave('2027-05-03T07:01:00Z');
  await runAt('2027-06-22T07:00:00Z');
  expect(await stateOf()).toBe('closed');
  await runAt('2027-06-24T07:00:00Z');
  expect(await stateOf()).toBe('applied');
});
