import { randomInt } from 'node:crypto';
import { someDice } from '../../crash/support/dice.js';
import { endBase } from '../../store/a-base.js';
import { endPlace, type Place, somePlaces, standing } from './support/a-place.js';
import { type Death, live } from './support/mortals.js';
import { scenarios } from './support/scenarios.js';

/** How many deaths of each kind of order are tried, drawn by chance: `LACLASSE_KILLS=all LACLASSE_SEED=…` for every one. */
const KILLS = process.env['LACLASSE_KILLS'] ?? '5';
const SEED = Number(process.env['LACLASSE_SEED'] ?? randomInt(1 << 30));

/** Each at a laclasse.com and in a base of its own: most of their time is waiting for a dead process’s claim to end. */
const LANES = 5;

let places: Place[];
beforeAll(async () => {
  places = await somePlaces(LANES);
}, 90_000);
afterAll(async () => {
  await endPlace();
  await endBase();
});

/** Every death there is in the life of one order: around each request, each write of the ledger, and its two ends. */
async function deathsOf(name: string, place: Place): Promise<Death[]> {
  const { shape } = await scenarios[name]!(place);
  const id = await place.order(shape);
  const before = place.fake.seen.length;
  const { writes } = await live(place, id);
  const requests = place.fake.seen.slice(before);
  expect(writes).toBeGreaterThan(0);
  expect(requests.some(({ method }) => method !== 'GET')).toBe(true);
  const moments = [
    'before the first step',
    ...Array.from({ length: writes }, (_, write) => [
      `before write ${write + 1}`,
      `after write ${write + 1}`,
    ]).flat(),
    'after the last step',
    'before the end is committed',
    'after the end is committed',
  ];
  return [
    ...moments.map((moment): Death => ({ at: 'moment', moment })),
    ...requests.flatMap(({ method }, index): Death[] => {
      const effects = method === 'GET' ? (['before'] as const) : (['before', 'after'] as const);
      return effects.map((effect) => ({ at: 'request', index, effect }));
    }),
  ];
}

/** One process dies; another comes after it. Everything is there once. */
async function dieAndResume(place: Place, name: string, death: Death): Promise<void> {
  const { shape, check } = await scenarios[name]!(place);
  const id = await place.order(shape);
  const what = `${name}, killed at ${JSON.stringify(death)}, LACLASSE_SEED=${SEED}`;
  const first = await live(place, id, death);
  expect([what, first.signal]).toEqual([what, 'SIGKILL']);
  const second = await live(place, id);
  expect([what, second.code]).toEqual([what, 0]);
  const [order] = await standing(place.db, [id]);
  expect([what, order!.status, order!.waitsFor]).toEqual([what, 'done', null]);
  expect([what, await place.welcomes(id)]).toEqual([what, 1]);
  check(place);
}

test.each(Object.keys(scenarios))(
  '%s: wherever its process is killed, the next one ends it, and everything is there once',
  async (name) => {
    const deaths = await deathsOf(name, places[0]!);
    const left = KILLS === 'all' ? [...deaths] : someDice(SEED + name.length).draw(deaths, Number(KILLS));
    const drawn = left.length;
    await Promise.all(
      places.map(async (place) => {
        for (let one = left.shift(); one !== undefined; one = left.shift())
          await dieAndResume(place, name, one);
      }),
    );
    console.log(`${name}: ${drawn} of ${deaths.length} deaths, seed ${SEED}`);
  },
  900_000,
);
