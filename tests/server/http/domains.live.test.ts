import { request } from 'node:http';
import pg from 'pg';
import { createTxtRecords } from '../../../server/integrations/dns/txt-records.ts';
import { checkDomains, type OnChecked } from '../../../server/jobs/check-domains.ts';
import { createMetrics } from '../../../server/metrics/metrics.ts';
import { openDnsServer, type DnsServer } from '../../support/dns-server.ts';
import { readMetrics } from '../metrics/read-metrics.ts';
import { type Json, send } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization } from './organization.ts';

/** An organization brings a host of its own, proves that it is, and is reached there. */

let dns: DnsServer;
let service: Service;
let admin: pg.Client;
let clinic: Organization;
let rival: Organization;
let now = new Date('2026-03-01T12:00:00Z');

beforeAll(async () => {
  dns = await openDnsServer();
  service = await openService({
    baseDomain: 'queues.example',
    publicUrl: 'https://start.example',
    txtRecords: createTxtRecords({ servers: [dns.address], timeout: 200, tries: 1 }),
    clock: () => now,
  });
  admin = new pg.Client(service.adminUrl);
  await admin.connect();
  clinic = await openOrganization(service);
  rival = await openOrganization(service);
  await admin.query(`UPDATE control.organizations SET plan_type = 'enterprise'`);
});
afterAll(async () => {
  await admin?.end();
  await service?.close();
  await dns?.close();
});

const pass = (hours: number) => (now = new Date(now.getTime() + hours * 3_600_000));
const claim = async (who: Organization, host: string): Promise<Json> =>
  (await expectStatus(201, who.ask('POST', '/domains', { body: { host } }))).body;
const verify = (who: Organization, { id }: Json) => who.ask('POST', `/domains/${id}/verification`);
const prove = ({ record }: Json) => dns.records.set(record.name, ['v=spf1 -all', record.value]);
const check = (onChecked?: OnChecked) =>
  checkDomains(
    service.database,
    service.doors,
    createTxtRecords({ servers: [dns.address], timeout: 200, tries: 1 }),
    now,
    onChecked,
  );

async function own(who: Organization, host: string): Promise<Json> {
  const made = await claim(who, host);
  prove(made);
  return (await expectStatus(200, verify(who, made))).body;
}

/** Whose branding is served at this host. */
function slugAt(host: string): Promise<string> {
  const { hostname, port } = new URL(service.url);
  return new Promise((resolve, reject) => {
    const path = '/api/v1/organization/branding';
    request({ hostname, port, path, headers: { Host: host } }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () => {
        const body = JSON.parse(text) as { slug?: string; code?: string };
        resolve(body.slug ?? body.code ?? '');
      });
    })
      .on('error', reject)
      .end();
  });
}

async function audited(subjectId: string): Promise<string[]> {
  const { rows } = await admin.query<{ action: string }>(
    'SELECT action FROM audit_log WHERE subject_id = $1 ORDER BY at, id',
    [subjectId],
  );
  return rows.map(({ action }) => action);
}

