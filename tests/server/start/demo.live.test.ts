import pg from 'pg';
import { openDatabase as connect, type Database as Models } from '../../../models/database.ts';
import type { Actor } from '../../../models/vocabulary.ts';
import { localDay } from '../../../models/rules/local-day.ts';
import { createKeys } from '../../../server/access/keys.ts';
import { createPersonalData } from '../../../server/access/personal-data.ts';
import { createResponseCipher } from '../../../server/access/response-cipher.ts';
import { cancel } from '../../../server/commands/entries/cancel.ts';
import { createClinicLife } from '../../../server/demo/clinic-life.ts';
import { findClinic, type Clinic } from '../../../server/demo/clinic.ts';
import { seedDemo } from '../../../server/demo/seed.ts';
import { startSimulator } from '../../../server/demo/simulator.ts';
import { createDoors, type Doors } from '../../../server/doors.ts';
import { bookableServices } from '../../../server/queries/slots/bookable-services.ts';
import { freeSlots } from '../../../server/queries/slots/free-slots.ts';
import { createWaitEstimates } from '../../../server/queries/wait-estimates.ts';
import { type Database, openDatabase } from '../../support/database.ts';
import { eventually } from '../../support/eventually.ts';

jest.setTimeout(60_000);

const keys = createKeys('only-for-tests-0123456789abcdef0123456789abcdef');

let own: Database;
let admin: pg.Client;
let database: Models;
let doors: Doors;
let clinic: Clinic;
const began = Date.now();

beforeAll(async () => {
  own = await openDatabase();
  admin = new pg.Client(own.adminUrl);
  await admin.connect();
  // As two nodes do that start at once.
  await Promise.all([seedDemo(own.appUrl, keys, () => undefined), seedDemo(own.appUrl, keys, () => undefined)]);
  database = connect(own.appUrl);
  doors = createDoors(database, {
    publish: () => undefined,
    cipher: createResponseCipher(keys),
    personal: createPersonalData(keys),
  });
  const found = await findClinic(database, doors);
  if (!found) throw new Error('no clinic was made');
  clinic = found;
});
afterAll(async () => {
  await database.close();
  await admin.end();
  await own.close();
});

async function rows<T extends object>(sql: string): Promise<T[]> {
  return (await admin.query<T>(sql)).rows;
}

test('every queue has served enough people to estimate from, and some wait', async () => {
  const queues = await rows<{ prefix: string; served: number; waiting: number }>(`
    SELECT q.prefix, count(*) FILTER (WHERE e.status = 'served')::int AS served, count(*) FILTER (WHERE e.status = 'waiting')::int AS waiting
    FROM queues q JOIN entries e ON e.queue_id = q.id GROUP BY 1 ORDER BY 1`);
  expect(queues.map(({ prefix }) => prefix)).toEqual(['A', 'B', 'C', 'P']);
  for (const { prefix, served, waiting } of queues) {
    expect({ prefix, enough: served >= 25 }).toEqual({ prefix, enough: true });
    expect(waiting).toBeLessThanOrEqual(13);
  }
  const estimates = createWaitEstimates(doors.snapshot);
  const general = clinic.queues.find(({ prefix }) => prefix === 'A')?.id ?? '';
  expect((await estimates.of(clinic.organizationId, general)).waits).not.toBeNull();
});

test('the morning has missed calls, returns and transfers, and lies in the past in order', async () => {
  const [kinds] = await rows<{ types: string[] }>('SELECT array_agg(DISTINCT type) AS types FROM queue_events');
  for (const type of [
    'entry.joined',
    'entry.called',
    'entry.started',
    'entry.finished',
    'entry.missed',
    'entry.transferred',
  ]) {
    expect(kinds?.types).toContain(type);
  }
  const [disorder] = await rows<{ backwards: number; future: number; first: Date }>(`
    SELECT count(*) FILTER (WHERE at < before)::int AS backwards, count(*) FILTER (WHERE at > clock_timestamp())::int AS future, min(at) AS first
    FROM (SELECT at, lag(at) OVER (PARTITION BY queue_id ORDER BY version) AS before FROM queue_events) AS events`);
  expect(disorder).toMatchObject({ backwards: 0, future: 0 });
  expect(began - Number(disorder?.first)).toBeGreaterThan(2 * 3_600_000);
});

