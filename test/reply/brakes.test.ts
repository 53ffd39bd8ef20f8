import fc from 'fast-check';
import { type BrakedReply, type BrakeLimits, brake, type ReplyTraffic } from '../../src/reply/brakes.js';

const limits: BrakeLimits = { addressPerHour: 3, addressPerDay: 5, requestPerDay: 4, servicePerHour: 10 };

function replies(count: number, recipient = 'a@mairie.example', requestId: string | null = null) {
  return Array.from({ length: count }, (_, index) => ({ id: `${recipient}-${index}`, recipient, requestId }));
}

function lately(traffic: Partial<ReplyTraffic>): ReplyTraffic {
  return {
    scope: 'address',
    subject: 'a@mairie.example',
    lastHour: 0,
    lastDay: 0,
    brakeId: null,
    ...traffic,
  };
}

test('the replies within the limit leave, those past it are held by one brake', () => {
  const { heldBy, brakes } = brake(replies(5), [], limits);
  expect([...heldBy.keys()]).toEqual(['a@mairie.example-3', 'a@mairie.example-4']);
  expect(brakes).toMatchObject([
    { scope: 'address', subject: 'a@mairie.example', most: 3, windowMs: 3_600_000 },
  ]);
  expect(new Set(heldBy.values())).toEqual(new Set([brakes[0]!.id]));
});

test('what left before counts', () => {
  expect(brake(replies(1), [lately({ lastHour: 3, lastDay: 3 })], limits).heldBy.size).toBe(1);
  expect(brake(replies(1), [lately({ lastHour: 0, lastDay: 5 })], limits).brakes).toMatchObject([
    { most: 5, windowMs: 86_400_000 },
  ]);
});

test('a brake that is on holds everything, and none is added', () => {
  const { heldBy, brakes } = brake(replies(2), [lately({ brakeId: 'on' })], limits);
  expect([...heldBy.values()]).toEqual(['on', 'on']);
  expect(brakes).toEqual([]);
});

test('a brake on an address leaves the others alone', () => {
  const { heldBy } = brake([...replies(4), ...replies(1, 'b@mairie.example')], [], limits);
  expect([...heldBy.keys()]).toEqual(['a@mairie.example-3']);
});

test('a request is braked whoever is answered', () => {
  const asked = Array.from({ length: 6 }, (_, index) => replies(1, `${index}@mairie.example`, 'r')[0]!);
  const { heldBy, brakes } = brake(asked, [], limits);
  expect(heldBy.size).toBe(2);
  expect(brakes).toMatchObject([{ scope: 'request', subject: 'r' }]);
});

test('the whole service stops past its limit', () => {
  const asked = Array.from({ length: 12 }, (_, index) => replies(1, `${index}@mairie.example`)[0]!);
  const { heldBy, brakes } = brake(asked, [], limits);
  expect(heldBy.size).toBe(2);
  expect(brakes).toMatchObject([{ scope: 'service', subject: 'service', most: 10 }]);
});

test('whatever is owed, no more than the limits leaves, and every reply either leaves or is held by a brake', () => {
  const anyReply = fc.record({
    recipient: fc.constantFrom('a@x.example', 'b@x.example', 'c@x.example'),
    requestId: fc.constantFrom('r', 's', null),
  });
  fc.assert(
    fc.property(fc.array(anyReply, { maxLength: 40 }), (some) => {
      const asked: BrakedReply[] = some.map((reply, index) => ({ ...reply, id: String(index) }));
      const { heldBy, brakes } = brake(asked, [], limits);
      const leaving = asked.filter(({ id }) => !heldBy.has(id));
      const most = (key: (reply: BrakedReply) => string | null) =>
        Math.max(
          0,
          ...asked.flatMap((one) => {
            const name = key(one);
            return name === null ? [] : [leaving.filter((other) => key(other) === name).length];
          }),
        );
      expect(most(({ recipient }) => recipient)).toBeLessThanOrEqual(limits.addressPerHour);
      expect(most(({ requestId }) => requestId)).toBeLessThanOrEqual(limits.requestPerDay);
      expect(leaving.length).toBeLessThanOrEqual(limits.servicePerHour);
      const ids = new Set(brakes.map(({ id }) => id));
      for (const id of heldBy.values()) expect(ids).toContain(id);
    }),
  );
});
