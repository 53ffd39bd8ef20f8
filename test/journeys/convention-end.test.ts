import { Temporal } from 'temporal-polyfill';
import { openStage, type Stage } from '../../simulation/year/open-stage.js';
import { openSimulatedBase } from '../../simulation/year/simulated-base.js';
import { keepScan } from '../../src/desk/conventions/keep-scan.js';
import { previewNotice, recordNotice } from '../../src/desk/conventions/record-notice.js';
import { aLetterWithForm } from '../support/builders/a-letter.js';
import { aTownHall } from '../support/builders/a-town-hall.js';
import { seedBase } from '../support/journey/seeded-base.js';
import { aDatabase } from '../support/servers/postgres.js';

const hall = aTownHall(0);
const administrators = hall.schools.map((_, rank) => `direction.${rank}.${hall.insee}@ac-lyon.example`);

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const at = (day: string, time: string) =>
  new Date(Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime('Europe/Paris').epochMilliseconds);

/** The service on a clock of ours, with a laclasse.com, and one commune notified on 4 October 2019. */
async function aStage(start: Date): Promise<Stage> {
  const empty = await aDatabase();
  stops.push(() => empty.drop());
  const base = await openSimulatedBase(empty.url, start);
  stops.push(() => base.close());
  await seedBase(empty.url);
  await base.db.deleteFrom('convention').where('commune_insee', '!=', hall.insee).execute();
  await base.db.updateTable('convention').set({ notified_on: '2019-10-04' }).execute();
  const stage = await openStage(base, start);
  stops.push(() => stage.close());
  return stage;
}

async function live(stage: Stage, day: string, ...times: string[]): Promise<void> {
  for (const time of times) {
    await stage.setTime(at(day, time));
    await stage.turn();
  }
}

/** Schools where laclasse.com lets somebody administer. */
function open({ fake }: Stage): string[] {
  const { profiles } = fake.base.rows;
  const places = profiles.filter(({ type }) => type === 'ADM').map((row) => String(row['structure_id']));
  return places.filter((uai) => hall.schools.some((school) => school.uai === uai)).toSorted();
}

/** `kind recipient`, of the letters to the commune and its schools: the team has its digests besides. */
const lettersSince = ({ sunk }: Stage, day: string) =>
  sunk
    .filter((mail) => mail.at >= at(day, '00:00') && !mail.to.endsWith('@metropole.example'))
    .map(({ messageId, to }) => `${messageId.split('.')[1]} ${to}`)
    .toSorted();

async function theLetterIsRecorded({ desk, agent, base }: Stage, receivedOn: string): Promise<void> {
  const { id: conventionId } = await base.db.selectFrom('convention').select('id').executeTakeFirstOrThrow();
  const scan = { conventionId, name: 'lettre.pdf', bytes: Buffer.from('%PDF-1.7 une lettre') };
  const kept = await keepScan(desk, agent, scan);
  if (kept.kind !== 'kept') throw new Error(JSON.stringify(kept));
  const input = { conventionId, receivedOn, scanId: kept.scanId, by: 'commune' as const };
  const preview = await previewNotice(desk, input);
  if (preview.kind !== 'preview') throw new Error(JSON.stringify(preview));
  const done = await recordNotice(desk, agent, { ...input, fingerprint: preview.fingerprint });
  expect(done).toMatchObject({ kind: 'done' });
}

test('a commune denounces: told at once, reminded with its administrators, its access removed on the day and not before', async () => {
  const stage = await aStage(at('2026-11-30', '09:05'));
  await stage.receive(aLetterWithForm(hall).raw, stage.now());
  for (const day of ['2026-11-30', '2026-12-01', '2026-12-07', '2026-12-14']) {
    await live(stage, day, '09:05', '11:05', '14:05', '16:50');
  }
  const all = hall.schools.map(({ uai }) => uai).toSorted();
  expect(open(stage)).toEqual(all);

  await stage.setTime(at('2027-07-02', '10:00'));
  await theLetterIsRecorded(stage, '2027-07-01');
  await live(stage, '2027-07-02', '10:05', '16:50');
  const followUp = `suivi@${hall.address.split('@')[1]}`;
  expect(lettersSince(stage, '2027-07-02')).toEqual([`convention-notice ${followUp}`]);
  const orders = await stage.base.db
    .selectFrom('access_order')
    .select(['uai', 'not_before', 'due_on', 'status'])
    .where('kind', '=', 'close-school')
    .orderBy('uai')
    .execute();
  const closing = { not_before: '2027-10-05', due_on: '2027-10-05', status: 'planned' };
  expect(orders).toEqual(all.map((uai) => ({ uai, ...closing })));

  await live(stage, '2027-09-02', '09:05', '16:50');
  expect(lettersSince(stage, '2027-07-03')).toEqual([]);
  await live(stage, '2027-09-03', '09:05', '16:50');
  await live(stage, '2027-09-06', '09:05', '16:50');
  expect(lettersSince(stage, '2027-07-03')).toEqual(
    [
      `convention-ending ${followUp}`,
      ...administrators.map((one) => `administrator-access-ending ${one}`),
    ].toSorted(),
  );

  for (const day of ['2027-10-01', '2027-10-04']) await live(stage, day, '09:05', '16:50', '23:59');
  expect(open(stage)).toEqual(all);
  expect(lettersSince(stage, '2027-09-07')).toEqual([]);

  await live(stage, '2027-10-05', '09:05', '11:05', '16:50');
  expect(open(stage)).toEqual([]);
  const told = lettersSince(stage, '2027-10-05');
  expect(told.filter((letter) => letter.startsWith('convention-ended'))).toEqual([
    `convention-ended ${followUp}`,
  ]);
  expect(await stage.base.db.selectFrom('listed_school').select('uai').execute()).toEqual([]);

  for (const day of ['2027-10-06', '2027-10-11']) await live(stage, day, '09:05', '16:50');
  expect(lettersSince(stage, '2027-10-06')).toEqual([]);
  const left = lettersSince(stage, '2026-11-30');
  expect(new Set(left).size).toBe(left.length);
}, 240_000);
