import { randomUUID } from 'node:crypto';
import { silentLog } from '../../src/kernel/log.js';
import { lookAround } from '../../src/provisioning/laclasse/look-around.js';
import type { Person } from '../../src/registry/person.js';
import { openSite } from '../../src/running/access-adapter.js';
import { loadDriftReport } from '../../src/store/drift.js';
import { loadSchoolStorage } from '../../src/store/school-storage.js';
import { checkDrift } from '../../workers/check-drift.js';
import { aPlace, endPlace, type Place } from '../provisioning/laclasse/support/a-place.js';
import { aPerson, aUai } from '../provisioning/laclasse/support/stored-orders.js';
import { endBase } from '../store/a-base.js';
import { settingsFor } from '../support/servers/laclasse.js';

afterEach(async () => {
  await endPlace();
  await endBase();
});

const TURNS = { turnEndsAfterMs: 200, waitMs: 5_000, lookEveryMs: 12 };
const schedule = { at: '02:30', retryMs: 3_600_000, lostAfterMs: 3_600_000 };
const NIGHT = new Date('2026-11-24T02:00:00Z');
const NEXT_NIGHT = new Date('2026-11-25T02:00:00Z');

function checkAt(place: Place, now: Date, timeoutMs = 500) {
  const site = openSite(settingsFor(place.fake.url, { timeoutMs }), TURNS, place.db);
  const clock = { now: () => now };
  return checkDrift({
    ...{ db: place.db, clock, log: silentLog, schedule },
    lookAround: () => lookAround(site),
  });
}

async function listed(place: Place, uai: string, administrator: Person, schoolYear = 2026): Promise<void> {
  await place.db
    .insertInto('listed_school')
    .values({
      commune_insee: '69273',
      school_year: schoolYear,
      uai,
      name: 'École Jean Jaurès',
      administrator: JSON.stringify(administrator),
      request_id: null,
      since: NIGHT,
    })
    .execute();
}

async function opened(place: Place): Promise<{ uai: string; administrator: Person }> {
  const [uai, administrator] = [aUai(), aPerson()];
  await listed(place, uai, administrator);
  await place.done({ kind: 'open-school', uai, administrator });
  return { uai, administrator };
}

const seen = async (place: Place) =>
  (await loadDriftReport(place.db, 100)).drifts.map(({ code, uai, subject }) => [code, uai, subject]);

test('a registry that laclasse.com agrees with has no drift, people added beside and closed schools included', async () => {
  const place = await aPlace();
  const { uai } = await opened(place);
  await place.done({ kind: 'add-administrator', uai, administrator: aPerson() });
  const closed = await opened(place);
  await place.done({ kind: 'close-school', uai: closed.uai, administrator: closed.administrator });
  expect(await checkAt(place, NIGHT)).toBe('checked');
  expect(await seen(place)).toEqual([]);
}, 60_000);

test('each kind of drift is seen, stays, and goes; nothing is corrected', async () => {
  const place = await aPlace();
  const [fine, lost, gone] = [await opened(place), await opened(place), await opened(place)];
  const { rows } = place.fake.base;
  const never = aUai();
  await listed(place, never, aPerson());
  rows.profiles = rows.profiles.filter(({ structure_id }) => structure_id !== lost.uai);
  rows.structures = rows.structures.filter(({ id }) => id !== gone.uai);
  rows.profiles = rows.profiles.filter(({ structure_id }) => structure_id !== gone.uai);
  const [known] = rows.profiles.filter(({ structure_id }) => structure_id === fine.uai);
  rows.profiles.push({ ...known!, id: 901 }, { ...known!, id: 902, user_id: 'VAB69999' });
  const stranger = aUai();
  rows.structures.push({ id: stranger, type: 3, name: 'Ailleurs' });
  rows.profiles.push({ id: 903, type: 'ADM', structure_id: stranger, user_id: 'VAB69998' });
  const before = structuredClone(rows);

  await checkAt(place, NIGHT);
  const expected = [
    ['administrator_not_here', fine.uai, 'VAB69999'],
    ['administrator_not_there', lost.uai, ''],
    ['profile_twice', fine.uai, known!['user_id']],
    ['school_not_here', stranger, ''],
    ['school_not_there', gone.uai, ''],
    ['school_not_there', never, ''],
  ];
  expect((await seen(place)).toSorted()).toEqual(expected.toSorted());
  expect(rows).toEqual(before);

  rows.profiles = rows.profiles.filter(({ id }) => Number(id) < 900);
  await checkAt(place, NEXT_NIGHT);
  expect((await seen(place)).map(([code]) => code).toSorted()).toEqual([
    'administrator_not_there',
    'school_not_there',
    'school_not_there',
  ]);
}, 60_000);

test('a school that waits for an order differs for a good reason', async () => {
  const place = await aPlace();
  const [uai, administrator] = [aUai(), aPerson()];
  await listed(place, uai, administrator);
  await place.order({ kind: 'open-school', uai, administrator });
  await checkAt(place, NIGHT);
  expect(await seen(place)).toEqual([]);
}, 60_000);

test('storage is measured by school, and more than 10 GB is told', async () => {
  const place = await aPlace();
  const [one, other] = [await opened(place), await opened(place)];
  place.fake.base.documents.set(one.uai, 10_000_000_000).set(other.uai, 10_000_000_001);
  await checkAt(place, NIGHT);
  expect(await seen(place)).toEqual([['storage_exceeded', other.uai, '']]);
  const stored = await loadSchoolStorage(place.db, [one.uai, randomUUID()]);
  expect([...stored.values()]).toEqual([{ uai: one.uai, sizeBytes: 10_000_000_000, measuredAt: NIGHT }]);
}, 60_000);

test('once a night; when laclasse.com is away it is told, tried again after the pause, and what was known stays', async () => {
  const place = await aPlace();
  await listed(place, aUai(), aPerson());
  expect(await checkAt(place, NIGHT)).toBe('checked');
  expect(await checkAt(place, new Date(NIGHT.getTime() + 3_600_000))).toBe('not-due');
  const known = await seen(place);
  expect(known).toHaveLength(1);

  place.trouble = () => 'silence-before';
  expect(await checkAt(place, NEXT_NIGHT, 50)).toBe('failed');
  expect(await checkAt(place, new Date(NEXT_NIGHT.getTime() + 60_000), 50)).toBe('not-due');
  const report = await loadDriftReport(place.db, 10);
  expect([report.check?.failure, report.lastGoodAt]).toEqual(['server_unreachable', NIGHT]);
  expect(await seen(place)).toEqual(known);

  place.trouble = undefined;
  expect(await checkAt(place, new Date(NEXT_NIGHT.getTime() + schedule.retryMs))).toBe('checked');
}, 60_000);
