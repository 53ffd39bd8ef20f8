import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { checkDay, newWatch, noteRisks, type Watch } from '../../simulation/year/check-day.js';
import type { Stage } from '../../simulation/year/open-stage.js';
import { projectRoot } from '../../src/config.js';
import { aPerson, aStoredOrder, aUai } from '../provisioning/laclasse/support/stored-orders.js';
import { aBase, endBase } from '../store/a-base.js';

afterEach(endBase);

const size = {
  seed: process.env['SEED'] ?? '1',
  communes: process.env['SIMULATED_COMMUNES'] ?? '8',
  schools: process.env['SIMULATED_SCHOOLS'] ?? '20',
};

test(`a school year end to end, seed ${size.seed}: joins, renewal in every shape, an end, outages, and no fault`, async () => {
  const options = ['--seed', size.seed, '--communes', size.communes, '--schools', size.schools];
  const year = spawn(process.execPath, [join(projectRoot, 'dist/simulation/run.js'), 'year', ...options]);
  let said = '';
  for (const output of [year.stdout, year.stderr]) output.on('data', (some) => (said += some));
  const [code] = await once(year, 'exit');
  expect({ code, said: code === 0 ? '' : said }).toEqual({ code: 0, said: '' });
  for (const shape of ['actions', 'whole-list', 'no-change', 'silence', 'bounce', 'late']) {
    expect(said).toContain(`campaign: ${shape}`);
  }
  expect(said).toMatch(
    /fees: \d+ communes, \d+ schools, \d+\.00 €; \d+ statements issued, [1-9]\d* of them new versions/,
  );
  expect(said).toMatch(/missed, told before +[1-9]/);
  expect(said).toMatch(/requests joined, late refused +[1-9]\d*, [1-9]/);
}, 1_800_000);

const DAY = Temporal.PlainDate.from('2026-11-23');

/** What the checks look at, with nothing wrong: a school opened on time, and its administrator at laclasse.com. */
async function anEvening() {
  const db = await aBase();
  const [uai, administrator] = [aUai(), aPerson()];
  const orderId = await aStoredOrder(db, { kind: 'open-school', uai, administrator });
  const done = { status: 'done' as const, done_at: new Date('2026-11-20T10:00:00Z') };
  await db.updateTable('access_order').set(done).where('id', '=', orderId).execute();
  const rows = {
    profiles: [{ type: 'ADM', structure_id: uai, user_id: 'VAB60001' }],
    emails: [{ user_id: 'VAB60001', address: administrator.email }],
  };
  const stage = {
    ...{ base: { db }, fake: { base: { rows } }, sunk: [] as { messageId: string; replyId: string }[] },
    ...{ now: () => new Date('2026-11-23T22:50:00Z'), config: { closures: new Set<string>() } },
  };
  const watch = newWatch();
  const check = (which: Watch = watch) => checkDay(stage as unknown as Stage, which, DAY);
  expect(await check()).toEqual([]);
  return { db, uai, administrator, orderId, rows, stage, watch, check };
}

test('an access that is lost needs an order done, and the order a decision', async () => {
  const { db, uai, administrator, rows, check, watch } = await anEvening();
  rows.profiles.splice(0);
  const before = { ...watch, access: new Set(watch.access) };
  expect(await check()).toEqual([`2026-11-23: access lost without an order: ${uai}`]);
  const closing = await aStoredOrder(db, { kind: 'close-school', uai, administrator });
  const done = { status: 'done' as const, done_at: new Date('2026-11-20T10:00:00Z') };
  await db.updateTable('access_order').set(done).where('id', '=', closing).execute();
  expect(await check(before)).toEqual([`2026-11-23: access lost without a decision: ${uai}`]);
});

test('a promise missed without a word is a fault; told before, it is a figure', async () => {
  const { db, orderId, stage, watch, check } = await anEvening();
  watch.judged.clear();
  const late = { done_at: new Date('2026-11-21T10:00:00Z') };
  await db.updateTable('access_order').set(late).where('id', '=', orderId).execute();
  expect(await check()).toEqual([expect.stringMatching(/due 2026-11-20, done 2026-11-21, never told/)]);

  watch.judged.clear();
  const failing = {
    ...({ status: 'planned', waits_for: 'server_unreachable' } as const),
    planned_at: new Date(),
  };
  await db.updateTable('access_order').set(failing).where('id', '=', orderId).execute();
  await noteRisks(stage as unknown as Stage, watch, Temporal.PlainDate.from('2026-11-20'));
  await db.updateTable('access_order').set({ status: 'done' }).where('id', '=', orderId).execute();
  expect(await check()).toEqual([]);
  expect(watch.figures.missedAnnounced).toBe(1);
});

test('an access kept past the end of its convention is a fault', async () => {
  const { db, uai, check } = await anEvening();
  const school = { uai, name: 'École', level: 'primaire', state: 'open', nature: '151', imported_in: null };
  await db
    .insertInto('directory_school')
    .values({ ...school, commune_insee: '69273' })
    .execute();
  await db
    .insertInto('convention')
    .values({
      ...{ commune_insee: '69273', notified_on: '2020-11-19' },
      ...{ denounced_on: '2026-05-01', ends_on: '2026-11-19' },
    })
    .execute();
  expect(await check()).toEqual(['2026-11-23: 1 schools of 69273 keep access past 2026-11-19']);
});

test('a letter that leaves twice, or that the base does not know, is a fault', async () => {
  const { stage, check } = await anEvening();
  const letter = { messageId: '<a@laclasse.example>', replyId: 'one' };
  stage.sunk.push(letter, letter);
  expect(await check()).toEqual([
    '2026-11-23: letter one left twice',
    '2026-11-23: 0 letters sent in the base, 1 in the world',
  ]);
});
