import pg from 'pg';
import type { Queue } from '../../realtime/contract/resources/queues.ts';
import { dice } from '../../server/demo/dice.ts';
import { apiOf, yes } from '../support/api.ts';
import type { RunningNode } from '../support/node.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { type Clinic, openService, type Service, signUpClinic } from '../support/service.ts';
import { prepareTemplate } from '../support/template.ts';
import { openWire, type Wire } from '../support/wire.ts';
import type { Failover, Stored, Truth } from './history.ts';

/** The whole service with everything that can break: nodes, Redis, a PostgreSQL that waits for its disk, and the network before them. */
export type Hospital = {
  service: Service;
  postgres: Postgres;
  /** What browsers and tablets talk to. It has an address for each node, and leads to another node when that one accepts no line. */
  wire: Wire;
  urls: string[];
  clinic: Clinic;
  queue: Queue;
  /** Every choice that is left to chance: who is the victim, who comes when. */
  chance: () => number;
  /** Milliseconds since it was opened. */
  now(): number;
  failovers: Failover[];
  /** Takes a node out of those that the network leads to. */
  withdraw(node: RunningNode): void;
  /** Where the queue stands, as committed. */
  head(): Promise<{ epoch: string; version: number }>;
  truth(displayToken: string): Promise<Truth>;
  close(): Promise<void>;
};

/** Of the database's disk, in a size that is soon filled and holds a long run. */
const DISK_MB = 640;
/** Few enough to be taken by one who wants them all; a node opens up to 8. */
const CONNECTIONS = 60;
/** The log of a busy hour shall not fill the disk; what is needed no more is given back. */
const SMALL_LOG = { min_wal_size: '32MB', max_wal_size: '96MB', wal_recycle: 'off' };

export async function openHospital(seed: number): Promise<Hospital> {
  const opened = performance.now();
  const postgres = await startPostgres({
    durable: true,
    megabytes: DISK_MB,
    settings: { max_connections: CONNECTIONS, ...SMALL_LOG },
  });
  await prepareTemplate(postgres.url);
  const service = await openService({ nodes: 2, postgresUrl: postgres.url });
  const serving = () => service.nodes.map(({ url }) => Number(new URL(url).port));
  const wire = await openWire([serving, () => serving().toReversed()]);
  const urls = wire.ports.map((port) => `http://127.0.0.1:${port}`);
  const [url = ''] = urls;
  const clinic = await signUpClinic(url);
  const queue = await clinic.queue('A');
  const gone: RunningNode[] = [];

  return {
    service,
    postgres,
    wire,
    urls,
    clinic,
    queue,
    chance: dice(seed),
    now: () => performance.now() - opened,
    failovers: [],
    withdraw(node) {
      const index = service.nodes.indexOf(node);
      // Something else may have met it as well.
      if (index < 0) return;
      service.nodes.splice(index, 1);
      gone.push(node);
    },
    head: () => readHead(service.database.adminUrl, queue.id),
    async truth(displayToken) {
      const stored = await readStored(service.database.adminUrl, queue.id);
      const board = await yes(apiOf(url, { token: displayToken }).get(`/queues/${queue.id}/board`));
      return { ...stored, board };
    },
    async close() {
      await wire.close();
      // A run that was broken off leaves things broken.
      for (const node of [...gone, ...service.nodes]) node.kill('SIGCONT');
      postgres.resume();
      postgres.disk?.free();
      try {
        await Promise.all(gone.map((node) => node.stop()));
        // The database goes with its server, which may be at anything; what was wrong before is to be heard of.
        await service.close().catch(() => undefined);
      } finally {
        await postgres.stop();
      }
    },
  };
}

/** Everything that a database holds about a queue, past row security. */
export async function readStored(adminUrl: string, queueId: string): Promise<Stored> {
  const [head, log, entries, calls] = await Promise.all([
    readHead(adminUrl, queueId),
    ask<Stored['log'][number]>(
      adminUrl,
      `SELECT version::int, epoch, public_change->'events' AS events FROM queue_events WHERE queue_id = $1 ORDER BY version`,
      queueId,
    ),
    ask<Stored['entries'][number]>(
      adminUrl,
      `SELECT seq::int, rank::float8 AS rank, status, call_seq::int AS "callSeq" FROM entries WHERE queue_id = $1 ORDER BY seq`,
      queueId,
    ),
    ask<Stored['calls'][number]>(
      adminUrl,
      `SELECT c.call_seq::int AS "callSeq", e.seq::int FROM calls c JOIN entries e ON e.id = c.entry_id
       WHERE c.queue_id = $1 ORDER BY c.call_seq`,
      queueId,
    ),
  ]);
  return { ...head, log, entries, calls };
}

async function readHead(adminUrl: string, queueId: string): Promise<{ epoch: string; version: number }> {
  const [head] = await ask<{ epoch: string; version: number }>(
    adminUrl,
    'SELECT epoch, version::int FROM queues WHERE id = $1',
    queueId,
  );
  if (!head) throw new Error('the queue is gone');
  return head;
}

async function ask<Row extends object>(adminUrl: string, text: string, queueId: string): Promise<Row[]> {
  const client = new pg.Client(adminUrl);
  // It may be killed at any moment; whoever asked hears of it by the query.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(text, [queueId])).rows;
  } finally {
    await client.end();
  }
}
