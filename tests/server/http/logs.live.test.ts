import pg from 'pg';
import { securityEvent } from '../../../server/commands/log/security-event.ts';
import { sweep } from '../../../server/jobs/clock.ts';
import { eventually } from '../../support/eventually.ts';
import { send, type Json } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization } from './organization.ts';

let service: Service;
let clinic: Organization;
let other: Organization;

beforeAll(async () => {
  service = await openService();
  [clinic, other] = await Promise.all([openOrganization(service), openOrganization(service)]);
});
afterAll(() => service?.close());

const read = async (path: string, of = clinic): Promise<Json> => (await expectStatus(200, of.ask('GET', path))).body;

describe('the audit log', () => {
  test('tells an owner who changed what, from where and in which request, the newest first', async () => {
    const headers = { 'X-Request-Id': 'rename-the-office' };
    await expectStatus(200, clinic.ask('PATCH', `/offices/${clinic.office.id}`, { body: { name: 'East' }, headers }));
    const { data } = await read('/audit-log?action=office.');
    expect(data[0]).toMatchObject({
      actor: { kind: 'user', name: 'Olga' },
      action: 'office.changed',
      subject_id: clinic.office.id,
      before: { name: 'Main Street' },
      after: { name: 'East' },
      request_id: 'rename-the-office',
    });
    expect(data[0].address).toMatch(/127\.0\.0\.1$/);
    expect(data.at(-1)).toMatchObject({ action: 'office.created', after: { name: 'Main Street' } });
  });

  test('is searched by person, subject, action and time, and read in pages', async () => {
    const all = (await read('/audit-log?limit=200')).data;
    expect(all.length).toBeGreaterThan(6);
    const pages: Json[] = [];
    for (let cursor = ''; ;) {
      const page = await read(`/audit-log?limit=3${cursor}`);
      pages.push(...page.data);
      if (page.next_cursor === null) break;
      cursor = `&cursor=${page.next_cursor}`;
    }
    expect(pages).toEqual(all);
    const [newest] = all;
    const by = async (query: string) => (await read(`/audit-log?limit=200&${query}`)).data;
    expect(await by(`actor_id=${newest.actor.id}`)).toEqual(
      all.filter(({ actor }: Json) => actor.id === newest.actor.id),
    );
    expect(await by(`subject_id=${clinic.office.id}`)).toEqual(
      all.filter(({ subject_id }: Json) => subject_id === clinic.office.id),
    );
    expect(await by('action=no')).toEqual([]);
    expect(await by(`to=${newest.at}`)).toEqual(all.filter(({ at }: Json) => at < newest.at));
    expect(await by(`from=${newest.at}`)).toEqual(all.filter(({ at }: Json) => at >= newest.at));
  });

  test('is shown to owners only', async () => {
    for (const path of ['/audit-log', '/security-log']) {
      await expectStatus(403, clinic.ask('GET', path, { as: clinic.staff }));
      await expectStatus(401, clinic.ask('GET', path, { as: null }));
    }
  });

  test('holds nothing of another organization', async () => {
    const { data } = await read('/audit-log?limit=200', other);
    expect(data.filter(({ subject_id }: Json) => subject_id === clinic.office.id)).toEqual([]);
  });
});

describe('the security log', () => {
  const wrong = async (of: Organization) => (await read('/security-log?event=wrong_organization', of)).data;

  test('tells the organization whose credential was shown elsewhere, once a minute, and not where', async () => {
    const headers = { 'X-Tenant-ID': other.slug };
    for (let n = 0; n < 3; n++)
      await expectStatus(403, send(service.url, 'GET', '/api/v1/offices', { token: clinic.staff, headers }));
    await eventually(async () => expect(await wrong(clinic)).toHaveLength(1));
    const [record] = await wrong(clinic);
    expect(record).toMatchObject({ actor: { kind: 'user', id: clinic.user.id, name: 'Stan' }, details: {} });
    expect(JSON.stringify(record)).not.toContain(other.id);
    expect(await wrong(other)).toEqual([]);
  });

  test('cannot be filled by somebody who makes tokens up', async () => {
    const before = await wrong(clinic);
    const [head = '', body = ''] = clinic.owner.split('.');
    const forged = `${head}.${body}.${'A'.repeat(43)}`;
    const headers = { 'X-Tenant-ID': other.slug };
    await expectStatus(403, send(service.url, 'GET', '/api/v1/offices', { token: forged, headers }));
    // Another credential that is good is noted after it: by then the forged one would have been.
    await expectStatus(403, send(service.url, 'GET', '/api/v1/offices', { token: clinic.deviceToken, headers }));
    await eventually(async () => expect(await wrong(clinic)).toHaveLength(before.length + 1));
    expect((await wrong(clinic))[0].actor.kind).toBe('device');
  });
});

describe('what was written down', () => {
  test('can be neither changed nor deleted by the service', async () => {
    for (const text of [
      "UPDATE audit_log SET action = 'nothing' WHERE organization_id = $1",
      'DELETE FROM audit_log WHERE organization_id = $1',
      "UPDATE security_log SET event = 'nothing' WHERE organization_id = $1",
      'DELETE FROM security_log WHERE organization_id = $1',
    ]) {
      const attempt = service.doors.transact({ kind: 'system', organizationId: clinic.id, id: null }, (tx) =>
        tx.query({ name: text.slice(0, 30), text, values: [clinic.id] }),
      );
      await expect(attempt).rejects.toThrow('permission denied');
    }
  });

  test('is forgotten after two years, and after one', async () => {
    const admin = new pg.Client(service.adminUrl);
    await admin.connect();
    const actor = { kind: 'system', organizationId: other.id, id: null } as const;
    await service.doors.transact(actor, (tx) => securityEvent(tx, 'login_blocked'));
    const left = async () => {
      const { rows } = await admin.query<{ audits: number; events: number }>(
        `SELECT (SELECT count(*)::int FROM audit_log WHERE organization_id = $1) AS audits,
                (SELECT count(*)::int FROM security_log WHERE organization_id = $1) AS events`,
        [other.id],
      );
      return rows[0];
    };
    /** Everything was written so many days earlier. */
    const age = async (days: number) => {
      for (const log of ['audit_log', 'security_log'])
        await admin.query(`UPDATE ${log} SET at = at - make_interval(days => $2) WHERE organization_id = $1`, [
          other.id,
          days,
        ]);
    };
    const before = await left();
    // Whoever says that it is the year 2100 deletes nothing.
    await sweep(service.database, new Date('2100-01-01'));
    await age(364);
    await sweep(service.database, null);
    expect(await left()).toEqual(before);
    await age(3);
    await sweep(service.database, null);
    expect(await left()).toEqual({ audits: before?.audits, events: 0 });
    await age(365);
    await sweep(service.database, null);
    expect(await left()).toEqual({ audits: 0, events: 0 });
    await admin.end();
  });
});
