import { silentLog } from '../../src/kernel/log.js';
import { deleteAccount } from '../../src/provisioning/laclasse/delete-account.js';
import { openSite } from '../../src/running/access-adapter.js';
import { deleteClosedAccounts } from '../../workers/delete-closed-accounts.js';
import { aPlace, endPlace, held, once, type Place } from '../provisioning/laclasse/support/a-place.js';
import { aPerson, aUai } from '../provisioning/laclasse/support/stored-orders.js';
import { endBase } from '../store/a-base.js';
import { settingsFor } from '../support/servers/laclasse.js';

afterEach(async () => {
  await endPlace();
  await endBase();
});

const GRACE_DAYS = 90;

function endAccounts(place: Place, daysLater: number, timeoutMs = 500): Promise<number> {
  const turns = { turnEndsAfterMs: 200, waitMs: 5_000, lookEveryMs: 12 };
  const site = openSite(settingsFor(place.fake.url, { timeoutMs }), turns, place.db);
  const now = new Date(Date.now() + daysLater * 86_400_000);
  return deleteClosedAccounts({
    ...{ db: place.db, clock: { now: () => now }, log: silentLog, graceDays: GRACE_DAYS },
    deleteAccount: (userId) => deleteAccount(site, userId),
  });
}

async function closed(place: Place) {
  const [uai, administrator] = [aUai(), aPerson()];
  await place.done({ kind: 'open-school', uai, administrator });
  await place.done({ kind: 'close-school', uai, administrator });
  return { uai, administrator };
}

test('a locked account is deleted when its grace is over, once, and never its structure', async () => {
  const place = await aPlace();
  const { uai } = await closed(place);
  expect(await endAccounts(place, GRACE_DAYS - 1)).toBe(0);
  expect(place.fake.base.rows.users).toHaveLength(2);
  expect(await endAccounts(place, GRACE_DAYS + 1)).toBe(1);
  expect(await endAccounts(place, GRACE_DAYS + 2)).toBe(0);
  expect(place.fake.base.rows.users.map(({ login }) => login)).toEqual(['superadm']);
  expect(place.fake.base.rows.structures.map(({ id }) => id)).toEqual([uai]);
});

test('a school reopened within the grace keeps its account; after it, it gets a new one', async () => {
  const place = await aPlace();
  const early = await closed(place);
  await place.done({ kind: 'reopen-school', ...early });
  expect(await endAccounts(place, GRACE_DAYS + 1)).toBe(0);
  expect(held(place.fake, early.administrator, early.uai)).toEqual(once);

  const late = await closed(place);
  expect(await endAccounts(place, GRACE_DAYS + 1)).toBe(1);
  await place.done({ kind: 'reopen-school', ...late });
  expect(held(place.fake, late.administrator, late.uai)).toEqual(once);
});

test('somebody given a profile since, or whom the academy knows, is left alone', async () => {
  const place = await aPlace();
  await closed(place);
  const [, account] = place.fake.base.rows.users;
  account!['aaf_jointure_id'] = 1234;
  expect(await endAccounts(place, GRACE_DAYS + 1)).toBe(0);
  expect(place.fake.base.rows.users).toHaveLength(2);
});

test.each(['silence-before', 'silence-after', '500-before', '500-after', 'cut-before', 'cut-after'] as const)(
  'whatever goes wrong with the deletion (%s), the account is gone in the end, and noted',
  async (trouble) => {
    const place = await aPlace();
    await closed(place);
    place.trouble = ({ method }) => (method === 'DELETE' ? trouble : undefined);
    await endAccounts(place, GRACE_DAYS + 1, 100);
    place.trouble = undefined;
    await endAccounts(place, GRACE_DAYS + 1);
    expect(place.fake.base.rows.users).toHaveLength(1);
    const noted = await place.db
      .selectFrom('access_step')
      .select('facts')
      .where('step', 'like', 'ended-account:%')
      .execute();
    expect(noted).toHaveLength(1);
  },
);
