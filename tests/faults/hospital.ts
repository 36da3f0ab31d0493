import pg from 'pg';
import type { Queue } from '../../realtime/contract/resources/queues.ts';
import { apiOf, yes } from '../support/api.ts';
import type { RunningNode } from '../support/node.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { type Clinic, openService, type Service, signUpClinic } from '../support/service.ts';
import { prepareTemplate } from '../support/template.ts';
import { openWire, type Wire } from '../support/wire.ts';
import type { Truth } from './history.ts';

/** The whole service with everything that can break: nodes, Redis, a PostgreSQL that waits for its disk, and the network before them. */
export type Hospital = {
  service: Service;
  postgres: Postgres;
  /** What browsers and tablets talk to. It has an address for each node, and leads to another node when that one accepts no line. */
  wire: Wire;
  urls: string[];
  clinic: Clinic;
  queue: Queue;
  /** Takes a node out of those that the network leads to. */
  withdraw(node: RunningNode): void;
  /** Of the queue, as committed. */
  version(): Promise<number>;
  truth(displayToken: string): Promise<Truth>;
  close(): Promise<void>;
};

export async function openHospital(): Promise<Hospital> {
  const postgres = await startPostgres({ durable: true });
  await prepareTemplate(postgres.url);
  const service = await openService({ nodes: 2, postgresUrl: postgres.url });
  const serving = () => service.nodes.map(({ url }) => Number(new URL(url).port));
  const wire = await openWire([serving, () => serving().toReversed()]);
  const urls = wire.ports.map((port) => `http://127.0.0.1:${port}`);
  const [url = ''] = urls;
  const clinic = await signUpClinic(url);
  const queue = await clinic.queue('A');
  const gone: RunningNode[] = [];

  async function ask<Row extends object>(text: string): Promise<Row[]> {
    const client = new pg.Client(service.database.adminUrl);
    await client.connect();
    try {
      return (await client.query<Row>(text, [queue.id])).rows;
    } finally {
      await client.end();
    }
  }

  return {
    service,
    postgres,
    wire,
    urls,
    clinic,
    queue,
    withdraw(node) {
      service.nodes.splice(service.nodes.indexOf(node), 1);
      gone.push(node);
    },
    version: async () =>
      (await ask<{ version: number }>('SELECT version::int FROM queues WHERE id = $1'))[0]?.version ?? 0,
    async truth(displayToken) {
      const [head] = await ask<{ epoch: string; version: number }>(
        'SELECT epoch, version::int FROM queues WHERE id = $1',
      );
      if (!head) throw new Error('the queue is gone');
      const [log, entries, calls] = await Promise.all([
        ask<Truth['log'][number]>(
          `SELECT version::int, epoch, public_change->'events' AS events FROM queue_events WHERE queue_id = $1 ORDER BY version`,
        ),
        ask<Truth['entries'][number]>(
          `SELECT seq::int, rank::float8 AS rank, status, call_seq::int AS "callSeq" FROM entries WHERE queue_id = $1 ORDER BY seq`,
        ),
        ask<Truth['calls'][number]>(
          `SELECT c.call_seq::int AS "callSeq", e.seq::int FROM calls c JOIN entries e ON e.id = c.entry_id
           WHERE c.queue_id = $1 ORDER BY c.call_seq`,
        ),
      ]);
      const board = await yes(apiOf(url, { token: displayToken }).get(`/queues/${queue.id}/board`));
      return { ...head, log, entries, calls, board };
    },
    async close() {
      await wire.close();
      await Promise.all(gone.map((node) => node.stop()));
      await service.close();
      await postgres.stop();
    },
  };
}
