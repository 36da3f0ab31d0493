import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../tests/support/eventually.ts';
import { freePort } from '../tests/support/free-port.ts';
import { start } from '../tests/support/started.ts';
import type { Bench } from './bench.ts';
import { watchBusy } from './busy.ts';
import { median, round } from './statistics.ts';
import type { Table } from './table.ts';

const ROUNDS = 3;

/** `npm start` as on a laptop: with the embedded database, that is there already. */
export async function benchColdStart({ afterwards }: Bench): Promise<Table> {
  const folder = mkdtempSync(join(tmpdir(), 'waitlessq-start-'));
  afterwards(() => rmSync(folder, { recursive: true, force: true }));
  const port = await freePort();
  const once = async () => {
    const began = performance.now();
    const service = start(
      { DATA_DIR: folder, PORT: String(port), DEMO: 'false' },
      { command: ['npm', 'start', '--silent'] },
    );
    afterwards(async () => {
      service.signal('SIGTERM');
      await service.ended();
    });
    const busy = watchBusy({});
    await eventually(
      async () => {
        const response = await fetch(`http://127.0.0.1:${port}/readyz`);
        if (!response.ok) throw new Error(`/readyz says ${response.status}`);
      },
      { within: 120_000, every: 10 },
    );
    const seconds = (performance.now() - began) / 1000;
    const told = busy();
    service.signal('SIGTERM');
    const ended = await service.ended();
    if (ended !== 0) throw new Error(`the service ended with ${String(ended)}: ${service.complaints()}`);
    return { seconds, told };
  };
  const first = await once();
  const rounds: Awaited<ReturnType<typeof once>>[] = [];
  for (let turn = 0; turn < ROUNDS; turn++) rounds.push(await once());
  return {
    title: '`npm start` until the first answer',
    how: `With the dependencies installed and the service built, and the embedded PostgreSQL; until /readyz says yes. The first time makes the database and its tables; then the median of ${ROUNDS} starts with what is there.`,
    busy: rounds.at(-1)?.told ?? '',
    rows: [
      { cells: { start: 'with nothing there', seconds: round(first.seconds, 1) } },
      {
        cells: { start: 'with its database', seconds: round(median(rounds.map(({ seconds }) => seconds)), 1) },
        goals: [{ of: 'seconds', atMost: 6 }],
      },
    ],
  };
}
