import { Redis } from 'ioredis';
import { createLimits, LimitReached } from '../../../server/access/limits.ts';
import { eventually } from '../../support/eventually.ts';
import { startRedis, type Redis as RunningRedis } from '../../support/redis.ts';
import { send } from './client.ts';
import { openService } from './open-service.ts';
import { openOrganization } from './organization.ts';

const settings = { login: { points: 3, seconds: 60 } };

describe('across nodes', () => {
  let running: RunningRedis;
  const connections: Redis[] = [];

  /** As the service connects for its limits: never waiting. */
  async function connect(): Promise<Redis> {
    const redis = new Redis(running.url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 1,
      commandTimeout: 500,
      retryStrategy: () => 100,
    });
    redis.on('error', () => undefined);
    connections.push(redis);
    await new Promise((resolve) => redis.once('ready', resolve));
    return redis;
  }

  beforeAll(async () => {
    running = await startRedis();
  });
  afterAll(async () => {
    for (const redis of connections) redis.disconnect();
    await running.stop();
  });

  test('a secret is guessed three times in all, not three times on each', async () => {
    const [one, another] = [
      createLimits({ redis: await connect(), settings }),
      createLimits({ redis: await connect(), settings }),
    ];
    await one.spend('login', 'x');
    await another.spend('login', 'x');
    await one.spend('login', 'x');
    await expect(another.spend('login', 'x')).rejects.toBeInstanceOf(LimitReached);
    await one.forgive('login', 'x');
    await another.spend('login', 'x');
  });

  test('without Redis each node goes on counting for itself', async () => {
    const redis = await connect();
    const limits = createLimits({ redis, settings });
    await running.kill();
    await eventually(() => expect(redis.status).not.toBe('ready'));
    for (let n = 0; n < 3; n++) await limits.spend('login', 'y');
    await expect(limits.spend('login', 'y')).rejects.toBeInstanceOf(LimitReached);
    await limits.forgive('login', 'y');
    await running.start();
  });
});

test('one caller cannot take a whole node, and is told when to come back', async () => {
  const service = await openService({
    limits: { address: { points: 100, seconds: 60 }, principal: { points: 20, seconds: 60 } },
  });
  try {
    const clinic = await openOrganization(service);
    const answers = [];
    for (let n = 0; n < 21; n++) answers.push(await clinic.ask('GET', '/offices', { as: clinic.deviceToken }));
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 20 }, () => 403), 429]);
    expect(answers.at(-1)?.headers.get('RateLimit')).toMatch(/^"principal";r=0;t=\d+$/);
    const flood = await Promise.all(
      Array.from({ length: 100 }, () => send(service.url, 'GET', `/o/${clinic.slug}/api/v1/organization/branding`)),
    );
    const refused = flood.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.body.code).toBe('too_many_requests');
    expect(Number(refused[0]?.headers.get('Retry-After'))).toBeGreaterThan(0);
    // Whoever watches over the node is not counted.
    expect((await send(service.url, 'GET', '/healthz')).status).toBe(200);
  } finally {
    await service.close();
  }
});
