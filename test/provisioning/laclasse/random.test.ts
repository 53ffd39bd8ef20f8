import { randomInt } from 'node:crypto';
import type { Trouble } from '../../../src/embedded/fake-laclasse/fake-laclasse.js';
import { endBase } from '../../store/a-base.js';
import { endPlace, held, once, type Place, somePlaces } from './support/a-place.js';
import { scenarios } from './support/scenarios.js';
import { aPerson, aUai } from './support/stored-orders.js';

/** Runs, each of several orders, two workers and random troubles. `LACLASSE_RUNS=500 LACLASSE_SEED=…` for more. */
const RUNS = Number(process.env['LACLASSE_RUNS'] ?? 60);
const SEED = Number(process.env['LACLASSE_SEED'] ?? randomInt(1 << 30));

afterEach(async () => {
  await endPlace();
  await endBase();
});

/** Mulberry32: the same seed, the same dice. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const troubles: Trouble[] = [
  'silence-before',
  'silence-after',
  '500-before',
  '500-after',
  'cut-before',
  'cut-after',
];

/** How many runs go on at the same time, each at a laclasse.com of its own: most of their time is waiting. */
const LANES = 6;

/** One run; answers how many requests went wrong. */
async function oneRun(place: Place, run: number, roll: () => number): Promise<number> {
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(roll() * items.length)]!;
  let broken = 0;
  place.trouble = undefined;
  const scenario = await scenarios[pick(Object.keys(scenarios))]!(place);
  /* The same person for a second school, and a namesake, come at the same time. */
  const namesake = aPerson({ firstName: 'Jean', lastName: 'Petit' });
  const other = aPerson({ firstName: 'Jean', lastName: 'Petit' });
  const [second, third] = [aUai(), aUai()];
  const ids = [
    await place.order(scenario.shape),
    await place.order({ kind: 'open-school', uai: second, administrator: namesake }),
    await place.order({ kind: 'open-school', uai: third, administrator: namesake }),
    await place.order({ kind: 'open-school', uai: aUai(), administrator: other }),
  ];
  const share = roll() * 0.25;
  place.trouble = () => {
    if (roll() >= share) return undefined;
    broken += 1;
    return pick(troubles);
  };
  const [settled] = await Promise.all([place.settle(...ids), place.settle(...ids.toReversed())]);
  const facts = settled.map(({ status, waitsFor }) => [status, waitsFor]);
  expect([run, facts]).toEqual([run, ids.map(() => ['done', null])]);
  for (const id of ids) expect([run, await place.welcomes(id)]).toEqual([run, 1]);
  scenario.check(place);
  expect([run, held(place.fake, namesake, second)]).toEqual([run, once]);
  expect([run, held(place.fake, namesake, third)]).toEqual([run, once]);
  expect([run, held(place.fake, other, third).users]).toEqual([run, 1]);
  const logins = place.fake.base.rows.users.map(({ login }) => login);
  expect([run, new Set(logins).size]).toEqual([run, logins.length]);
  return broken;
}

test(`${RUNS} random runs: two workers, random troubles, one of everything`, async () => {
  const places = await somePlaces(Math.min(LANES, RUNS), { timeoutMs: 60 }, { loginRaceMs: 3 });
  let next = 0;
  const brokenOf: number[] = [];
  const goOn = async (place: Place) => {
    /* Each run has dice of its own: whatever the others do, its troubles are the same. */
    for (let run = next++; run < RUNS; run = next++)
      brokenOf[run] = await oneRun(place, run, dice(SEED + run));
  };
  try {
    await Promise.all(places.map(goOn));
  } catch (error) {
    throw new Error(`LACLASSE_SEED=${SEED}: ${(error as Error).message}`);
  }
  const broken = brokenOf.reduce((sum, one) => sum + one, 0);
  expect(broken).toBeGreaterThan(RUNS);
  console.log(`seed ${SEED}: ${RUNS} runs, ${RUNS * 4} orders, ${broken} requests gone wrong`);
}, 1_200_000);
