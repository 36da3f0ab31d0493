import pg from 'pg';
import type { Board } from '../load-tests/live/follower.ts';
import type { RunningNode } from '../tests/support/node.ts';
import type { Redis } from '../tests/support/redis.ts';
import type { Bench } from './bench.ts';
import { closeConnections } from './http-client.ts';
import type { LiveScreenOptions, ScreenKind } from './live-screen.ts';
import type { LiveScreens } from './live-screens.ts';
import { signUp, type BenchOrganization } from './organization.ts';
import type { Place } from './staff-at-work.ts';
import { fillWaitingRooms } from './waiting-rooms.ts';

const PLACES = 2;
/** A clinic's screens come from few addresses; the limits of an address are not what is measured. */
const SCREENS_PER_ADDRESS = 50;

export type Building = {
  nodes: RunningNode[];
  redis: Redis;
  organization: BenchOrganization;
  queueIds: readonly string[];
  /** Where staff work, two for each queue. */
  places: readonly Place[];
  /** One more node of this service. */
  start(settings?: { port?: number; env?: Record<string, string> }): Promise<RunningNode>;
  /** So many screens of a kind, spread over all queues; `urls` are taken in turn. */
  screens(kind: ScreenKind, count: number, group: string, urls: readonly string[]): LiveScreenOptions[];
  /** Of every queue, as committed. */
  versions(): Promise<Record<string, number>>;
  /** Screens that do not show what the service has. */
  wrong(screens: LiveScreens): Promise<number>;
  ask<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
};

/** One organization with some queues where people wait, on two nodes with Redis and PostgreSQL: what the sections break. */
export async function openBuilding(
  bench: Bench,
  { queues, waiting, nodes: count = 2 }: { queues: number; waiting: number; nodes?: number },
): Promise<Building> {
  const { appUrl, adminUrl } = await bench.database();
  const redis = await bench.redis();
  const start: Building['start'] = ({ env, ...settings } = {}) =>
    bench.node({
      databaseUrl: appUrl,
      redisUrl: redis.url,
      ...settings,
      env: { TRUSTED_PROXIES: 'loopback', ...env },
    });
  const nodes = [await start()];
  while (nodes.length < count) nodes.push(await start());
  const pool = new pg.Pool({ connectionString: adminUrl, max: 1 });
  // A server that goes away takes its idle connections along.
  pool.on('error', () => undefined);
  bench.afterwards(() => pool.end());
  bench.afterwards(closeConnections);
  const [first] = nodes as [RunningNode]; // there is one at least
  const organization = await signUp(first.url);
  const client = await pool.connect();
  const calls = await fillWaitingRooms(client, organization, { queues, calls: queues * Math.max(waiting, PLACES) });
  // A counter for each who waits would be on every board; staff are at two of each queue.
  const places = calls.slice(0, queues * PLACES);
  await client.query(
    `UPDATE counter_sessions SET ended_at = now() WHERE organization_id = $1 AND counter_id <> ALL ($2)`,
    [organization.id, places.map(({ counterId }) => counterId)],
  );
  client.release();
  const queueIds = [...new Set(calls.map(({ queueId }) => queueId))];
  const ask: Building['ask'] = async <Row extends object>(sql: string, values: unknown[] = []) =>
    (await pool.query<Row>(sql, values)).rows;

  const boards = async (token: string): Promise<Board[]> =>
    Promise.all(
      queueIds.map(async (queueId) => {
        const url = nodes.at(-1)?.url ?? '';
        const headers = token === '' ? { 'x-tenant-id': organization.slug } : { authorization: `Bearer ${token}` };
        const response = await fetch(`${url}/api/v1/queues/${queueId}/board`, { headers });
        if (!response.ok) throw new Error(`a board was answered with ${response.status}`);
        return (await response.json()) as Board; // as the contract says
      }),
    );

  return {
    nodes,
    redis,
    organization,
    queueIds,
    places,
    start,
    screens: (kind, screens, group, urls) =>
      Array.from({ length: screens }, (_, n) => ({
        kind,
        group,
        slug: organization.slug,
        token: kind === 'staff' ? organization.token : '',
        queueId: queueIds[n % queueIds.length] ?? '',
        urls,
        first: Math.floor(n / queueIds.length),
        from: addressOf(Math.floor(n / SCREENS_PER_ADDRESS)),
      })),
    versions: async () => {
      const rows = await ask<{ id: string; version: number }>(
        'SELECT id, version::int FROM queues WHERE organization_id = $1',
        [organization.id],
      );
      return Object.fromEntries(rows.map(({ id, version }) => [id, version]));
    },
    wrong: async (screens) =>
      (await screens.differFrom(await boards(''), { ofStaff: false })) +
      (await screens.differFrom(await boards(organization.token), { ofStaff: true })),
    ask,
  };
}

let addresses = 0;

/** Another one each time: of a network that nobody has. */
function addressOf(n: number): string {
  const number = n === 0 ? (addresses += 256) : addresses + n;
  return `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
}
