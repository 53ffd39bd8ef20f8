import { stoppedClock } from '../../../src/kernel/clock.js';
import { silentLog } from '../../../src/kernel/log.js';
import type { Database } from '../../../src/store/database.js';
import { sendTeamDigest } from '../../../workers/notices/team-digest.js';
import { aPerson, aStoredOrder, aUai } from '../../provisioning/laclasse/support/stored-orders.js';
import { aBase, endBase } from '../../store/a-base.js';
import { aCampaign, aListOf2026 } from '../../support/builders/a-campaign.js';

afterEach(endBase);

/** An order aimed at and due on 20 November 2026, a Friday. */
async function setting() {
  const db = await aBase();
  const administrator = aPerson();
  const id = await aStoredOrder(db, { kind: 'open-school', uai: aUai(), administrator });
  const plannedAt = new Date('2026-11-19T09:00:00Z');
  await db.updateTable('access_order').set({ planned_at: plannedAt, due_at: plannedAt }).execute();
  return { db, administrator, id };
}

const digest = { to: ['equipe@metropole.example'], supervisors: ['chef@metropole.example'], from: '08:30' };

function at(db: Database, instant: string, more: Partial<typeof digest> = {}) {
  const enqueued: string[] = [];
  const queues = {
    enqueue: async (_: unknown, ids: readonly string[]) => {
      enqueued.push(...ids);
    },
  };
  return sendTeamDigest({
    ...{ db, queues, clock: stoppedClock(instant), log: silentLog, closures: new Set<string>() },
    ...{
      digest: { ...digest, ...more },
      webUrl: new URL('https://desk.example'),
      ownAddresses: ['inscriptions@laclasse.example'],
      domain: 'laclasse.example',
    },
  });
}

const mails = (db: Database) =>
  db
    .selectFrom('reply')
    .selectAll()
    .where('kind', '=', 'team-digest')
    .orderBy('owed_at')
    .orderBy('recipient')
    .execute();

test.each([
  ['six days before the target: nothing', '2026-11-13T09:00:00Z', 0, ''],
  ['J-5 falls on a Sunday: told on the Monday', '2026-11-16T09:00:00Z', 1, 'Dans les cinq jours (1)'],
  ['J-2', '2026-11-18T09:00:00Z', 1, 'Dans les deux jours (1)'],
  ['the day', '2026-11-20T09:00:00Z', 1, 'Aujourd’hui (1)'],
  ['late: supervisors too', '2026-11-23T09:00:00Z', 2, 'En retard (1)'],
])('%s', async (_, instant, count, words) => {
  const { db, administrator } = await setting();
  expect(await at(db, instant)).toBe(count);
  const sent = await mails(db);
  expect(sent).toHaveLength(count);
  for (const mail of sent) {
    expect(mail.text_body).toContain(words);
    expect(mail.html_body).toContain('Corbas');
    expect(mail.text_body + mail.html_body).not.toContain(administrator.lastName);
    expect(mail).toMatchObject({ status: 'queued', request_id: null });
  }
});

test.each([
  ['before the hour', '2026-11-18T07:29:00Z'],
  ['in the evening', '2026-11-18T17:00:00Z'],
  ['on a Saturday', '2026-11-21T09:00:00Z'],
  ['on a holiday', '2026-12-25T09:00:00Z'],
])('nobody is written to %s', async (_, instant) => {
  const { db } = await setting();
  expect(await at(db, instant)).toBe(0);
});

test('one a day to each, however often it is looked, by two workers at once, or when somebody is added', async () => {
  const { db } = await setting();
  const counts = await Promise.all([1, 2, 3].map(() => at(db, '2026-11-18T09:00:00Z')));
  expect(counts.toSorted()).toEqual([0, 0, 1]);
  expect(await at(db, '2026-11-18T15:00:00Z')).toBe(0);
  const to = [...digest.to, 'nouvelle@metropole.example'];
  expect(await at(db, '2026-11-18T15:00:00Z', { to })).toBe(1);
  expect(await at(db, '2026-11-19T09:00:00Z')).toBe(1);
  expect((await mails(db)).map(({ version }) => version)).toEqual(['2026-11-18', '2026-11-18', '2026-11-19']);
});