test('a host leads to the organization as soon as its record stands in the DNS, and not before', async () => {
  const made = await claim(clinic, ' Queue.Clinic.Example. ');
  expect(made).toMatchObject({
    host: 'queue.clinic.example',
    status: 'pending',
    verified_at: null,
    record: { type: 'TXT', name: '_waitlessq.queue.clinic.example' },
  });
  expect(made.record.value).toMatch(/^waitlessq-verification=[\w-]{27}$/);
  expect(await slugAt('queue.clinic.example')).toBe('unknown_organization');

  expect((await verify(clinic, made)).body.code).toBe('domain_not_verified');
  dns.records.set(made.record.name, ['waitlessq-verification=of-somebody-else', `${made.record.value}x`]);
  expect((await verify(clinic, made)).body.code).toBe('domain_not_verified');
  expect(await slugAt('queue.clinic.example')).toBe('unknown_organization');

  prove(made);
  expect((await verify(clinic, made)).body).toMatchObject({ status: 'verified', verified_at: now.toISOString() });
  expect(await slugAt('queue.clinic.example')).toBe(clinic.slug);
  expect(await audited(made.id)).toEqual(['domain.claimed', 'domain.verified']);

  expect((await clinic.ask('GET', `/domains/${made.id}`)).body.status).toBe('verified');
  expect((await clinic.ask('GET', '/domains', { as: clinic.staff })).body.data.map(({ host }: Json) => host)).toEqual([
    'queue.clinic.example',
  ]);
  // Links lead there from now on.
  const joined = await clinic.make(`/queues/${clinic.queue.id}/entries`, {});
  expect(joined.tracking_url).toMatch(/^https:\/\/queue\.clinic\.example\/t\//);
});

test('name servers that are silent or fail are said to be', async () => {
  const made = await claim(clinic, 'silent.clinic.example');
  for (const answer of [null, new Error('SERVFAIL')]) {
    dns.records.set(made.record.name, answer);
    const asked = await verify(clinic, made);
    expect([asked.status, asked.body.code]).toEqual([503, 'unavailable']);
  }
});

test.each([
  'localhost',
  'printer.local',
  'start.example',
  'queues.example',
  'new.queues.example',
  'a.b.queues.example',
  '10.0.0.1',
  '2130706433',
  '0x7f.1',
  '[::1]',
  'clinic',
  'clinic.1',
  '*.clinic.example',
  'my_clinic.example',
  '-clinic.example',
  'clinic..example',
  'clinic.example:8080',
  'https://clinic.example',
  'user@clinic.example',
  'clinic.example/path',
  'clinic example.com',
  `${'a'.repeat(64)}.example`,
  `${'a.'.repeat(120)}example.example`,
])('%s is no host to claim', async (host) => {
  const answer = await clinic.ask('POST', '/domains', { body: { host } });
  expect([answer.status, answer.body.code]).toEqual([400, 'invalid_input']);
});

test('a name in other letters is claimed in the form in which it is looked up', async () => {
  const made = await claim(rival, 'Bäcker.example');
  expect(made.host).toBe('xn--bcker-gra.example');
  prove(made);
  await expectStatus(200, verify(rival, made));
  expect(await slugAt('xn--bcker-gra.example')).toBe(rival.slug);
});

test('two may claim a name, one has it', async () => {
  const claims = [await claim(clinic, 'shared.example'), await claim(rival, 'shared.example')];
  expect((await clinic.ask('POST', '/domains', { body: { host: 'shared.example' } })).body.code).toBe('already_taken');
  const [name] = claims.map(({ record }) => record.name);
  dns.records.set(
    name,
    claims.map(({ record }) => record.value),
  );
  const [first, second] = await Promise.all([verify(clinic, claims[0]), verify(rival, claims[1])]);
  expect([first.status, second.status].toSorted((a, b) => a - b)).toEqual([200, 409]);
  const loser = first.status === 409 ? first : second;
  expect(loser.body.code).toBe('already_taken');
  expect(await slugAt('shared.example')).toBe(first.status === 200 ? clinic.slug : rival.slug);
});

test("another organization's host is not there", async () => {
  const theirs = await own(rival, 'theirs.example');
  for (const [method, path] of [
    ['GET', `/domains/${theirs.id}`],
    ['POST', `/domains/${theirs.id}/verification`],
    ['DELETE', `/domains/${theirs.id}`],
  ] as const) {
    const answer = await clinic.ask(method, path);
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
  }
  expect((await clinic.ask('GET', '/domains')).text).not.toContain('theirs.example');
  expect((await clinic.ask('POST', '/domains', { as: clinic.staff, body: { host: 'x.example' } })).status).toBe(403);
});

test('a name that was given up rests for a month, but not for the one who had it', async () => {
  const had = await own(rival, 'moving.example');
  await expectStatus(204, rival.ask('DELETE', `/domains/${had.id}`));
  expect(await slugAt('moving.example')).toBe('unknown_organization');
  expect((await rival.ask('GET', `/domains/${had.id}`)).status).toBe(404);
  const wanted = await claim(clinic, 'moving.example');
  prove(wanted);
  expect((await verify(clinic, wanted)).body.code).toBe('already_taken');

  const again = await own(rival, 'moving.example');
  expect(await slugAt('moving.example')).toBe(rival.slug);
  await expectStatus(204, rival.ask('DELETE', `/domains/${again.id}`));
  prove(wanted);
  pass(29 * 24);
  expect((await verify(clinic, wanted)).body.code).toBe('already_taken');
  pass(2 * 24);
  await expectStatus(200, verify(clinic, wanted));
  expect(await slugAt('moving.example')).toBe(clinic.slug);
});

test('a claim that was never proven is given up without a rest', async () => {
  const made = await claim(rival, 'unproven.example');
  await expectStatus(204, rival.ask('DELETE', `/domains/${made.id}`));
  await own(clinic, 'unproven.example');
});

test('the plan decides who may have hosts of their own, and keeps those that are there', async () => {
  const small = await openOrganization(service);
  const asked = await small.ask('POST', '/domains', { body: { host: 'small.example' } });
  expect([asked.status, asked.body.code]).toEqual([403, 'feature_not_in_plan']);
  const plan = (type: string) =>
    admin.query('UPDATE control.organizations SET plan_type = $2 WHERE id = $1', [small.id, type]);
  await plan('enterprise');
  const pending = await claim(small, 'pending.small.example');
  await own(small, 'small.example');
  await plan('basic');
  prove(pending);
  expect((await verify(small, pending)).body.code).toBe('feature_not_in_plan');
  expect(await slugAt('small.example')).toBe(small.slug);
});

test('an organization claims some hosts and not hundreds', async () => {
  const greedy = await openOrganization(service);
  await admin.query(`UPDATE control.organizations SET plan_type = 'enterprise' WHERE id = $1`, [greedy.id]);
  for (let n = 0; n < 20; n++) await claim(greedy, `n${n}.greedy.example`);
  expect((await greedy.ask('POST', '/domains', { body: { host: 'one.more.example' } })).body.code).toBe('plan_limit');
});

describe('the daily check', () => {
  // The directory reckons by the database's clock, so this part is told by it.
  const set = (id: string, columns: string) => admin.query(`UPDATE control.domains SET ${columns} WHERE id = $1`, [id]);
  const statusOf = async (id: string) => (await clinic.ask('GET', `/domains/${id}`)).body.status;

  beforeAll(async () => {
    const { rows } = await admin.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    now = rows[0]?.now ?? now;
    await admin.query('UPDATE control.domains SET checked_at = $1', [now]);
  });

  test('asks about each host once a day', async () => {
    const domain = await own(clinic, 'daily.example');
    dns.asked.length = 0;
    await check();
    expect(dns.asked).toEqual([]);
    pass(25);
    await check();
    expect(dns.asked).toContain(domain.record.name);
    dns.asked.length = 0;
    await check();
    expect(dns.asked).toEqual([]);
    expect(await statusOf(domain.id)).toBe('verified');
  });

  test('a record that is gone for three days stops the host, and its return starts it again', async () => {
    const domain = await own(clinic, 'failing.example');
    dns.records.delete(domain.record.name);
    await set(domain.id, `checked_at = checked_at - interval '2 days'`);
    await check();
    expect(await statusOf(domain.id)).toBe('failing');
    service.access.organizations.forget();
    expect(await slugAt('failing.example')).toBe(clinic.slug);

    await set(domain.id, `failing_since = clock_timestamp() - interval '71 hours'`);
    service.access.organizations.forget();
    expect(await slugAt('failing.example')).toBe(clinic.slug);
    await set(domain.id, `failing_since = clock_timestamp() - interval '73 hours'`);
    service.access.organizations.forget();
    expect(await slugAt('failing.example')).toBe('unknown_organization');
    expect((await send(service.url, 'GET', '/tls/ask?domain=failing.example')).status).toBe(404);
    // It is still nobody else's.
    const wanted = await claim(rival, 'failing.example');
    prove(wanted);
    expect((await verify(rival, wanted)).body.code).toBe('already_taken');

    prove(domain);
    pass(2);
    await check();
    service.access.organizations.forget();
    expect(await slugAt('failing.example')).toBe(clinic.slug);
    expect(await audited(domain.id)).toEqual([
      'domain.claimed',
      'domain.verified',
      'domain.failing',
      'domain.recovered',
    ]);
  });

  test('is counted for the operator: found, missing, or no answer', async () => {
    const { domainChecked, registry } = createMetrics(() => null);
    const domain = await own(clinic, 'counted.example');
    const answers = [[domain.record.value], ['v=spf1 -all'], null, new Error('SERVFAIL')] as const;
    for (const answer of answers) {
      // The others are not due.
      await admin.query('UPDATE control.domains SET checked_at = $1', [now]);
      await set(domain.id, `checked_at = checked_at - interval '2 days'`);
      dns.records.set(domain.record.name, answer);
      await check(domainChecked);
    }
    const { sum } = await readMetrics({ registry });
    const counted = (result: string) => sum('waitlessq_domain_checks_total', { result });
    expect(['found', 'missing', 'no_answer'].map(counted)).toEqual([1, 1, 2]);
  });

  test('no link is sent to a host whose record has gone: it may be another’s by now', async () => {
    const firm = await openOrganization(service);
    await admin.query(`UPDATE control.organizations SET plan_type = 'enterprise' WHERE id = $1`, [firm.id]);
    service.access.organizations.forget();
    const domain = await own(firm, 'lapsed.example');
    const linked = async () => {
      service.access.organizations.forget();
      return new URL((await firm.make(`/queues/${firm.queue.id}/entries`, {})).tracking_url as string).hostname;
    };
    expect(await linked()).toBe('lapsed.example');
    await set(domain.id, `failing_since = clock_timestamp() - interval '1 hour'`);
    expect(await linked()).toBe(`${firm.slug}.queues.example`);
    // Whoever has an old link still gets here.
    expect(await slugAt('lapsed.example')).toBe(firm.slug);
    await set(domain.id, 'failing_since = NULL');
    expect(await linked()).toBe('lapsed.example');
  });

  test('silence counts as a missing record, and of two nodes that ask one tells', async () => {
    const domain = await own(clinic, 'quiet.example');
    dns.records.set(domain.record.name, null);
    await set(domain.id, `checked_at = checked_at - interval '2 days'`);
    await Promise.all([check(), check()]);
    expect(await statusOf(domain.id)).toBe('failing');
    expect(await audited(domain.id)).toEqual(['domain.claimed', 'domain.verified', 'domain.failing']);
  });

  test('a name that was not proven for a month is given up, and somebody else may have it', async () => {
    const domain = await own(clinic, 'sold.example');
    dns.records.delete(domain.record.name);
    const long = new Date(now.getTime() - 31 * 86_400_000);
    await admin.query('UPDATE control.domains SET failing_since = $2, checked_at = $2 WHERE id = $1', [
      domain.id,
      long,
    ]);
    await check();
    expect((await clinic.ask('GET', `/domains/${domain.id}`)).status).toBe(404);
    await own(rival, 'sold.example');
    expect(await slugAt('sold.example')).toBe(rival.slug);
  });
});

describe('the proxy that fetches certificates', () => {
  const ask = async (domain: string) => {
    const answer = await send(service.url, 'GET', `/tls/ask?domain=${encodeURIComponent(domain)}`);
    expect(answer.text).toBe('');
    return answer.status;
  };

  test('hears yes for hosts that lead somewhere, and no for all others', async () => {
    await own(clinic, 'tls.example');
    await claim(clinic, 'not-proven.example');
    expect(await ask('tls.example')).toBe(200);
    expect(await ask(`${clinic.slug}.queues.example`)).toBe(200);
    for (const name of [
      'not-proven.example',
      'tls.example:443',
      'a.tls.example',
      'nobody.queues.example',
      `a.${clinic.slug}.queues.example`,
      'elsewhere.example',
      '127.0.0.1',
      'localhost',
      '',
      '..',
      'x'.repeat(400),
    ])
      expect([name, await ask(name)]).toEqual([name, 404]);
    expect((await send(service.url, 'GET', '/tls/ask')).status).toBe(404);
    expect((await send(service.url, 'GET', '/tls/ask?domain=tls.example&domain=tls.example')).status).toBe(404);
  });

  test('hears no for an organization that has been closed', async () => {
    const closed = await openOrganization(service);
    await admin.query(`UPDATE control.organizations SET status = 'closed' WHERE id = $1`, [closed.id]);
    expect(await ask(`${closed.slug}.queues.example`)).toBe(404);
  });

  test('is not asked for an organization itself, and cannot ask for ever', async () => {
    const limited = await openService({ limits: { tls_ask: { points: 2, seconds: 60 } } });
    try {
      const statuses: number[] = [];
      for (let n = 0; n < 3; n++)
        statuses.push((await send(limited.url, 'GET', '/tls/ask?domain=a.example&tenant_id=nobody')).status);
      expect(statuses).toEqual([404, 404, 429]);
    } finally {
      await limited.close();
    }
  });
});
