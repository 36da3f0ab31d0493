import pg from 'pg';
import { openDatabase } from '../../../models/database.ts';
import { freeAbandoned } from '../../../server/jobs/job-worker.ts';
import { yes, type Api } from '../../support/api.ts';
import { openDatabase as openTestDatabase, type Database } from '../../support/database.ts';
import { eventually } from '../../support/eventually.ts';
import { openMailServer, type MailServer } from '../../support/mail-server.ts';
import { startNode, type RunningNode } from '../../support/node.ts';
import { type PgBouncer, startPgBouncer } from '../../support/pgbouncer.ts';
import { startRedis, type Redis } from '../../support/redis.ts';
import { signUpClinic } from '../../support/service.ts';

/** Letters by real nodes: each person is told once, whoever of them dies, stops or starts. */
let database: Database;
let redis: Redis;
let admin: pg.Client;
let mail: MailServer;
let owner: Api;
let bookable: { service_id: string; office_id: string; provider_id: string };
let officeSlug: string;
const running = new Set<RunningNode>();

beforeAll(async () => {
  [database, redis, mail] = await Promise.all([openTestDatabase(), startRedis(), openMailServer()]);
  admin = new pg.Client(database.adminUrl);
  await admin.connect();
  const node = await start();
  const clinic = await signUpClinic(node.url);
  officeSlug = clinic.slug;
  ({ owner } = clinic);
  const service = await yes(
    owner.post<{ id: string }>('/services', {
      ...{ name: 'Visit', duration_minutes: 5 },
      booking: { person_limit: 100, reminders: [120] },
    }),
  );
  const provider = await yes(
    owner.post<{ id: string }>('/providers', {
      ...{ name: 'Dr. Ada', offices: [{ id: clinic.officeId }], service_ids: [service.id] },
    }),
  );
  bookable = { service_id: service.id, office_id: clinic.officeId, provider_id: provider.id };
  await yes(
    owner.post('/schedules', {
      ...{ provider_id: provider.id, office_id: clinic.officeId, effective_from: '2020-01-01' },
      hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', until: '24:00' })),
    }),
  );
  token = clinic.ownerToken;
  await stop(node);
});
afterAll(async () => {
  await Promise.all([...running].map(stop));
  await mail?.close();
  await admin?.end();
  await redis?.stop();
  await database?.close();
});
beforeEach(() => {
  mail.manner = 'takes';
  mail.received.length = 0;
});

afterEach(() => Promise.all([...running].map(stop)));

let token: string;
async function start(databaseUrl = database.appUrl): Promise<RunningNode> {
  const env = { SMTP_URL: mail.url, PUBLIC_URL: 'https://q.example', MAIL_FROM: 'WaitLessQ <no-reply@q.example>' };
  const node = await startNode({ databaseUrl, redisUrl: redis.url, env });
  running.add(node);
  return node;
}
async function stop(node: RunningNode): Promise<number | null> {
  running.delete(node);
  return node.stop();
}