test('a promise that the plan breaks is told long before its day', async () => {
  const { db } = await setting();
  const plannedAt = new Date('2026-11-23T09:00:00Z');
  await db.updateTable('access_order').set({ planned_at: plannedAt, due_at: plannedAt }).execute();
  expect(await at(db, '2026-11-09T09:00:00Z')).toBe(1);
  const [mail] = await mails(db);
  expect(mail!.text_body).toContain('Plus tard, mais menacé (1)');
  expect(mail!.text_body).toContain('Il n’y a plus de place avant la date promise.');
});

test('done or not asked for: nobody is told', async () => {
  const { db } = await setting();
  expect(await at(db, '2026-11-18T09:00:00Z', { to: [], supervisors: [] })).toBe(0);
  await db.updateTable('access_order').set({ status: 'done' }).execute();
  expect(await at(db, '2026-11-18T09:00:00Z')).toBe(0);
});

/** Two communes under way, the first of which has lost its follow-up person; no promise is due. */
async function aBlockedCampaign(state: 'prepared' | 'open' | 'closed' | 'applied') {
  const db = await aBase();
  const hall = await aListOf2026(db, 0);
  await aListOf2026(db, 1);
  await aCampaign(db, { state });
  await db
    .deleteFrom('commune_contact')
    .where('commune_insee', '=', hall.insee)
    .where('role', '=', 'followUp')
    .execute();
  return db;
}

test.each([
  [
    ...(['blocked from its opening', 'open', '2027-05-03T09:00:00Z', 1, '1 commune bloquée'] as const),
    'Son silence ne suffit pas à reconduire sa liste : elle attend votre décision, à appliquer le jeudi 19 août 2027 au plus tard.',
    '1 commune bloquée dans la reconduction',
  ],
  [
    ...(['at risk two weeks before its last day', 'closed', '2027-08-05T09:00:00Z', 1, 'à risque'] as const),
    'Il reste 1 commune bloquée. Tout doit être appliqué le jeudi 19 août 2027 au plus tard.',
    'reconduction à risque',
  ],
  [
    ...(['late, supervisors told too', 'closed', '2027-08-20T09:00:00Z', 2, 'en retard'] as const),
    'Il reste 1 commune bloquée. Tout devait être appliqué le jeudi 19 août 2027 au plus tard.',
    'reconduction en retard',
  ],
] as const)(
  'without any promise due, the team is told of a renewal %s',
  async (_, state, instant, count, heading, sentence, subject) => {
    const db = await aBlockedCampaign(state);
    expect(await at(db, instant)).toBe(count);
    expect(await at(db, instant)).toBe(0);
    const sent = await mails(db);
    expect(sent).toHaveLength(count);
    for (const mail of sent) {
      const text = mail.text_body.replaceAll('\u00a0', ' ');
      expect(mail.subject.replaceAll('\u00a0', ' ')).toMatch(new RegExp(` : ${subject}$`));
      expect(text).toContain(`Reconduction 2027-2028 : ${heading}\n${sentence}\n`);
      expect(text).toContain('https://desk.example/reconduction?annee=2027');
      expect(mail.html_body!.replaceAll('\u00a0', ' ')).toContain(`<p>${sentence}</p>`);
    }
  },
);

test.each(['prepared', 'applied'] as const)('a campaign %s is not told', async (state) => {
  const db = await aBlockedCampaign(state);
  expect(await at(db, '2027-08-20T09:00:00Z')).toBe(0);
});

test('a campaign where nothing waits is not told', async () => {
  const db = await aBase();
  await aListOf2026(db, 0);
  await aCampaign(db);
  expect(await at(db, '2027-05-03T09:00:00Z')).toBe(0);
});
