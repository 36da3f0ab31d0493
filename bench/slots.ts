import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { openDatabase } from '../models/database.ts';
import { daysAfter, daysFrom, slotsOfAny, type SlotsAsked } from '../models/rules/slots.ts';
import { weekdayOf } from '../models/rules/working-hours.ts';
import type { Actor } from '../models/vocabulary.ts';
import { createDoors } from '../server/doors.ts';
import { createKeys } from '../server/access/keys.ts';
import { createPersonalData } from '../server/access/personal-data.ts';
import { createResponseCipher } from '../server/access/response-cipher.ts';
import { freeSlots } from '../server/queries/slots/free-slots.ts';
import { slotTimes, type WantedTimes } from '../server/queries/slots/slot-times.ts';
import type { Bench } from './bench.ts';
import { watchBusy } from './busy.ts';
import { treeCpuMs } from './cpu.ts';
import { signUp } from './organization.ts';
import { median, quantile, round } from './statistics.ts';
import type { Table } from './table.ts';

const PROVIDERS = 20;
const APPOINTMENTS = 2_000;
const DAYS = 31;
/** Organizations beside it with as much of everything. */
const OTHERS = 10;
const ROUNDS = 7;
const TIMES = 20;

/** The slots of a month with any of twenty providers, beside a plain count of the appointments that lie in it. */
export async function benchSlots(bench: Bench): Promise<Table> {
  const { appUrl, adminUrl } = await bench.database();
  const node = await bench.node({ databaseUrl: appUrl });
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  bench.afterwards(() => admin.end());
  const from = daysAfter(new Date().toISOString().slice(0, 10), 1);
  const to = daysAfter(from, DAYS - 1);
  const { id: organizationId, slug } = await signUp(node.url);
  const { service_id, office_id } = await fill(admin, organizationId, { from, to });
  for (let other = 0; other < OTHERS; other++) await fill(admin, (await signUp(node.url)).id, { from, to });
  await admin.query('ANALYZE');
  const database = openDatabase(appUrl, { poolSize: 2 });
  bench.afterwards(() => database.close());
  const keys = createKeys('only-for-benchmarks-0123456789abcdef0123456789');
  const { snapshot } = createDoors(database, {
    publish: () => undefined,
    cipher: createResponseCipher(keys),
    personal: createPersonalData(keys),
  });
  const actor: Actor = { kind: 'public', organizationId, id: null };
  const wanted: WantedTimes = { service_id, office_id, provider_id: null, from, to };
  const read = await snapshot(actor, (tx) => slotTimes(tx, wanted));
  if (!read) throw new Error('nobody offers it');
  const asked: SlotsAsked = {
    ...{ service_id, time_zone: read.time_zone, from, to },
    rules: { ...read.policy, duration: read.duration },
    now: new Date(),
    bound: true,
  };
  let found = 0;
  const path = `/api/v1/services/${service_id}/slots?office_id=${office_id}&from=${from}&to=${to}`;
  const ways: Record<string, () => Promise<unknown>> = {
    [SLOTS]: async () => {
      found = (await snapshot(actor, (tx) => freeSlots(tx, wanted))).data.length;
    },
    [COUNT]: () =>
      snapshot(actor, async (tx) => {
        const [row] = await tx.query<{ count: number }>(counting(organizationId, wanted));
        if (row?.count !== APPOINTMENTS) throw new Error(`${row?.count} of ${APPOINTMENTS} appointments were counted`);
      }),
    'of it the database: schedules and what is taken, as read': () => snapshot(actor, (tx) => slotTimes(tx, wanted)),
    'of it the reckoning': async () => slotsOfAny(read.providers, asked),
    'the whole answer over HTTP': async () => {
      const response = await fetch(node.url + path, { headers: { 'x-tenant-id': slug } });
      if (!response.ok) throw new Error(`answered with ${response.status}: ${await response.text()}`);
      await response.json();
    },
  };
  const busy = watchBusy({
    'the node': node.pid,
    PostgreSQL: { tree: bench.postgres.pid },
    'this program': process.pid,
  });
  const measured = await inTurns(ways, bench);
  const counted = median(measured[COUNT]?.times ?? []);
  return {
    title: 'Slots of a month',
    how: `${PROVIDERS} providers, ${APPOINTMENTS} appointments within ${DAYS} days, half an hour every quarter of an hour, with whoever has the least to do on the day: ${found} times in the answer. ${OTHERS} other organizations have as much. ${ROUNDS} alternating rounds of ${bench.isBrief ? 2 : TIMES}, of their medians the median; the first round is not counted. Database and reckoning are measured in this program, through the door of the service with its row security.`,
    busy: busy(),
    rows: Object.entries(measured).map(([way, { times, cpu, postgres }]) => ({
      cells: {
        what: way,
        'p50 ms': round(median(times), 1),
        'p95 ms': round(quantile(times, 0.95), 1),
        'beside the count': round(median(times) / counted, 1),
        'asking CPU ms': round(median(cpu), 1),
        'PostgreSQL CPU ms': round(median(postgres), 1),
      },
      goals: way === SLOTS ? [{ of: 'p50 ms', atMost: 50 }] : [],
    })),
  };
}

