import type { Seen, Trouble } from '../../../src/embedded/fake-laclasse/fake-laclasse.js';
import { endBase } from '../../store/a-base.js';
import { aPlace, endPlace, type Place } from './support/a-place.js';
import { scenarios } from './support/scenarios.js';

const troubles: Trouble[] = [
  'silence-before',
  'silence-after',
  '500-before',
  '500-after',
  'cut-before',
  'cut-after',
];

let place: Place;
beforeAll(async () => {
  place = await aPlace();
});
afterAll(async () => {
  await endPlace();
  await endBase();
});

/** What this order asks of the server when nothing goes wrong, in order. */
async function requestsOf(name: string): Promise<Seen[]> {
  const { shape } = await scenarios[name]!(place);
  const before = place.fake.seen.length;
  await place.done(shape);
  return place.fake.seen.slice(before);
}

test.each(Object.keys(scenarios))(
  '%s: whatever goes wrong with any one of its requests, everything is there once',
  async (name) => {
    const requests = await requestsOf(name);
    expect(requests.some(({ method }) => method !== 'GET')).toBe(true);
    let runs = 0;
    for (const [index, request] of requests.entries()) {
      /* A look that fails before or after is one and the same. */
      for (const trouble of troubles.filter((one) => request.method !== 'GET' || one.endsWith('before'))) {
        const { shape, check } = await scenarios[name]!(place);
        const id = await place.order(shape);
        let count = 0;
        place.trouble = () => (count++ === index ? trouble : undefined);
        const [order] = await place.settle(id);
        place.trouble = undefined;
        const what = `${name}, ${trouble} at ${request.method} ${index + 1}/${requests.length}`;
        expect([what, order!.status, order!.waitsFor]).toEqual([what, 'done', null]);
        expect([what, await place.welcomes(id)]).toEqual([what, 1]);
        check(place);
        runs += 1;
      }
    }
    console.log(`${name}: ${requests.length} requests, ${runs} runs`);
  },
  300_000,
);

test('the fake did go wrong: a request that is never answered is asked again after a look', async () => {
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
