import { Redis as Client } from 'ioredis';
import { type Redis, startRedis } from './redis.ts';

let redis: Redis;

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

test('a paused Redis does not answer, and does when it goes on', async () => {
  const client = await connected();
  redis.pause();
  const late = client.ping();
  expect(await Promise.race([late, in200ms()])).toBe('no answer');
  redis.resume();
  expect(await late).toBe('PONG');
  client.disconnect();
});

test('a killed Redis comes back at the same address, and empty', async () => {
  const before = await connected();
  await before.set('left', 'behind');
  await redis.kill();
  before.disconnect();
  await redis.start();
  const after = await connected();
  expect(await after.get('left')).toBeNull();
  after.disconnect();
});

async function connected(): Promise<Client> {
  const client = new Client(redis.url, { lazyConnect: true });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function in200ms(): Promise<string> {
  return new Promise((resolve) => setTimeout(() => resolve('no answer'), 200));
}
