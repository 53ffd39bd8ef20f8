import { Redis as Client } from 'ioredis';
import { describeWith } from './available.js';
import { aRedis } from './redis.js';

describeWith.redis('our Redis', () => {
  test('is emptied, goes away and comes back empty', async () => {
    const redis = await aRedis();
    const client = new Client(redis.redisUrl);
    client.on('error', () => {});
    await client.set('a', '1');
    expect(await client.get('a')).toBe('1');
    await redis.empty();
    expect(await client.get('a')).toBeNull();

    await client.set('a', '1');
    await redis.halt();
    await redis.start();
    expect(await client.get('a')).toBeNull();
    client.disconnect();
    await redis.stop();
  });
});
