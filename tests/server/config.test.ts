import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleEnvironment } from '../../server/cli/example-environment.ts';
import { readConfig, settings } from '../../server/config.ts';
import { StartFailure } from '../../server/start-failure.ts';

const KEY = 'a key of more than thirty-two letters';

function complaintAbout(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof StartFailure) return error.message;
    throw error;
  }
  throw new Error('nothing was wrong');
}

test('without any setting there is a local service with a database of its own', () => {
  expect(readConfig({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    databaseUrl: undefined,
    databaseAdminUrl: undefined,
    databaseReplicaUrl: undefined,
    dnsServers: undefined,
    mailFrom: 'WaitLessQ <no-reply@localhost>',
    production: false,
    publicUrl: undefined,
    signUp: true,
    smtpUrl: undefined,
    redisUrl: undefined,
    dataDir: '.data',
    baseDomain: undefined,
    multiTenant: true,
    secretKey: undefined,
    demo: undefined,
    trustedProxies: [],
    webPush: { contact: 'mailto:no-reply@localhost', hosts: [] },
    metrics: null,
    tracing: null,
    sharedFrames: true,
    logLevel: undefined,
  });
});

test('push services write to the operator, or to the public address, or to where letters come from', () => {
  const contact = (environment: Record<string, string>) => readConfig(environment).webPush?.contact;
  expect(contact({ WEB_PUSH_CONTACT: 'mailto:it@clinic.example', PUBLIC_URL: 'https://q.example' })).toBe(
    'mailto:it@clinic.example',
  );
  expect(contact({ PUBLIC_URL: 'https://q.example', MAIL_FROM: 'Clinic <desk@clinic.example>' })).toBe(
    'https://q.example',
  );
  expect(contact({ PUBLIC_URL: 'http://q.example', MAIL_FROM: 'desk@clinic.example' })).toBe(
    'mailto:desk@clinic.example',
  );
  expect(readConfig({ WEB_PUSH: 'false' }).webPush).toBeNull();
  expect(readConfig({ WEB_PUSH_HOSTS: 'push.example.com, Localhost:8443' }).webPush?.hosts).toEqual([
    'push.example.com',
    'localhost:8443',
  ]);
  expect(complaintAbout({ WEB_PUSH_CONTACT: 'http://q.example' })).toContain('WEB_PUSH_CONTACT must begin');
  expect(complaintAbout({ WEB_PUSH_HOSTS: 'https://push.example.com/x' })).toContain('WEB_PUSH_HOSTS must be hosts');
});

test('everything that is wrong is said at once, in one line', () => {
  const complaint = complaintAbout({
    PORT: '70000',
    DATABASE_URL: 'mysql://somewhere',
    REDIS_URL: 'localhost',
    BASE_DOMAIN: 'not a host',
    MULTI_TENANT: 'perhaps',
    DEMO: 'soon',
    TRUSTED_PROXIES: 'everybody',
    LOG_LEVEL: 'loud',
  });
  for (const name of [
    'PORT',
    'DATABASE_URL',
    'REDIS_URL',
    'BASE_DOMAIN',
    'MULTI_TENANT',
    'DEMO',
    'TRUSTED_PROXIES',
    'LOG_LEVEL',
    'SECRET_KEY',
  ]) {
    expect(complaint).toContain(`${name} `);
  }
  expect(complaint).not.toContain('\n');
});

test('no value is repeated: it may be a password', () => {
  const complaint = complaintAbout({ DATABASE_URL: 'postgres:secret-word@host', SECRET_KEY: 'too-short-a-secret' });
  expect(complaint).not.toMatch(/secret-word|too-short/);
});

test('an empty variable is as good as none', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: ' ', HOST: '' })).toMatchObject({
    port: 3000,
    databaseUrl: undefined,
    host: '127.0.0.1',
  });
});

test.each(['true', 'on', 'yes', '1'])('DEMO=%s is yes', (word) => {
  expect(readConfig({ DEMO: word }).demo).toBe(true);
});

test.each(['false', 'off', 'no', '0'])('MULTI_TENANT=%s is no', (word) => {
  expect(readConfig({ MULTI_TENANT: word }).multiTenant).toBe(false);
});

