import { readConfig } from '../../src/config.js';
import { stoppedClock } from '../../src/kernel/clock.js';
import { riskCodes } from '../../src/provisioning/forecast.js';
import { type HealthParts, healthSources } from '../../src/running/health-sources.js';
import { aPerson, aStoredOrder, aUai } from '../provisioning/laclasse/support/stored-orders.js';
import { aBase, endBase } from '../store/a-base.js';

afterEach(endBase);

/** One promise of 20 November 2026, planned on the 19th. */
async function told(instant: string): Promise<Record<string, number>> {
  const db = await aBase();
  await aStoredOrder(db, { kind: 'open-school', uai: aUai(), administrator: aPerson() });
  await db
    .updateTable('access_order')
    .set({ planned_at: new Date('2026-11-19T09:00:00Z') })
    .execute();
  const config = readConfig('command', {});
  const queues = {} as HealthParts['queues'];
  const { body } = await healthSources({
    ...{ config, db, queues, watcher: null, clock: stoppedClock(instant) },
  }).metrics();
  const lines = [...body.matchAll(/^inscriptions_open_promises\{risk="(\w+)"\} (\d+)$/gm)];
  return Object.fromEntries(lines.map(([, risk, count]) => [risk, Number(count)]));
}

const nothing = Object.fromEntries([...riskCodes, 'none'].map((code) => [code, 0]));

test.each([
  ['2026-11-20T22:59:00Z', 'none'],
  ['2026-11-20T23:01:00Z', 'late'],
])('seen at %s, the promise counts as %s, and every other risk as zero', async (instant, risk) => {
  expect(await told(instant)).toEqual({ ...nothing, [risk]: 1 });
});
