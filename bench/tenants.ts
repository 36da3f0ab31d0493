import { freePort } from '../tests/support/free-port.ts';
import type { LoadOrganization } from '../server/cli/load-organization.ts';
import type { Bench } from './bench.ts';
import { watchBusy } from './busy.ts';
import { Crowd } from './crowd.ts';
import { now } from './now.ts';
import { SECRET_KEY } from './credentials.ts';
import { closeConnections, post } from './http-client.ts';
import { makeLoadOrganizations } from './load-organizations.ts';
import type { RawLineOptions } from './raw-line.ts';
import { quantile, round } from './statistics.ts';
import type { Row, Table } from './table.ts';

const SIZES = [100, 300, 1_000];
const SCREENS = 10;
const COMMANDS_A_SECOND = 100;
const SECONDS = 10;
/** The last change may still be on its way. */
const AFTERWARDS_MS = 1_000;

type Tap = { organization: number; at: number };

/** Many organizations work on one node at the same time: how late their screens are. */
export async function benchTenants(bench: Bench): Promise<Table> {
  const database = await bench.database();
  const organizations = await makeLoadOrganizations(database, Math.max(...SIZES));
  const metricsPort = await freePort();
  const node = await bench.node({
    databaseUrl: database.appUrl,
    env: { SECRET_KEY, TRUSTED_PROXIES: 'loopback', METRICS_PORT: String(metricsPort) },
  });
  bench.afterwards(closeConnections);
  const crowd = new Crowd(bench);
  const busyOf = watchBusy({
    'the node': node.pid,
    PostgreSQL: { tree: bench.postgres.pid },
    'the screens': crowd.pid,
    'those who tap': process.pid,
  });
  const work = new Work(node.url, organizations);
  const rows: Row[] = [];
  for (const [index, count] of SIZES.entries()) {
    const before = SIZES[index - 1] ?? 0;
    const lines = organizations.slice(before, count).flatMap((one, n) => screensOf(one, before + n, node.url));
    await crowd.open(lines, { isTiming: true });
    await work.during(count, 1); // warms up
    await crowd.tell();
    await loopDelays(metricsPort); // each reading begins anew
    const taps = await work.during(count, SECONDS);
    const delay = await loopDelays(metricsPort);
    await new Promise((resolve) => setTimeout(resolve, AFTERWARDS_MS));
    const { arrivals } = await crowd.tell();
    const late = lateness(taps, arrivals);
    const expected = taps.length * SCREENS;
    rows.push({
      cells: {
        connected: `${count} organizations, ${count * SCREENS} sockets`,
        'taps/s': round(taps.length / SECONDS),
        'tap to screen p50 ms': round(quantile(late, 0.5), 1),
        'tap to screen p99 ms': round(quantile(late, 0.99), 1),
        'not heard': expected - late.length,
        'loop delay p50 ms': round(delay.p50, 1),
        'loop delay p99 ms': round(delay.p99, 1),
      },
      goals: [
        { of: 'tap to screen p99 ms', atMost: 100 },
        { of: 'loop delay p99 ms', atMost: 20 },
        { of: 'not heard', atMost: 0 },
      ],
    });
  }
  return {
    title: 'Many organizations on one node: milliseconds from a tap until each screen has the change',
    how:
      `${SECONDS} s of ${COMMANDS_A_SECOND} commands a second in all (somebody joins, is called, served and finished), spread over the organizations, each with ${SCREENS} screens: its staff, a display and phones. ` +
      'The loop delay is what /metrics says of that time; it looks every 10 ms and its figures include that.',
    busy: busyOf(),
    rows,
  };
}

function screensOf(
  { slug, queue_id, staff_token, display_token }: LoadOrganization,
  organization: number,
  url: string,
): RawLineOptions[] {
  const tokens = [staff_token, display_token, ...Array<string>(SCREENS - 2).fill('')];
  const from = `10.64.${organization >> 8}.${organization & 255}`;
  return tokens.map((token) => ({ url, namespace: `/org/${slug}`, token, queueIds: [queue_id], from }));
}

/** In each organization one person after the other joins, is called, served and finished. */
class Work {
  readonly #url: string;
  readonly #organizations: readonly LoadOrganization[];
  readonly #waiting = new Set<number>();
  readonly #steps = new Map<number, { done: number; entryId: string }>();
  #turn = 0;

  constructor(url: string, organizations: readonly LoadOrganization[]) {
    this.#url = url;
    this.#organizations = organizations;
  }

  /** The first so many of them take their turns. @returns every tap that was answered with yes */
  async during(count: number, seconds: number): Promise<Tap[]> {
    const taps = COMMANDS_A_SECOND * seconds;
    const began = performance.now();
    const begun: Promise<Tap>[] = [];
    for (let tap = 0; tap < taps; tap++) {
      const wait = began + (tap * 1_000) / COMMANDS_A_SECOND - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      const organization = this.#nextFree(count);
      if (organization === null) continue;
      const taken = this.#take(organization);
      // Whoever waits for all of them hears of it.
      taken.catch(() => undefined);
      begun.push(taken);
    }
    return Promise.all(begun);
  }

  /** Whose last tap was answered; null where everybody waits for an answer. */
  #nextFree(count: number): number | null {
    for (let tries = 0; tries < count; tries++) {
      const organization = this.#turn++ % count;
      if (!this.#waiting.has(organization)) return organization;
    }
    return null;
  }

  async #take(organization: number): Promise<Tap> {
    this.#waiting.add(organization);
    const tap = await this.#tap(organization);
    this.#waiting.delete(organization);
    return tap;
  }

  async #tap(organization: number): Promise<Tap> {
    const { queue_id, counter_ids, staff_token: token } = this.#organizations[organization] as LoadOrganization; // one of them
    const { done, entryId } = this.#steps.get(organization) ?? { done: 0, entryId: '' };
    const step = [
      { path: `/queues/${queue_id}/entries` },
      { path: `/queues/${queue_id}/calls`, body: { counter_id: counter_ids[0] } },
      { path: `/entries/${entryId}/service` },
      { path: `/entries/${entryId}/completion` },
    ][done % 4] as { path: string; body?: object }; // there are four
    const at = now();
    const answer = await post(this.#url, `/api/v1${step.path}`, { body: step.body ?? {}, token });
    const { entry } = answer.body as { entry?: { id: string } };
    if (entry === undefined) throw new Error(`${step.path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    this.#steps.set(organization, { done: done + 1, entryId: entry.id });
    return { organization, at };
  }
}

/** The first tap of an organization is the first change that each of its screens hears, and so on. */
function lateness(taps: readonly Tap[], arrivals: readonly [line: number, at: number][]): number[] {
  const tapped = new Map<number, number[]>();
  for (const { organization, at } of taps.toSorted((a, b) => a.at - b.at))
    tapped.set(organization, [...(tapped.get(organization) ?? []), at]);
  const heard = new Map<number, number>();
  return arrivals.map(([line, at]) => {
    const nth = heard.get(line) ?? 0;
    heard.set(line, nth + 1);
    return at - (tapped.get(Math.floor(line / SCREENS))?.[nth] ?? NaN);
  });
}

async function loopDelays(port: number): Promise<{ p50: number; p99: number }> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const of = (name: string) =>
    Number(new RegExp(`^nodejs_eventloop_lag_${name}_seconds (\\S+)$`, 'm').exec(text)?.[1]) * 1_000;
  return { p50: of('p50'), p99: of('p99') };
}