test('a database that is not embedded needs the key that all nodes share', () => {
  const address = { DATABASE_URL: 'postgres://waitlessq@db/waitlessq' };
  expect(complaintAbout(address)).toContain('SECRET_KEY is required with DATABASE_URL');
  expect(readConfig({ ...address, SECRET_KEY: KEY })).toMatchObject({
    databaseUrl: address.DATABASE_URL,
    secretKey: KEY,
  });
});

test('a database to migrate is of no use without one to serve', () => {
  expect(complaintAbout({ DATABASE_ADMIN_URL: 'postgres://admin@db/waitlessq' })).toContain('DATABASE_URL is required');
});

test('who sends letters says where their links lead', () => {
  const address = { SMTP_URL: 'smtp://mail.example' };
  expect(complaintAbout(address)).toContain('PUBLIC_URL is required with SMTP_URL');
  expect(readConfig({ ...address, PUBLIC_URL: 'https://queues.example' }).smtpUrl).toBe(address.SMTP_URL);
});

test('proxies are named by their networks', () => {
  expect(readConfig({ TRUSTED_PROXIES: 'loopback, 10.0.0.0/8,fd00::/8' }).trustedProxies).toEqual([
    'loopback',
    '10.0.0.0/8',
    'fd00::/8',
  ]);
});

test('name servers are addresses', () => {
  const servers = ['9.9.9.9', '127.0.0.1:5353', '2620:fe::fe', '[::1]:53'];
  expect(readConfig({ DNS_SERVERS: servers.join(', ') }).dnsServers).toEqual(servers);
  for (const wrong of ['dns.example', '9.9.9.9;8.8.8.8', '9.9.9', '1.2.3.4:'])
    expect(complaintAbout({ DNS_SERVERS: wrong })).toContain('DNS_SERVERS must be addresses');
});

test('metrics are for whoever is on this machine, unless somebody says otherwise', () => {
  expect(readConfig({ METRICS_PORT: '9464' }).metrics).toEqual({ host: '127.0.0.1', port: 9464 });
  expect(readConfig({ METRICS_HOST: '10.0.0.5' }).metrics).toBeNull();
  expect(complaintAbout({ METRICS_PORT: 'many' })).toContain('METRICS_PORT must be a number');
});

test('whoever names a collector follows everything, unless they say a share', () => {
  const collector = 'http://127.0.0.1:4318/';
  expect(readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: collector }).tracing).toEqual({
    endpoint: 'http://127.0.0.1:4318',
    share: 1,
  });
  expect(readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: collector, OTEL_TRACES_SAMPLER_ARG: '0.01' }).tracing).toMatchObject(
    { share: 0.01 },
  );
  expect(readConfig({ OTEL_TRACES_SAMPLER_ARG: '0.5' }).tracing).toBeNull();
  expect(complaintAbout({ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' })).toContain('OTEL_EXPORTER_OTLP_ENDPOINT');
  expect(complaintAbout({ OTEL_TRACES_SAMPLER_ARG: '2' })).toContain('OTEL_TRACES_SAMPLER_ARG must be 0 to 1');
});

test('a Redis Cluster has several addresses', () => {
  const members = 'redis://10.0.0.1:6379, redis://10.0.0.2:6379,redis://10.0.0.3:6379';
  expect(readConfig({ REDIS_URL: members }).redisUrl).toBe(members);
  expect(complaintAbout({ REDIS_URL: 'redis://10.0.0.1:6379,10.0.0.2:6379' })).toContain('REDIS_URL must be');
});

test('a replica has the role of its primary, so that it keeps organizations apart as well', () => {
  const settings = {
    DATABASE_URL: 'postgres://waitlessq:secret@10.0.0.1/waitlessq',
    SECRET_KEY: 'x'.repeat(32),
  };
  const replica = 'postgres://waitlessq:secret@10.0.0.2/waitlessq';
  expect(readConfig({ ...settings, DATABASE_REPLICA_URL: replica }).databaseReplicaUrl).toBe(replica);
  const complaint = 'DATABASE_REPLICA_URL must name the role of DATABASE_URL';
  expect(
    complaintAbout({ ...settings, DATABASE_REPLICA_URL: 'postgres://postgres:secret@10.0.0.2/waitlessq' }),
  ).toContain(complaint);
  expect(complaintAbout({ DATABASE_REPLICA_URL: replica })).toContain(complaint);
});

test('.env.example names every setting', () => {
  const example = readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8');
  expect(example).toBe(exampleEnvironment());
  for (const name of Object.keys(settings.shape)) expect(example).toContain(`\n#${name}=`);
});