const DAY = 86_400_000;
let times = Math.ceil(Date.now() / DAY) * DAY + 3 * DAY;
let people = 0;
async function book(node: RunningNode): Promise<{ id: string; email: string }> {
  const email = `person-${++people}@home.example`;
  times += 300_000;
  const answer = await fetch(`${node.url}/api/v1/appointments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-tenant-id': officeSlug },
    body: JSON.stringify({ ...bookable, starts_at: new Date(times).toISOString(), patient_name: 'Mia', email }),
  });
  if (answer.status !== 201) throw new Error(`not booked: ${await answer.text()}`);
  const { appointment } = (await answer.json()) as { appointment: { id: string } }; // as the route declares
  return { id: appointment.id, email };
}
const toldTo = (email: string) => mail.received.filter(({ to }) => to.includes(email)).length;
const jobsOf = async (id: string) =>
  (
    await admin.query<{ locked_by: string | null; kind: string }>(
      `SELECT locked_by, payload ->> 'kind' AS kind FROM graphile_worker._private_jobs WHERE payload ->> 'appointment_id' = $1`,
      [id],
    )
  ).rows;
const statusOf = async (id: string, kind = 'confirmation') =>
  (
    await admin.query<{ status: string }>(
      'SELECT status FROM appointment_messages WHERE appointment_id = $1 AND kind = $2',
      [id, kind],
    )
  ).rows[0]?.status;

test('two nodes tell fifty people, each once', async () => {
  const nodes = [await start(), await start()] as const;
  const booked: { email: string }[] = [];
  for (let n = 0; n < 25; n++) booked.push(...(await Promise.all(nodes.map(book))));
  await eventually(() => expect(mail.received.length).toBeGreaterThanOrEqual(50), { within: 20_000 });
  await eventually(async () => {
    const { rows } = await admin.query(`SELECT FROM appointment_messages WHERE status = 'sent'`);
    expect(rows.length).toBe(50);
  });
  expect(booked.map(({ email }) => toldTo(email))).toEqual(booked.map(() => 1));
  expect(new Set(mail.received.map(({ message }) => /^Message-ID: (.*)$/im.exec(message)?.[1])).size).toBe(50);
  // What is left are the reminders.
  await eventually(async () => {
    const { rows } = await admin.query<{ kind: string; n: number }>(
      `SELECT payload ->> 'kind' AS kind, count(*)::int AS n FROM graphile_worker._private_jobs GROUP BY 1`,
    );
    expect(rows).toEqual([{ kind: 'reminder', n: 50 }]);
  });
  expect(await Promise.all(nodes.map(stop))).toEqual([0, 0]);
});

test('a reminder that was planned before everything was restarted comes, once', async () => {
  const before = await start();
  const { id, email } = await book(before);
  await eventually(() => expect(toldTo(email)).toBe(1));
  await eventually(async () => expect(await jobsOf(id)).toEqual([{ locked_by: null, kind: 'reminder' }]));
  expect(await stop(before)).toBe(0);
  // Two days later.
  await admin.query(`UPDATE appointments SET status_at = now() - interval '2 days' WHERE id = $1`, [id]);
  await admin.query(`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE payload ->> 'appointment_id' = $1`, [
    id,
  ]);
  const nodes = [await start(), await start()];
  await eventually(async () => expect(await statusOf(id, 'reminder')).toBe('sent'));
  await eventually(async () => expect(await jobsOf(id)).toEqual([]));
  expect(toldTo(email)).toBe(2);
  await Promise.all(nodes.map(stop));
});

test('what a node that was killed had begun is done by another', async () => {
  const doomed = await start();
  mail.manner = 'silent';
  const { id, email } = await book(doomed);
  await eventually(async () => expect(await statusOf(id)).toBe('sending'));
  doomed.kill('SIGKILL');
  running.delete(doomed);
  await doomed.stop();
  mail.manner = 'takes';
  const heir = await start();
  expect((await jobsOf(id)).find(({ kind }) => kind === 'confirmation')?.locked_by).toMatch(/^pool-/);
  expect(toldTo(email)).toBe(0);
  // Nobody has heard of it for a while.
  await admin.query(
    `UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '3 minutes' WHERE locked_at IS NOT NULL`,
  );
  await admin.query(`UPDATE appointment_messages SET at = now() - interval '3 minutes' WHERE appointment_id = $1`, [
    id,
  ]);
  const asService = openDatabase(database.appUrl, { poolSize: 1 });
  await freeAbandoned(asService, null);
  await asService.close();
  await eventually(async () => expect(await statusOf(id)).toBe('sent'));
  expect(toldTo(email)).toBe(1);
  await stop(heir);
});

test('a node that is told to stop gives back what it could not finish', async () => {
  const node = await start();
  mail.manner = 'silent';
  const { id } = await book(node);
  await eventually(async () => expect(await statusOf(id)).toBe('sending'));
  const began = performance.now();
  expect(await stop(node)).toBe(0);
  expect(performance.now() - began).toBeLessThan(15_000);
  expect(await statusOf(id)).toBe('waiting');
  expect((await jobsOf(id)).map(({ locked_by }) => locked_by)).not.toContainEqual(expect.any(String));
});

test('a node whose connections are ended, while it tells somebody, goes on telling', async () => {
  const node = await start();
  mail.manner = 'silent';
  const interrupted = await book(node);
  await eventually(async () => expect(await statusOf(interrupted.id)).toBe('sending'));
  await admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'waitlessq%'`,
  );
  mail.manner = 'takes';
  const { id, email } = await eventually(() => book(node));
  await eventually(() => expect(toldTo(email)).toBe(1), { within: 20_000 });
  await eventually(async () => expect(await statusOf(id)).toBe('sent'));
  // Where the answer to its claim was lost, the letter is only taken up again when whoever had it counts as dead, at the next try after a minute.
  await eventually(async () => expect(await statusOf(interrupted.id)).toBe('sent'), { within: 120_000 });
  expect(toldTo(interrupted.email)).toBe(1);
  expect(await stop(node)).toBe(0);
});

test('behind a pooler that gives every transaction another connection people are told, too', async () => {
  const pooler: PgBouncer = await startPgBouncer(database.appUrl, { poolSize: 2 });
  try {
    const node = await start(pooler.url);
    const booked = await Promise.all([1, 2, 3, 4, 5].map(() => book(node)));
    await eventually(() => expect(booked.map(({ email }) => toldTo(email))).toEqual([1, 1, 1, 1, 1]), {
      within: 15_000,
    });
    await eventually(async () => expect(await statusOf(booked[0]?.id ?? '')).toBe('sent'));
    expect(await stop(node)).toBe(0);
    expect(node.logs()).not.toMatch(/prepared statement|"level":50/);
  } finally {
    await pooler.stop();
  }
});
