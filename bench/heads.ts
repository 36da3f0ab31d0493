import pg from 'pg';
import { openDatabase } from '../models/database.ts';
import type { QueueHead } from '../realtime/contract/messages.ts';
import type { Bench } from './bench.ts';
import { watchBusy } from './busy.ts';
import { treeCpuMs } from './cpu.ts';
import { median, quantile, round } from './statistics.ts';
import type { Row, Table } from './table.ts';

const SIZES = [100, 1_000, 5_000, 20_000];
const ROUNDS = 3;
/** At least so many queues are asked for in a round, so that the steps of the system's clock do not matter. */
const ASKED = 40_000;

/** What a node's comparison with the database costs, by how many queues are listened to there. */
export async function benchHeads(bench: Bench): Promise<Table> {
  const { appUrl, adminUrl } = await bench.database();
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  bench.afterwards(() => admin.end());
  const queues = await fill(admin, Math.max(...SIZES));
  const database = openDatabase(appUrl, { poolSize: 1 });
  bench.afterwards(() => database.close());
  const ask = (count: number) =>
    database.directory<QueueHead>({
      name: 'queue-heads',
      text: 'SELECT queue_id, epoch, version FROM app.queue_heads($1, $2)',
      values: [
        queues.slice(0, count).map(({ organization }) => organization),
        queues.slice(0, count).map(({ id }) => id),
      ],
    });
  const busy = watchBusy({ PostgreSQL: { tree: bench.postgres.pid }, 'who asks': process.pid });
  const rows: Row[] = [];
  for (const count of SIZES) {
    const times: number[] = [];
    const postgres: number[] = [];
    const asking: number[] = [];
    const turns = Math.ceil(ASKED / count);
    // The first round warms up and is not counted.
    for (let round = 0; round <= ROUNDS; round++) {
      const before = { postgres: treeCpuMs(bench.postgres.pid), own: process.cpuUsage() };
      for (let turn = 0; turn < turns; turn++) {
        const began = performance.now();
        const heads = await ask(count);
        if (heads.length !== count) throw new Error(`${heads.length} of ${count} heads were answered`);
        if (round > 0) times.push(performance.now() - began);
      }
      const { user, system } = process.cpuUsage(before.own);
      if (round === 0) continue;
      postgres.push(((treeCpuMs(bench.postgres.pid) - before.postgres) * 1_000) / turns / count);
      asking.push((user + system) / turns / count);
    }
    rows.push({
      cells: {
        queues: `${count} queues`,
        'p50 ms': round(quantile(times, 0.5), 1),
        'p99 ms': round(quantile(times, 0.99), 1),
        'PostgreSQL us for each queue': round(median(postgres), 2),
        'node us for each queue': round(median(asking), 2),
      },
    });
  }
  return {
    title:
      'The comparison with the database that each node makes once a second: its cost by the queues that are listened to there',
    how: `Medians of ${ROUNDS} rounds; one question at a time, the next when the last has been answered. The queues are spread over many organizations and everything is in memory.`,
    busy: busy(),
    rows,
  };
}

const QUEUES_EACH = 10;

/** Written by SQL: what is measured is not how they came here. @returns so many, those of one organization far from each other */
async function fill(admin: pg.Client, count: number): Promise<{ organization: string; id: string }[]> {
  const { rows } = await admin.query<{ organization: string; id: string }>(
    `WITH organization AS (
       INSERT INTO control.organizations (id, slug, name, time_zone, status)
       SELECT uuidv7(), 'bench-heads-' || n, 'Bench', 'UTC', 'active' FROM generate_series(1, $1) n RETURNING id
     ), office AS (
       INSERT INTO offices (organization_id, id, name, time_zone) SELECT id, uuidv7(), 'Office', 'UTC' FROM organization
       RETURNING organization_id, id
     )
     INSERT INTO queues (organization_id, id, name, prefix, office_id, epoch)
     SELECT organization_id, uuidv7(), 'Queue ' || n, chr(64 + n), id, 'bench_bench_' FROM office, generate_series(1, $2) n
     RETURNING organization_id AS organization, id`,
    [Math.ceil(count / QUEUES_EACH), QUEUES_EACH],
  );
  await admin.query('VACUUM ANALYZE queues');
  return rows.toSorted((a, b) => (a.id.slice(-8) < b.id.slice(-8) ? -1 : 1));
}
