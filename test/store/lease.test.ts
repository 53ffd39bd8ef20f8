import { setTimeout as sleep } from 'node:timers/promises';
import { leaseIn } from '../../src/store/lease.js';
import { aBase, endBase } from './a-base.js';

afterEach(endBase);

const LONG_MS = 60_000;

test('one holder has it, until it lets go', async () => {
  const lease = leaseIn(await aBase());
  const first = await lease.acquire('box', 'one', LONG_MS);
  expect(await lease.acquire('box', 'other', LONG_MS)).toBeUndefined();
  await lease.release({ name: 'box', token: first!.token });
  expect((await lease.acquire('box', 'other', LONG_MS))!.token).toBeGreaterThan(first!.token);
});

test('of ten who ask at once, one has it', async () => {
  const lease = leaseIn(await aBase());
  const asked = Array.from({ length: 10 }, (_, index) => lease.acquire('box', `holder ${index}`, LONG_MS));
  expect((await Promise.all(asked)).filter((won) => won !== undefined)).toHaveLength(1);
});

test('one that has run out goes to who asks, with a greater token, and its former holder cannot renew it', async () => {
  const lease = leaseIn(await aBase());
  const { token } = (await lease.acquire('box', 'one', 20))!;
  await sleep(60);
  expect((await lease.acquire('box', 'other', LONG_MS))!.token).toBe(token + 1n);
  expect(await lease.renew({ name: 'box', token }, LONG_MS)).toBe(false);
});

test('one that has run out and that nobody took is renewed', async () => {
  const lease = leaseIn(await aBase());
  const { token } = (await lease.acquire('box', 'one', 1))!;
  await sleep(20);
  expect(await lease.renew({ name: 'box', token }, LONG_MS)).toBe(true);
  expect(await lease.acquire('box', 'other', LONG_MS)).toBeUndefined();
});

test('a former holder that lets go takes nothing from the present one', async () => {
  const lease = leaseIn(await aBase());
  const { token } = (await lease.acquire('box', 'one', 1))!;
  await sleep(20);
  await lease.acquire('box', 'other', LONG_MS);
  await lease.release({ name: 'box', token });
  expect(await lease.acquire('box', 'third', LONG_MS)).toBeUndefined();
});
