import { Redis } from 'ioredis';
import pg from 'pg';
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

  test('an organization has its pace once, however many nodes it asks, and is told when it may go on', async () => {
    const pace = { points: 1_000, seconds: 60 };
    const nodes = [createLimits({ redis: await connect() }), createLimits({ redis: await connect() })];
    const results = await Promise.allSettled(
      Array.from({ length: 3_000 }, (_, n) =>
        (nodes[n % 2] as (typeof nodes)[number]).spend('organization', 'o', pace),
      ), // there are two
    );
    const done = results.filter(({ status }) => status === 'fulfilled').length;
    // Points are taken by the handful: what one node still holds when the other finds none is lost.
    expect(done).toBeLessThanOrEqual(1_000);
    expect(done).toBeGreaterThanOrEqual(960);
    const refusal: unknown = results.find((result) => result.status === 'rejected')?.reason;
    expect(refusal).toBeInstanceOf(LimitReached);
    expect(refusal).toMatchObject({ limit: 'organization', policy: pace });
    expect((refusal as LimitReached).seconds).toBeGreaterThan(50);
    await expect(nodes[0]?.spend('organization', 'another', pace)).resolves.toBeUndefined();
    await expect(nodes[0]?.spend('guests', 'o', pace)).resolves.toBeUndefined();
  });

  test('a hundred questions of Redis are enough for thousands of requests', async () => {
    const redis = await connect();
    const asked = jest.spyOn(redis, 'sendCommand');
    const limits = createLimits({ redis });
    for (let n = 0; n < 2_000; n++) await limits.spend('organization', 'p', { points: 3_000, seconds: 60 });
    expect(asked.mock.calls.length).toBeLessThanOrEqual(100);
  });

  test('without its Redis each node goes on counting for itself, and gives guesses a tenth', async () => {
    const redis = await connect();
    const limits = createLimits({ redis, settings: { login: { points: 30, seconds: 60 }, pairing: settings.login } });
    await running.kill();
    await eventually(() => expect(redis.status).not.toBe('ready'));
    for (const limit of ['login', 'pairing'] as const) {
      for (let n = 0; n < 3; n++) await limits.spend(limit, 'y');
      await expect(limits.spend(limit, 'y')).rejects.toBeInstanceOf(LimitReached);
    }
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

test('whoever goes on is turned away at the door with the same answer, unread and unlogged, until the time is over', async () => {
  const service = await openService({ limits: { principal: { points: 40, seconds: 3 } } });
  try {
    const clinic = await openOrganization(service);
    const ask = (options: object = {}) => clinic.ask('GET', '/queues', { as: clinic.staff, ...options });
    const lines = () => service.logged.filter((line) => line.includes('/api/v1/queues'));
    await eventually(async () => expect((await ask()).status).toBe(200));
    while ((await ask()).status === 200);
    const [first, read] = [await ask({ headers: { Origin: service.url } }), lines().length];
    const again = await ask({ headers: { 'X-Request-Id': 'the-second-time' } });
    const told = ({ headers, body }: typeof first) => [
      Object.fromEntries([...headers].filter(([name]) => !PASSING.has(name))),
      { ...body, request_id: '' },
    ];
    expect(told(again)).toEqual(told(first));
    expect(again.headers.get('X-Request-Id')).toBe('the-second-time');
    expect(again.body.request_id).toBe('the-second-time');
    expect(again.headers.get('RateLimit')).toBe(`"principal";r=0;t=${again.headers.get('Retry-After')}`);
    expect(lines()).toHaveLength(read);
    expect((await clinic.ask('GET', '/queues')).status).toBe(200);

    await eventually(async () => expect((await ask()).status).toBe(200));
    const line = service.logged.map((text) => JSON.parse(text)).find(({ msg }) => msg === 'turned away');
    expect(line).toMatchObject({ organization: clinic.id, limit: 'principal' });
    expect(line.times).toBeGreaterThan(0);
  } finally {
    await service.close();
  }
});

test.each(['', 'Bearer', 'Basic eDp5'])(
  'whoever floods with %j as Authorization shuts the door for nobody else',
  async (Authorization) => {
    const service = await openService({ limits: { principal: { points: 40, seconds: 60 } } });
    try {
      const [clinic, other] = [await openOrganization(service), await openOrganization(service)];
      const flood = async (path: string) => {
        const headers = { Authorization, 'X-Tenant-ID': clinic.slug };
        const answers = await Promise.all(
          Array.from({ length: 50 }, () => send(service.url, 'GET', path, { headers })),
        );
        return new Set(answers.map(({ status }) => status));
      };
      expect(await flood('/api/v1/organization/branding')).toContain(Authorization === '' ? 429 : 401);
      // Here the address is the credential, and the header says nothing.
      expect(await flood(`/api/v1/track/${clinic.trackingToken}`)).toContain(429);
      const branding = (headers: Record<string, string>) =>
        send(service.url, 'GET', '/api/v1/organization/branding', {
          headers: { 'X-Tenant-ID': other.slug, ...headers },
        });
      expect((await branding({})).status).toBe(200);
      expect((await branding({ Origin: service.url })).status).toBe(200);
      expect((await branding({ Authorization })).status).toBe(Authorization === '' ? 200 : 401);
    } finally {
      await service.close();
    }
  },
);

/** What differs between two answers that say the same. */
const PASSING: ReadonlySet<string> = new Set([
  ...['x-request-id', 'date', 'retry-after', 'ratelimit'],
  ...[
    'etag',
    'content-length',
    'transfer-encoding',
    'access-control-allow-origin',
    'access-control-expose-headers',
    'vary',
  ],
]);

test('whoever floods an organization from outside stops the strangers, not those who work there', async () => {
  const service = await openService({ limits: { guests: { points: 30, seconds: 60 } } });
  try {
    const clinic = await openOrganization(service);
    const flood = await Promise.all(
      Array.from({ length: 60 }, () => send(service.url, 'GET', `/o/${clinic.slug}/api/v1/organization/branding`)),
    );
    expect(flood.some(({ status }) => status === 429)).toBe(true);
    expect((await clinic.ask('GET', '/queues', { as: clinic.staff })).status).toBe(200);
    const other = await openOrganization(service);
    expect((await send(service.url, 'GET', `/o/${other.slug}/api/v1/organization/branding`)).status).toBe(200);
  } finally {
    await service.close();
  }
});

test('an organization that agreed on its own pace is held to it', async () => {
  const service = await openService();
  try {
    const clinic = await openOrganization(service);
    await asAdmin(service, `UPDATE control.organizations SET limits = '{"requests": 2}' WHERE id = '${clinic.id}'`);
    service.access.organizations.forget();
    const answers = [];
    for (let n = 0; n < 20; n++) answers.push(await clinic.ask('GET', '/queues', { as: clinic.staff }));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(4);
    expect(refused[0]?.headers.get('RateLimit-Policy')).toBe('"principal";q=1;w=1');
  } finally {
    await service.close();
  }
});

test('strangers join a queue from one address so often and no oftener; the clinic’s own tablet goes on', async () => {
  const service = await openService({ limits: { join: { points: 3, seconds: 60 } } });
  try {
    const clinic = await openOrganization(service);
    await clinic.ask('PATCH', `/queues/${clinic.queue.id}`, { body: { public_join: true } });
    const join = (as: string | null) => clinic.ask('POST', `/queues/${clinic.queue.id}/entries`, { as, body: {} });
    const statuses = [];
    for (let n = 0; n < 4; n++) statuses.push((await join(null)).status);
    expect(statuses).toEqual([201, 201, 201, 429]);
    expect((await join(clinic.deviceToken)).status).toBe(201);
  } finally {
    await service.close();
  }
});

test('whoever has a whole IPv6 network has one address, also for joining, pairing and lost passwords', async () => {
  const once = { points: 1, seconds: 60 };
  const service = await openService({
    trustedProxies: ['loopback'],
    limits: { join: once, device_code: once, password_reset: once, tls_ask: once },
  });
  try {
    const clinic = await openOrganization(service);
    await clinic.ask('PATCH', `/queues/${clinic.queue.id}`, { body: { public_join: true } });
    const from = (address: string) => ({ headers: { 'X-Forwarded-For': address } });
    const tries: [string, (address: string) => Promise<{ status: number }>][] = [
      [
        'joins',
        (address) => clinic.ask('POST', `/queues/${clinic.queue.id}/entries`, { as: null, body: {}, ...from(address) }),
      ],
      ['pairs', (address) => clinic.ask('POST', '/device-codes', { as: null, ...from(address) })],
      [
        'forgets',
        (address) =>
          clinic.ask('POST', '/auth/password-reset', { as: null, body: { email: 'a@b.example' }, ...from(address) }),
      ],
      ['asks for a certificate', (address) => send(service.url, 'GET', '/tls/ask?domain=a.example', from(address))],
    ];
    for (const [what, tried] of tries) {
      const statuses = [];
      for (const address of ['2001:db8:1:1::1', '2001:db8:1:1:ffff::2', '2001:db8:1:2::1'])
        statuses.push((await tried(address)).status < 429 ? 'yes' : 'no');
      expect([what, statuses]).toEqual([what, ['yes', 'no', 'yes']]);
    }
  } finally {
    await service.close();
  }
});

async function asAdmin(service: { adminUrl: string }, sql: string): Promise<void> {
  const admin = new pg.Client(service.adminUrl);
  await admin.connect();
  await admin.query(sql);
  await admin.end();
}