test('one counter is left to whoever tries the staff screen', async () => {
  const sessions = await rows<{ name: string }>(`
    SELECT c.name FROM counters c JOIN offices o ON o.id = c.office_id
    WHERE o.name = 'City Centre' AND NOT EXISTS (SELECT FROM counter_sessions s WHERE s.counter_id = c.id)`);
  expect(sessions).toEqual([{ name: 'Room 3' }]);
});

test('what is booked online has free times within a week, at each of its offices', async () => {
  const passerBy = { kind: 'public', organizationId: clinic.organizationId, id: null } as const;
  const { services } = await doors.snapshot(passerBy, bookableServices);
  expect(services.map(({ name }) => name)).toEqual(['Blood test', 'Child health check', 'Consultation']);
  const [from, to] = [1, 7].map((days) => localDay(new Date(Date.now() + days * 86_400_000), 'UTC')) as [
    string,
    string,
  ]; // one for each
  for (const { id, offices } of services) {
    for (const { id: office_id } of offices) {
      const asked = { service_id: id, office_id, provider_id: null, from, to };
      expect((await doors.snapshot(passerBy, (tx) => freeSlots(tx, asked))).data.length).toBeGreaterThan(10);
    }
  }
});

test('a second seed changes nothing', async () => {
  const count = () =>
    rows(
      'SELECT (SELECT count(*) FROM entries) AS entries, (SELECT count(*) FROM users) AS users, (SELECT count(*) FROM queue_events) AS events',
    );
  const before = await count();
  await seedDemo(own.appUrl, keys, () => undefined);
  expect(await count()).toEqual(before);
});

test('of two nodes one lets people come, and the other takes over when it stops', async () => {
  const errors: unknown[] = [];
  const site = { url: own.appUrl, database, doors, estimates: createWaitEstimates(doors.snapshot) };
  const holders = () =>
    rows<{ pid: number }>(
      `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
  const first = startSimulator(site, (error) => errors.push(error));
  await eventually(async () => expect(await holders()).toHaveLength(1));
  const [holder] = await holders();
  const second = startSimulator(site, (error) => errors.push(error));
  await first.stop();
  await eventually(
    async () => {
      const [now] = await holders();
      expect(now?.pid).toBeGreaterThan(0);
      expect(now?.pid).not.toBe(holder?.pid);
    },
    { within: 20_000 },
  );
  await second.stop();
  expect(await holders()).toEqual([]);
  expect(errors).toEqual([]);
});

test('what somebody else does at a counter is taken as it is', async () => {
  let now = Date.now();
  const moving = createDoors(database, {
    publish: () => undefined,
    cipher: createResponseCipher(keys),
    personal: createPersonalData(keys),
    clock: () => new Date(now),
  });
  const life = createClinicLife({ clinic, doors: moving, now });
  await life.look(now);
  const manager: Actor = {
    kind: 'user',
    organizationId: clinic.organizationId,
    id: clinic.users[0]?.id ?? '',
    role: 'manager',
    queueIds: 'all',
  };
  for (let minute = 0; minute < 30; minute += 1) {
    for (const until = now + 60_000; life.nextAt() < until;) {
      now = Math.max(now, life.nextAt());
      await life.step(now);
    }
    // A colleague sends everybody away who is at a counter, behind the simulation's back.
    const present = await rows<{ id: string }>(`SELECT id FROM entries WHERE status IN ('called', 'serving')`);
    for (const { id } of present)
      await moving.transact(manager, (tx) => cancel(tx, { entry_id: id, reason: 'tried out' }));
    await life.look(now);
  }
  const [{ calls } = { calls: 0 }] = await rows<{ calls: number }>(
    `SELECT count(*)::int AS calls FROM calls WHERE called_at > now()`,
  );
  expect(calls).toBeGreaterThan(30);
});
