import { correctConvention } from '../../../src/desk/conventions/correct-convention.js';
import { recordNotification, recordSigning } from '../../../src/desk/conventions/record-convention.js';
import { previewTakeOver, takeOverConventions } from '../../../src/desk/conventions/take-over.js';
import { stoppedClock } from '../../../src/kernel/clock.js';
import { loadCommunes } from '../../../src/store/cases.js';
import { listConventionEvents } from '../../../src/store/convention-events.js';
import { loadConventions } from '../../../src/store/conventions.js';
import { listAudit } from '../../../src/store/desk/audit.js';
import { aBase, endBase } from '../../store/a-base.js';
import { aDesk } from '../../support/builders/a-desk.js';
import { anAgent } from '../../support/builders/a-dossier.js';
import { aConventionOf, aListedCommune, leavingHall } from '../../support/builders/a-leaving-commune.js';

afterEach(endBase);

const { insee } = leavingHall;

async function aDeskOn(instant: string) {
  const db = await aBase();
  const desk = aDesk(db, { clock: stoppedClock(instant) });
  return { db, desk, agent: await anAgent(db), supervisor: await anAgent(db, 'supervisor') };
}

test('a commune that left signs anew: the new convention runs from its notification, the old one is kept', async () => {
  const { db, desk, agent } = await aDeskOn('2028-01-10T09:00:00Z');
  await aConventionOf(db, { denouncedOn: '2027-05-10', endsOn: '2027-10-01' });
  const signed = await recordSigning(desk, agent, { communeInsee: insee, signedOn: '2028-01-05' });
  if (signed.kind !== 'done') throw new Error(JSON.stringify(signed));
  const { conventionId } = signed;
  const isInForce = async (day: string) =>
    (await loadCommunes(db, [insee], { day, schoolYear: 2027 })).get(insee)!.isConventionInForce;
  expect(await isInForce('2028-01-10')).toBe(false);
  const early = await recordNotification(desk, agent, { conventionId, notifiedOn: '2028-01-04' });
  expect(early).toMatchObject({ code: 'wrong-value' });
  expect(await recordNotification(desk, agent, { conventionId, notifiedOn: '2028-01-09' })).toEqual(signed);
  expect([await isInForce('2028-01-08'), await isInForce('2028-01-09')]).toEqual([false, true]);
  expect([await isInForce('2027-10-01'), await isInForce('2027-10-02')]).toEqual([true, false]);
  const again = await recordNotification(desk, agent, { conventionId, notifiedOn: '2028-01-09' });
  expect(again).toMatchObject({ code: 'plan-changed' });
  expect((await loadConventions(db, [insee])).map(({ notifiedOn }) => String(notifiedOn))).toEqual([
    '2019-10-01',
    '2028-01-09',
  ]);
  const events = await listConventionEvents(db, [conventionId]);
  expect(events.map(({ kind, onDay, agentName }) => [kind, onDay, agentName])).toEqual([
    ['signed', '2028-01-05', 'Camille Roux'],
    ['notified', '2028-01-09', 'Camille Roux'],
  ]);
});

test('a commune with a convention that nobody denounced signs no other; a reader records nothing', async () => {
  const { db, desk, agent } = await aDeskOn('2028-01-10T09:00:00Z');
  const signing = { communeInsee: insee, signedOn: '2028-01-05' };
  expect(await recordSigning(desk, agent, signing)).toMatchObject({ code: 'already-signed' });
  expect(await recordSigning(desk, await anAgent(db, 'reader'), signing)).toEqual({ kind: 'forbidden' });
  expect(await recordSigning(desk, agent, { ...signing, signedOn: '2028-01-11' })).toMatchObject({
    code: 'future-date',
  });
  expect(await recordSigning(desk, agent, { ...signing, communeInsee: '75056' })).toMatchObject({
    code: 'wrong-value',
  });
});