const SLOTS = 'slots of a month, database and reckoning';
const COUNT = 'a plain count of the same appointments';

type Measured = { times: number[]; cpu: number[]; postgres: number[] };

async function inTurns(
  ways: Readonly<Record<string, () => Promise<unknown>>>,
  { isBrief, postgres }: Bench,
): Promise<Record<string, Measured>> {
  const times = isBrief ? 2 : TIMES;
  const measured: Record<string, Measured> = {};
  for (let turn = 0; turn <= ROUNDS; turn++) {
    for (const [way, once] of Object.entries(ways)) {
      const before = { own: process.cpuUsage(), postgres: treeCpuMs(postgres.pid) };
      const took: number[] = [];
      for (let count = 0; count < times; count++) {
        const began = performance.now();
        await once();
        took.push(performance.now() - began);
      }
      const { user, system } = process.cpuUsage(before.own);
      if (turn === 0) continue;
      const { times: all, cpu, postgres: tree } = (measured[way] ??= { times: [], cpu: [], postgres: [] });
      all.push(...took);
      cpu.push((user + system) / 1_000 / times);
      tree.push((treeCpuMs(postgres.pid) - before.postgres) / times);
    }
  }
  return measured;
}

function counting(organizationId: string, { office_id, from, to }: WantedTimes) {
  return {
    name: 'bench-count-appointments',
    text: `SELECT count(*) FROM appointments
           WHERE organization_id = $1 AND office_id = $2 AND holds_time AND starts_at >= $3 AND starts_at < $4`,
    values: [organizationId, office_id, `${daysAfter(from, -1)}T00:00Z`, `${daysAfter(to, 2)}T00:00Z`],
  };
}

/** An office with its providers, their hours, and what is booked with them: a few people on each of their days. */
async function fill(
  admin: pg.Client,
  organizationId: string,
  { from, to }: { from: string; to: string },
): Promise<{ office_id: string; service_id: string }> {
  const [office_id, service_id] = [uuidv7(), uuidv7()];
  const providers = Array.from({ length: PROVIDERS }, () => uuidv7());
  const hours = [1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, from: '08:00', until: '12:00' },
    { weekday, from: '13:00', until: '17:00' },
  ]);
  const say = (text: string, ...values: unknown[]) => admin.query(text, [organizationId, ...values]);
  await say(
    `INSERT INTO offices (organization_id, id, name, time_zone) VALUES ($1, $2, 'Main Street', 'Europe/Berlin')`,
    office_id,
  );
  await say(
    `INSERT INTO services (organization_id, id, name, duration_minutes, booking) VALUES ($1, $2, 'Consultation', 30, $3)`,
    service_id,
    JSON.stringify({ online: true, grid: 15, buffer_after: 5 }),
  );
  await say(
    `INSERT INTO providers (organization_id, id, name) SELECT $1, id, 'Somebody' FROM unnest($2::uuid[]) AS id`,
    providers,
  );
  await say(
    `INSERT INTO provider_offices (organization_id, provider_id, office_id, is_primary) SELECT $1, id, $3, true FROM unnest($2::uuid[]) AS id`,
    providers,
    office_id,
  );
  await say(
    `INSERT INTO provider_services (organization_id, provider_id, service_id) SELECT $1, id, $3 FROM unnest($2::uuid[]) AS id`,
    providers,
    service_id,
  );
  await say(
    `INSERT INTO schedules (organization_id, id, provider_id, office_id, effective_from, hours)
     SELECT $1, gen_random_uuid(), id, $3, '2020-01-01', $4 FROM unnest($2::uuid[]) AS id`,
    providers,
    office_id,
    JSON.stringify(hours),
  );
  const starts = bookedTimes(providers, daysFrom(from, to));
  await say(
    `INSERT INTO appointments (organization_id, id, origin_id, code, status, status_at, service_id, office_id, provider_id,
       starts_at, ends_at, busy_from, busy_until, source, created_at)
     SELECT $1, id, id, translate(to_char(n, 'FM00000000'), '01', 'XY'), 'booked', now(), $2, $3, provider_id,
       starts_at, starts_at + interval '30 minutes', starts_at, starts_at + interval '35 minutes', 'online', now()
     FROM (SELECT gen_random_uuid() AS id, * FROM unnest($4::uuid[], $5::timestamptz[]) WITH ORDINALITY AS t (provider_id, starts_at, n)) AS booked`,
    service_id,
    office_id,
    starts.map(({ provider }) => provider),
    starts.map(({ at }) => at),
  );
  return { office_id, service_id };
}

function bookedTimes(providers: readonly string[], days: readonly string[]): { provider: string; at: string }[] {
  const working = days.filter((day) => weekdayOf(day) < 6);
  return Array.from({ length: APPOINTMENTS }, (_, index) => {
    const turn = Math.floor(index / PROVIDERS);
    const day = working[turn % working.length] ?? '';
    const hour = 7 + Math.floor(turn / working.length);
    return { provider: providers[index % PROVIDERS] ?? '', at: `${day}T${String(hour).padStart(2, '0')}:15:00Z` };
  });
}
