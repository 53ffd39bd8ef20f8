import type { Seen, Trouble } from '../../../src/embedded/fake-laclasse/fake-laclasse.js';
import { endBase } from '../../store/a-base.js';
import { endPlace, type Place, somePlaces } from './support/a-place.js';
import { scenarios } from './support/scenarios.js';

const troubles: Trouble[] = [
  'silence-before',
  'silence-after',
  '500-before',
  '500-after',
  'cut-before',
  'cut-after',
];

/** How many cases are tried at the same time, each at a laclasse.com of its own: most of their time is waiting. */
const LANES = 6;

let places: Place[];
beforeAll(async () => {
  places = await somePlaces(LANES, { timeoutMs: 80 });
});
afterAll(async () => {
  await endPlace();
  await endBase();
});

/** What this order asks of the server when nothing goes wrong, in order. */
async function requestsOf(name: string, place: Place): Promise<Seen[]> {
  const { shape } = await scenarios[name]!(place);
  const before = place.fake.seen.length;
  await place.done(shape);
  return place.fake.seen.slice(before);
}

/** One request of the order goes wrong, and everything ends as if it had not. */
async function tryWith(place: Place, name: string, { trouble, index, what }: Case): Promise<void> {
  const { shape, check } = await scenarios[name]!(place);
  const id = await place.order(shape);
  let count = 0;
  place.trouble = () => (count++ === index ? trouble : undefined);
  const [order] = await place.settle(id);
  place.trouble = undefined;
  expect([what, order!.status, order!.waitsFor]).toEqual([what, 'done', null]);
  expect([what, await place.welcomes(id)]).toEqual([what, 1]);
  check(place);
}

type Case = { trouble: Trouble; index: number; what: string };

/** A look that fails before or after is one and the same. */
function casesOf(name: string, requests: readonly Seen[]): Case[] {
  return requests.flatMap(({ method }, index) =>
    troubles
      .filter((one) => method !== 'GET' || one.endsWith('before'))
      .map((trouble) => ({
        ...{ trouble, index },
        what: `${name}, ${trouble} at ${method} ${index + 1}/${requests.length}`,
      })),
  );
}

test.each(Object.keys(scenarios))(
  '%s: whatever goes wrong with any one of its requests, everything is there once',
  async (name) => {
    /* What each server tells once is told to each of them first, so that all ask the same of it. */
    const asked = await Promise.all(places.map((place) => requestsOf(name, place)));
    const [requests] = asked;
    expect(requests!.some(({ method }) => method !== 'GET')).toBe(true);
    const cases = casesOf(name, requests!);
    const left = [...cases];
    await Promise.all(
      places.map(async (place) => {
        for (let one = left.shift(); one !== undefined; one = left.shift()) await tryWith(place, name, one);
      }),
    );
    console.log(`${name}: ${requests!.length} requests, ${cases.length} runs`);
  },
  300_000,
);

test('the fake did go wrong: a request that is never answered is asked again after a look', async () => {
  const [place] = places as [Place];
  const { shape } = await scenarios['open-school']!(place);
  const id = await place.order(shape);
  const before = place.fake.seen.length;
  let isFirst = true;
  place.trouble = ({ method, path }) => {
    if (method !== 'POST' || path !== '/api/users' || !isFirst) return undefined;
    isFirst = false;
    return 'silence-before';
  };
  await place.settle(id);
  place.trouble = undefined;
  const paths = place.fake.seen.slice(before).map(({ method, path }) => `${method} ${path.split('?')[0]}`);
  const posts = paths.flatMap((path, index) => (path === 'POST /api/users' ? [index] : []));
  expect(posts).toHaveLength(2);
  expect(paths.slice(posts[0]! + 1, posts[1])).toContain('GET /api/emails');
});
