import type { RunningNode } from '../tests/support/node.ts';
import type { Bench } from './bench.ts';
import { openBuilding } from './building.ts';
import { watchBusy } from './busy.ts';
import { cpuMs, treeCpuMs } from './cpu.ts';
import { openLiveLine } from './live-line.ts';
import { median, quantile, round } from './statistics.ts';
import type { Row, Table } from './table.ts';

const WAITING = [10, 100, 300];
/** Queues of each size: every one is cold only once. */
const QUEUES = 30;

/** The whole board of a queue that nobody has looked at yet, and once more. */
export async function benchBoards(bench: Bench): Promise<Table> {
  const rows: Row[] = [];
  const told: string[] = [];
  for (const waiting of WAITING) {
    const building = await openBuilding(bench, { queues: 2 * QUEUES, waiting, nodes: 1 });
    const [node] = building.nodes as [RunningNode]; // there is one
    const { slug } = building.organization;
    // Connections, statements and the just-in-time compiler are warm in a service that runs; what is asked for here is not.
    const others = building.queueIds.slice(0, QUEUES);
    for (const queueId of others) await read(node.url, slug, queueId);
    for (const queueId of others) await watch(node.url, slug, queueId);
    const busy = watchBusy({
      'the node': node.pid,
      PostgreSQL: { tree: bench.postgres.pid },
      'this program': process.pid,
    });
    const queueIds = building.queueIds.slice(QUEUES);
    for (const { what, ask, isCold } of [
      { what: 'over HTTP, for the first time', ask: read, isCold: true },
      { what: 'over HTTP, once more', ask: read, isCold: false },
      { what: 'on a line, for the first time', ask: watch, isCold: true },
      { what: 'on a line, once more', ask: watch, isCold: false },
    ]) {
      const times: number[] = [];
      const used = () => cpuMs(node.pid) + treeCpuMs(bench.postgres.pid);
      const before = used();
      for (const queueId of queueIds) times.push(await ask(node.url, slug, queueId));
      const cpu = (used() - before) / QUEUES;
      const of = (share: number) => round(quantile(times, share), 1);
      rows.push({
        cells: {
          board: `${waiting} waiting, ${what}`,
          'p50 ms': round(median(times), 1),
          'p95 ms': of(0.95),
          'the slowest ms': of(1),
          'CPU ms': round(cpu, 1),
        },
        goals: isCold ? [{ of: 'p50 ms', atMost: 15 }] : [],
      });
    }
    told.push(`With ${waiting} waiting ${busy()}`);
    await node.stop();
  }
  return {
    title: 'Reading a whole board',
    how: `Each of ${QUEUES} queues, one after the other, from the question to the understood answer; other queues were read before, so that only the boards are cold. On a line the question is asked once the line stands. CPU is that of the node and PostgreSQL for one board.`,
    busy: told.join(' '),
    rows,
  };
}

async function read(url: string, slug: string, queueId: string): Promise<number> {
  const began = performance.now();
  const response = await fetch(`${url}/api/v1/queues/${queueId}/board`, { headers: { 'x-tenant-id': slug } });
  await response.json();
  if (!response.ok) throw new Error(`a board was answered with ${response.status}`);
  return performance.now() - began;
}

async function watch(url: string, slug: string, queueId: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const line = openLiveLine(
      { url, slug, token: '', from: '10.0.0.1' },
      {
        connected() {
          const began = performance.now();
          line.ask('queue:watch', { queue_id: queueId }, (answer) => {
            const took = performance.now() - began;
            line.close();
            if ((answer as { mode?: string }).mode === 'board') resolve(took);
            else reject(new Error(`a watch was answered with ${JSON.stringify(answer)}`));
          });
        },
        refused: (code) => reject(new Error(code)),
        lost: () => reject(new Error('the line was lost')),
        event: () => undefined,
      },
    );
  });
}
