import { connect } from 'node:net';
import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { exportedColumns, KEPT_BACK, READABLE } from '../../../server/queries/organizations/export/columns.ts';
import { tenantTables } from '../../../server/queries/organizations/export/tables.ts';
import { eventually } from '../../support/eventually.ts';
import { allowAnything, canaryOf, fillEveryTable, tablesOfOrganizations } from '../../support/fill-every-table.ts';
import type { Json } from './client.ts';
import { openService, type Service } from './open-service.ts';
import { openOrganization, type Organization } from './organization.ts';

let service: Service;
let admin: pg.Client;
let clinic: Organization;
let neighbour: Organization;
beforeAll(async () => {
  service = await openService({ limits: { export: { points: 100, seconds: 60 } } });
  admin = new pg.Client(service.adminUrl);
  await admin.connect();
  clinic = await openOrganization(service);
  neighbour = await openOrganization(service);
  await allowAnything(admin);
  await fillEveryTable(admin, clinic.id, 'own');
  await fillEveryTable(admin, neighbour.id, 'foreign');
});
afterAll(async () => {
  await admin?.end();
  await service?.close();
});

const lines = (text: string): Json[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

test('the owner takes everything home: every table, every row, every word', async () => {
  const tables = await tablesOfOrganizations(admin);
  const stored = new Map<string, number | null>();
  for (const { schema, name } of tables) {
    const { rowCount } = await admin.query(`SELECT FROM "${schema}"."${name}" WHERE organization_id = $1`, [clinic.id]);
    stored.set(name, rowCount);
  }
  const answer = await clinic.ask('GET', '/organization/export');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Content-Type')).toContain('application/x-ndjson');
  expect(answer.headers.get('Content-Disposition')).toBe(`attachment; filename="${clinic.slug}.ndjson"`);
  const [head, ...rest] = lines(answer.text);
  const end = rest.pop();
  expect(head).toMatchObject({ export: 'waitlessq', organization_id: clinic.id });
  expect(end).toEqual({ end: true, rows: rest.length });

  expect(new Set(rest.map(({ table }) => table))).toEqual(new Set(['organizations', ...stored.keys()]));
  for (const [name, rows] of stored)
    expect([name, rest.filter(({ table }) => table === name).length]).toEqual([name, rows]);
  const all = await service.doors.snapshot({ kind: 'system', organizationId: clinic.id, id: null }, tenantTables);
  for (const { name, columns } of all.filter(({ name }) => name !== 'organizations')) {
    const exported = exportedColumns(name, columns);
    for (const { name: column, type } of columns.filter(({ type }) => type === 'text' || type === 'jsonb')) {
      const canary = canaryOf('own', name, column);
      expect([canary, type, answer.text.includes(canary)]).toEqual([canary, type, exported.includes(column)]);
    }
  }
  // What is sealed in the database is opened: it is theirs.
  const { rows } = await admin.query(
    'SELECT patient_name FROM entries WHERE organization_id = $1 AND personal IS NOT NULL',
    [clinic.id],
  );
  expect(rows).toEqual([{ patient_name: null }]);
  expect(rest.find(({ row }) => row.id === clinic.entry.id).row).toMatchObject({ patient_name: 'Pat Canary' });
  expect(rest.find(({ table }) => table === 'files').row.content_base64).toBe(
    Buffer.from(canaryOf('own', 'files', 'content')).toString('base64'),
  );
});

test("nothing in it is a secret, and nothing is somebody else's", async () => {
  const { text } = await clinic.ask('GET', '/organization/export');
  expect(text).not.toContain(neighbour.id);
  expect(text).not.toContain(neighbour.slug);
  expect(text).not.toContain('canary-foreign');
  const all = await service.doors.snapshot({ kind: 'system', organizationId: clinic.id, id: null }, tenantTables);
  for (const { name, columns } of all) {
    for (const column of KEPT_BACK[name] ?? []) {
      expect([name, columns.some((one) => one.name === column)]).toEqual([name, true]);
      expect(text).not.toContain(`"${column}":"canary`);
    }
    for (const { name: column } of columns.filter(({ type }) => type === 'bytea')) {
      // A new column of bytes is declared on one side or the other.
      const declared = [...(KEPT_BACK[name] ?? []), ...(READABLE[name] ?? [])].includes(column);
      expect([`${name}.${column}`, declared]).toEqual([`${name}.${column}`, true]);
      if (READABLE[name]?.includes(column)) continue;
      const canary = Buffer.from(canaryOf('own', name, column));
      for (const form of ['utf8', 'hex', 'base64'] as const) expect(text.includes(canary.toString(form))).toBe(false);
    }
    // A text that is named like a secret is one, unless somebody has said that it is none.
    const suspicious = columns.filter(({ name: column }) => /hash|secret|token|password|challenge|otp_/.test(column));
    const exported = exportedColumns(name, columns);
    const out = suspicious.filter(({ name: column }) => exported.includes(column)).map(({ name: column }) => column);
    expect([name, out]).toEqual([name, out.filter((column) => ['otp_confirmed_at', 'require_otp'].includes(column))]);
  }
  for (const token of [clinic.owner, clinic.deviceToken, clinic.trackingToken]) expect(text).not.toContain(token);
});

test('it is remembered and written down, and nobody below the owner may', async () => {
  const { rows } = await admin.query('SELECT exported_at FROM control.organizations WHERE id = $1', [clinic.id]);
  expect(Date.now() - rows[0].exported_at.getTime()).toBeLessThan(60_000);
  const log = await admin.query(
    `SELECT actor_id, after FROM audit_log WHERE organization_id = $1 AND action = 'organization.exported'`,
    [clinic.id],
  );
  expect(log.rows[0]).toMatchObject({ actor_id: clinic.signedUp.user.id, after: { rows: expect.any(Number) } });
  for (const as of [clinic.staff, clinic.deviceToken, clinic.trackingToken])
    expect((await clinic.ask('GET', '/organization/export', { as })).body.code).toBe('not_permitted');
  expect((await clinic.ask('GET', '/organization/export', { as: null })).body.code).toBe('unauthenticated');
});

test('whoever asks for the head of it has taken nothing home, and may not close the organization on it', async () => {
  const careless = await openOrganization(service);
  expect((await careless.ask('HEAD', '/organization/export')).headers.get('Content-Type')).toBe('application/x-ndjson');
  const closing = await careless.ask('DELETE', '/organization', { body: { confirm: careless.slug } });
  expect(closing.body.code).toBe('export_first');
});

test('it is of one moment, however long it takes, and one at a time', async () => {
  const busy = await openOrganization(service);
  // Far more than a socket takes at once, so that the reader decides how fast it goes.
  await admin.query(
    `INSERT INTO audit_log (organization_id, id, at, actor_kind, action, reason)
     SELECT $1, gen_random_uuid(), now(), 'system', 'test.filled', repeat('x', 2000) FROM generate_series(1, 20000)`,
    [busy.id],
  );
  const { hostname, port } = new URL(service.url);
  const socket = connect(Number(port), hostname);
  socket.write(
    `GET /api/v1/organization/export HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${busy.owner}\r\nConnection: close\r\n\r\n`,
  );
  const chunks: Buffer[] = [];
  socket.once('data', (chunk) => {
    chunks.push(chunk);
    socket.pause();
  });
  await eventually(() => expect(chunks.length).toBe(1));
  const before = process.memoryUsage().rss;
  // Written meanwhile, and deleted: neither is seen by who has begun to read.
  await busy.make('/services', { name: 'Too late for this', duration_minutes: 5 });
  const second = await busy.ask('GET', '/organization/export');
  expect([second.status, second.body.code]).toEqual([429, 'too_many_requests']);
  await pause(50);
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.resume();
  await new Promise((resolve) => socket.once('close', resolve));
  const text = Buffer.concat(chunks).toString();
  expect(text).toContain('"end":true');
  expect(text).not.toContain('Too late for this');
  expect(text.length).toBeGreaterThan(40_000_000);
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
  expect((await busy.ask('GET', '/organization/export')).text).toContain('Too late for this');
});

test('whoever leaves halfway has no export, and holds nobody up', async () => {
  const busy = await openOrganization(service);
  await admin.query(
    `INSERT INTO audit_log (organization_id, id, at, actor_kind, action, reason)
     SELECT $1, gen_random_uuid(), now(), 'system', 'test.filled', repeat('x', 2000) FROM generate_series(1, 20000)`,
    [busy.id],
  );
  const leaving = new AbortController();
  const response = await fetch(`${service.url}/api/v1/organization/export`, {
    headers: { Authorization: `Bearer ${busy.owner}` },
    signal: leaving.signal,
  });
  expect(response.status).toBe(200);
  leaving.abort();
  await eventually(async () => expect((await busy.ask('GET', '/organization/export')).status).toBe(200));
  const { rows } = await admin.query(
    `SELECT FROM audit_log WHERE organization_id = $1 AND action = 'organization.exported'`,
    [busy.id],
  );
  expect(rows).toHaveLength(1);
  expect(service.logged.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});