test('a supervisor mends the dates with a reason; a denounced convention is not mended', async () => {
  const { db, desk, agent, supervisor } = await aDeskOn('2028-01-10T09:00:00Z');
  const conventionId = await aConventionOf(db);
  const mend = { conventionId, signedOn: '2019-09-19', notifiedOn: '2019-10-04', reason: 'Faute de frappe' };
  expect(await correctConvention(desk, agent, mend)).toEqual({ kind: 'forbidden' });
  expect(await correctConvention(desk, supervisor, { ...mend, reason: ' ' })).toMatchObject({
    code: 'missing-reason',
  });
  expect(await correctConvention(desk, supervisor, { ...mend, notifiedOn: '2019-09-18' })).toMatchObject({
    code: 'wrong-value',
  });
  expect(await correctConvention(desk, supervisor, mend)).toEqual({ kind: 'done' });
  const [entry] = await listAudit(db, {}, 1);
  expect(entry).toMatchObject({
    verb: 'correct-convention',
    facts: { notifiedOn: '2019-10-04', former: { notifiedOn: '2019-10-01' }, reason: 'Faute de frappe' },
  });
  await aConventionOf(db, { denouncedOn: '2027-05-10', endsOn: '2027-10-04' });
  expect(await correctConvention(desk, supervisor, mend)).toMatchObject({ code: 'already-denounced' });
});

test('the commune that replaces others takes over their conventions, lists and contacts; access does not change', async () => {
  const { db, desk, agent, supervisor } = await aDeskOn('2026-11-10T09:00:00Z');
  const [into, former] = ['69149', '69152'];
  const oullins = { ...leavingHall, insee: into, schools: leavingHall.schools.slice(0, 1) };
  const pierreBenite = { ...leavingHall, insee: former, schools: leavingHall.schools.slice(1) };
  await db
    .insertInto('convention')
    .values({ commune_insee: former, notified_on: '2021-03-01', denounced_on: null, ends_on: null })
    .execute();
  await aListedCommune(db, { hall: oullins, year: 2026 });
  await aListedCommune(db, { hall: pierreBenite, year: 2025 });
  await db.deleteFrom('commune_contact').where('commune_insee', '=', into).execute();

  const input = { formers: [former], into };
  const preview = await previewTakeOver(desk, input);
  if (preview.kind !== 'preview') throw new Error(JSON.stringify(preview));
  expect(preview).toMatchObject({ schools: 2, conventions: [{ communeInsee: former }] });
  const asked = { ...input, reason: 'Commune nouvelle', fingerprint: preview.fingerprint };
  expect(await takeOverConventions(desk, agent, asked)).toEqual({ kind: 'forbidden' });
  expect(await takeOverConventions(desk, supervisor, asked)).toEqual({ kind: 'done', schools: 2 });

  const conventions = await loadConventions(db, [into]);
  expect(conventions.map(({ notifiedOn, signatory }) => [String(notifiedOn), signatory])).toEqual([
    ['2019-10-01', null],
    ['2021-03-01', 'Pierre-Bénite'],
  ]);
  const listed = await db
    .selectFrom('listed_school')
    .select(['commune_insee', 'school_year'])
    .orderBy('school_year')
    .execute();
  expect(listed.map(({ commune_insee, school_year }) => `${commune_insee} ${school_year}`)).toEqual([
    '69152 2025',
    '69152 2025',
    '69149 2026',
    '69149 2026',
    '69149 2026',
  ]);
  const contacts = await db.selectFrom('commune_contact').select(['commune_insee', 'role']).execute();
  expect(contacts).toHaveLength(2);
  expect(new Set(contacts.map(({ commune_insee }) => commune_insee))).toEqual(new Set([into]));
  expect(await db.selectFrom('access_order').select('id').execute()).toEqual([]);
  expect(await takeOverConventions(desk, supervisor, asked)).toMatchObject({ kind: 'refused' });
  const [entry] = await listAudit(db, {}, 1);
  expect(entry).toMatchObject({ verb: 'take-over-conventions', facts: { into, formers: [former] } });
});
